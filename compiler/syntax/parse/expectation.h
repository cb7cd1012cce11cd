// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/parse/declarations.h"
#include "syntax/parse/first_error.h"

#include <string>

namespace onus::syntax {

/// The words with which a rule of the grammar can begin.
TokenSet firstWords(const antlr4::atn::ATN &atn, size_t rule);

/// The words that can follow a keyword at the start of a rule.
TokenSet wordsAfter(const antlr4::atn::ATN &atn, size_t rule, TokenKind keyword);

/// The block that an error stands in and what it is made of: clauses of a guardrail, steps of a test.
struct Block {
  TokenSet members;   ///< the words that begin a member
  TokenSet keywords;  ///< those of them that are keywords there, and not names
  std::string member; ///< "a clause of the guardrail", "a step of the test", "a member"
  size_t first = 0;   ///< the first word of the block's heading, counted in the stream
};
std::optional<Block> blockOf(const SyntaxError &error, const Layout &layout, size_t partFirst,
                             const antlr4::atn::ATN &atn);

/// What was expected, for a reader: "an expression", "`because`, a clause of the guardrail or `}`". Sets of words that
/// mean one thing become that thing.
std::string describeExpected(const SyntaxError &error, const std::optional<Block> &block, const antlr4::atn::ATN &atn);

} // namespace onus::syntax
