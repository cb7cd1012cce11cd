// SPDX-License-Identifier: Apache-2.0
#include "support/catch.h"
#include "syntax/lexer.h"
#include "syntax/parse/parse.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace onus;
namespace fs = std::filesystem;

namespace {

size_t errorsOf(const std::string &text) {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  syntax::parse(sources, sources.add("main.onus", text), arena, reporter);
  return reporter.errorCount();
}

/// How many errors each text gave that had one word taken away, or one word doubled.
void edit(const std::string &text, std::map<size_t, size_t> &counts) {
  for (const syntax::Token &word : syntax::lex(text).words) {
    if (word.kind == syntax::TokenKind::End)
      break;
    std::string before = text.substr(0, word.begin), itself = text.substr(word.begin, word.end - word.begin);
    ++counts[errorsOf(before + text.substr(word.end))];
    ++counts[errorsOf(before + itself + " " + itself + text.substr(word.end))];
  }
}

} // namespace

TEST_CASE("a word too many or too few gives one error") {
  std::map<size_t, size_t> counts;
  for (const auto &entry : fs::recursive_directory_iterator(fs::path(ONUS_SOURCE_DIR) / "examples")) {
    if (entry.path().extension() != ".onus")
      continue;
    std::ifstream in(entry.path(), std::ios::binary);
    std::stringstream text;
    text << in.rdbuf();
    edit(text.str(), counts);
  }
  size_t edits = 0, one = 0, worst = 0;
  for (auto [errors, times] : counts) {
    edits += times;
    one += errors <= 1 ? times : 0;
    worst = std::max(worst, errors);
  }
  CHECK(edits > 1000);
  CHECK(one * 100 >= edits * 99);
  CHECK(worst <= 2);
}
