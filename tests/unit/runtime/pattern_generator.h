// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/regex_tree.h"

#include <random>

/// Random patterns over the whole dialect, and texts that match them or nearly do.
namespace onus::test {

class PatternGenerator {
public:
  explicit PatternGenerator(uint64_t seed) : random_(seed) {}

  /// A text that is a pattern, or sometimes nearly one.
  std::string pattern();
  /// A text of UTF-8 that the pattern matches, or one made from some that it does.
  std::string subject(const ir::RegexNode &pattern);
  /// The text with something changed in it.
  std::string near(std::string text);

private:
  unsigned below(unsigned limit) { return static_cast<unsigned>(random_() % limit); }
  bool oneIn(unsigned count) { return below(count) == 0; }
  std::string alternatives(unsigned depth);
  std::string sequence(unsigned depth);
  std::string atom(unsigned depth);
  std::string charClass();
  std::string repetition();
  void sample(const ir::RegexNode &node, std::string &out);
  void takeOne(const ir::RegexNode &node, std::string &out);
  std::string letter();
  void mutate(std::string &text);

  std::mt19937_64 random_;
};

} // namespace onus::test
