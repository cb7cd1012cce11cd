// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "backends/bytecode/automaton/automaton.h"
#include "ir/regex.h"
#include "runtime/interpret/automaton.h"

/// Compares automata with RE2.
namespace onus::tests {

struct Compared {
  bool whole = false, search = false;
  size_t matches = 0;
  std::string difference; ///< empty where they agree
};

inline std::string shown(const std::vector<std::string> &parts) {
  std::string out;
  for (const std::string &part : parts)
    out += "<" + part + ">";
  return out;
}

inline void compareFind(const ir::Regex &regex, const std::vector<uint8_t> &tables, rt::Text subject,
                        llvm::StringRef text, Compared &result) {
  rt::Arena arena;
  rt::Matches matches(tables.data(), subject, arena);
  std::vector<std::string> found;
  std::string rest;
  size_t begin = 0, end = 0, copied = 0;
  while (matches.next(begin, end)) {
    found.push_back(text.slice(begin, end).str());
    rest += text.slice(copied, begin).str() + "\x01";
    copied = end;
  }
  rest += text.substr(copied).str();
  result.matches = found.size();
  auto expected = regex.findAll(text, SIZE_MAX);
  // What is left between the matches says where they are.
  if (matches.failed() || found != *expected || rest != regex.replaceAll(text, "\x01"))
    result.difference += "find: " + shown(found) + " instead of " + shown(*expected);
}

/// All automata of a pattern, run over a text.
inline Compared compare(const ir::Regex &regex, const backends::bytecode::PatternAutomata &automata,
                        llvm::StringRef text) {
  Compared result;
  // A copy of the text's exact size, so that sanitizers see a step too far.
  std::vector<char> bytes(text.begin(), text.end());
  rt::Text subject(bytes.data(), bytes.size());
  result.whole = rt::matchesWhole(automata.whole.data(), subject);
  if (result.whole != regex.fullMatch(text))
    result.difference += result.whole ? "whole: matches where it should not; " : "whole: should match; ";
  result.search = rt::containsMatch(automata.search.data(), subject);
  if (result.search != regex.contains(text))
    result.difference += result.search ? "search: finds what is not there; " : "search: should find; ";
  compareFind(regex, automata.find, subject, text, result);
  return result;
}

} // namespace onus::tests
