// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "syntax/token.h"

#include "antlr4-runtime.h"

#include <bitset>
#include <vector>

namespace onus::syntax {

/// Kinds of token.
using TokenSet = std::bitset<256>;

/// Where a text stopped being Onus, and what could have stood there.
struct SyntaxError {
  size_t at = 0;     ///< the word, counted in the stream, that does not fit
  size_t start = 0;  ///< the first word of what the parser tried to decide on; mostly the same
  TokenSet expected; ///< what fits at `start`
  /// The rules that were being read, the innermost first, and the first word of each.
  struct Frame {
    size_t rule = 0;
    size_t first = 0;
  };
  std::vector<Frame> rules;
};

/// Leaves the parser on the first error. Recovery is not ANTLR's affair here: see `parse`.
struct ParseStopped {};

/// The strategy of both passes. The first one only wants to know whether there is an error; the second one looks at
/// what was expected, which is costly, from the word on where the first one failed.
class FirstError final : public antlr4::ANTLRErrorStrategy {
public:
  /// Errors are described from word `from` of the stream on; SIZE_MAX describes none.
  void describeFrom(size_t from) { from_ = from; }
  const SyntaxError &error() const { return error_; }

  void reset(antlr4::Parser *) override {}
  antlr4::Token *recoverInline(antlr4::Parser *parser) override;
  void recover(antlr4::Parser *, std::exception_ptr) override { throw ParseStopped{}; }
  void sync(antlr4::Parser *parser) override;
  bool inErrorRecoveryMode(antlr4::Parser *) override { return false; }
  void reportMatch(antlr4::Parser *) override {}
  void reportError(antlr4::Parser *parser, const antlr4::RecognitionException &error) override;

private:
  [[noreturn]] void stop(antlr4::Parser *parser, size_t start, size_t at);

  size_t from_ = SIZE_MAX;
  SyntaxError error_;
};

} // namespace onus::syntax
