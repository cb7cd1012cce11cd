// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/lexer.h"

#include "llvm/ADT/ArrayRef.h"

#include <vector>

namespace onus::lsp {

/// A call in whose parentheses a place lies, as far as the words before that place tell. What stands behind it does not
/// matter, so that a call that is being typed is one.
struct OpenCall {
  std::vector<llvm::StringRef> callee; ///< `std`, `patterns`, `x` of `std.patterns.x(`; at least one
  bool onValue = false;                ///< a dot stands before it: `f(x).callee(`
  size_t commas = 0;                   ///< between its arguments before the place
  std::vector<llvm::StringRef> words;  ///< keywords and identifiers of the argument at the place, outermost ones only
  bool labelled = false;               ///< the argument begins with the first of them and a colon
};

/// What may be calls around a place, the innermost first: whatever looks like one, `per (` too.
std::vector<OpenCall> callsAround(llvm::StringRef text, const syntax::Tokens &tokens, uint32_t offset);

} // namespace onus::lsp
