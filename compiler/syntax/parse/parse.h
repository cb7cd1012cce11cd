// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/arena.h"
#include "diagnostics/diagnostic.h"
#include "source/source_manager.h"
#include "syntax/ast.h"
#include "syntax/outline.h"

/// From a text to its syntax tree. ANTLR reads inside this folder; neither its types nor its exceptions leave it.
namespace onus::syntax {

/// What a file may cost. One text that goes beyond a limit gives one error.
struct Limits {
  size_t bytes = 8u << 20; ///< of a file
  unsigned depth = 256;    ///< brackets, `if` and types inside one another
  unsigned length = 1000;  ///< steps from the top of one expression to its deepest part
  unsigned errors = 50;    ///< of one file; what stands after them is not read
};

/// Reads a text. The tree lives in the arena and points into the source manager's text. The result is never null: after
/// syntax errors (E01) it is marked `broken` and holds the declarations that could be read. An outline is filled in
/// where one is given; it is of use only when the tree is not broken.
File *parse(const source::SourceManager &sources, source::FileId file, Arena &arena, diagnostics::Reporter &reporter,
            const Limits &limits = {}, Outline *outline = nullptr);

} // namespace onus::syntax
