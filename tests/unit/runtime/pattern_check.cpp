// SPDX-License-Identifier: Apache-2.0
#include "pattern_check.h"

#include "ir/regex.h"
#include "runtime/interpret/automaton.h"

namespace onus::test {

namespace {

std::string shown(const std::vector<std::string> &parts) {
  std::string out;
  for (const std::string &part : parts)
    out += "<" + part + ">";
  return out;
}

} // namespace

Compared compare(const ir::Regex &regex, const backends::bytecode::PatternAutomata &automata, llvm::StringRef text) {
  Compared result;
  // A copy of the text's exact size, so that sanitizers see a step too far.
  std::vector<char> bytes(text.begin(), text.end());
  rt::Text subject(bytes.data(), bytes.size());
  auto differ = [&](const char *what) { (result.difference += what) += "; "; };

  result.whole = rt::matchesWhole(automata.whole.data(), subject);
  if (result.whole != regex.fullMatch(text))
    differ(result.whole ? "whole: matches where it should not" : "whole: should match");
  result.search = rt::containsMatch(automata.search.data(), subject);
  if (result.search != regex.contains(text))
    differ(result.search ? "search: finds what is not there" : "search: should find");

  rt::Arena arena;
  rt::Matches matches(automata.find.data(), subject, arena);
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
  if (matches.failed() || found != *expected || rest != regex.replaceAll(text, "\x01"))
    differ(("find: " + shown(found) + " instead of " + shown(*expected)).c_str());
  return result;
}

} // namespace onus::test
