// SPDX-License-Identifier: Apache-2.0
#include "source/characters.h"
#include "support/catch.h"
#include "syntax/parse/grammar_lexer.h"

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

using namespace onus::syntax;
namespace fs = std::filesystem;

namespace {

std::string list(const std::vector<Token> &tokens, llvm::StringRef text) {
  std::string all;
  for (const Token &token : tokens)
    all += nameOf(token.kind).str() + " " + std::to_string(token.begin) + "-" + std::to_string(token.end) + " " +
           text.slice(token.begin, token.end).str() + "\n";
  return all;
}

bool same(const std::vector<Token> &left, const std::vector<Token> &right) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const Token &a, const Token &b) {
    return a.kind == b.kind && a.begin == b.begin && a.end == b.end;
  });
}

/// Both lexers find the same words; lists them only where they do not.
void compare(llvm::StringRef text) {
  Tokens fast = lex(text), defined = lexByGrammar(text);
  bool equal = same(fast.words, defined.words) && same(fast.comments, defined.comments);
  if (equal)
    return;
  CHECK(list(fast.words, text) == list(defined.words, text));
  CHECK(list(fast.comments, text) == list(defined.comments, text));
}

std::vector<std::string> sources() {
  std::vector<std::string> texts;
  for (const char *folder : {"examples", "stdlib", "tests/files"})
    for (const auto &entry : fs::recursive_directory_iterator(fs::path(ONUS_SOURCE_DIR) / folder)) {
      if (entry.path().extension() != ".onus")
        continue;
      std::ifstream in(entry.path(), std::ios::binary);
      std::stringstream text;
      text << in.rdbuf();
      if (!onus::source::invalidUtf8(text.str()))
        texts.push_back(text.str());
    }
  return texts;
}

} // namespace

TEST_CASE("the lexer agrees with the grammar on every program") {
  std::vector<std::string> texts = sources();
  CHECK(texts.size() > 20);
  for (const std::string &text : texts)
    compare(text);
}

TEST_CASE("the lexer agrees with the grammar on what is no program") {
  static const char *const pieces[] = {
      "a",      "r",   "1",         "0",  "_",  ".",  "..",         "...",    "-",      "2026-12-31", "2026-1-5",
      "T",      "Z",   ":",         "\"", "\\", "'",  "`",          "/",      "//",     "///",        "\n",
      "\r\n",   " ",   "r\"",       "ms", "m",  "h",  "=",          "==",     "!",      "!=",         "<",
      "<=",     "?",   "??",        "|",  "||", "&&", "&",          "\u00e9", "\u2026", "\u201c",     "\u201d",
      "\u2018", "and", "guardrail", "{",  "}",  "\t", "\U0001F600", "+",
  };
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    for (size_t length = random() % 12; length > 0; --length)
      text += pieces[random() % std::size(pieces)];
    compare(text);
  }
}
