// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/source_manager.h"
#include "syntax/ast.h"

#include <string>

/// What `onus dump tokens` and `onus dump ast` print: one line for each word or node, stable enough for snapshots.
namespace onus::syntax {

/// Every word and comment of a text, in order: place, kind, and the word as written.
std::string dumpTokens(const source::SourceManager &sources, source::FileId file);

/// The tree of a file, two blanks of indentation for each level. A line says what the node is, what it holds and, after
/// `@`, where it stands.
std::string dumpAst(const source::SourceManager &sources, const File &file);

} // namespace onus::syntax
