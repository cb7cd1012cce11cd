// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/utf8.h"
#include "support/pattern_check.h"

#include <cstdio>
#include <cstdlib>

/// A pattern, a line break, and a text: what the pattern's automata say of the text is what RE2 says, however they were
/// made.

namespace {

using namespace onus;
using backends::bytecode::PatternAutomata;

[[noreturn]] void fail(llvm::StringRef pattern, llvm::StringRef text, const std::string &what) {
  std::fprintf(stderr, "pattern %s\ntext %s\n%s\n", pattern.str().c_str(), text.str().c_str(), what.c_str());
  std::abort();
}

void check(llvm::StringRef pattern, llvm::StringRef text, const ir::Regex &regex,
           backends::bytecode::PatternEffort effort) {
  auto compiled = backends::bytecode::compilePattern(pattern, {true, true, true}, effort);
  auto *automata = std::get_if<PatternAutomata>(&compiled);
  if (!automata)
    return; // too large
  const char *problem = nullptr;
  if (!rt::verifyAutomaton(automata->whole.data(), automata->whole.size(), rt::AutomatonUse::Whole, problem) ||
      !rt::verifyAutomaton(automata->search.data(), automata->search.size(), rt::AutomatonUse::Search, problem) ||
      !rt::verifyAutomaton(automata->find.data(), automata->find.size(), rt::AutomatonUse::Find, problem))
    fail(pattern, text, problem);
  std::string difference = tests::compare(regex, *automata, text).difference;
  if (!difference.empty())
    fail(pattern, text, difference);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  auto [pattern, text] = llvm::StringRef(reinterpret_cast<const char *>(data), size).split('\n');
  if (pattern.size() > 200 || text.size() > 4000 || !rt::isUtf8(rt::Text(text.data(), text.size())))
    return 0;
  auto compiled = ir::Regex::compile(pattern);
  auto *regex = std::get_if<ir::Regex>(&compiled);
  if (!regex)
    return 0;
  check(pattern, text, *regex, {200, 200});
  check(pattern, text, *regex, {0, 200});
  check(pattern, text, *regex, backends::bytecode::setsOnly);
  return 0;
}
