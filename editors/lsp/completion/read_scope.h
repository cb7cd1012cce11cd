// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/completion/cursor.h"
#include "lsp/completion/expression_types.h"

namespace onus::lsp {

/// A place in a text that is being typed, in a view that knows the rest of the project.
struct CompletionPlace {
  const Cursor &cursor;
  const View &view;
  const syntax::File &file; ///< of the view: the document as it was last understood
  ExpressionTypes &types;
};

/// What an expression can read where the cursor is, told from the text as it stands: the selectors of the guardrail,
/// the parameters of the function, the variables of the quantifiers around it.
ReadScope readScope(const CompletionPlace &place, const syntax::Continuation &way);

/// The tools that the `tool` line before the cursor names, in a surface that the view knows.
std::vector<const check::Tool *> toolsOfLine(const CompletionPlace &place);

/// The surface, guardrail or whatever else of the view the cursor stands in, by its name; null where the view does not
/// have it.
const resolve::Symbol *enclosingSymbol(const CompletionPlace &place);

/// The names of a path that is written as words [first, end), dots between them.
std::vector<syntax::Name> namesIn(const Cursor &cursor, size_t first, size_t end);

} // namespace onus::lsp
