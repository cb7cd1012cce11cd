// SPDX-License-Identifier: Apache-2.0
#include "support/catch.h"
#include "syntax/lexer.h"

using namespace onus::syntax;

namespace {

std::string kinds(llvm::StringRef text) {
  std::string names;
  for (const Token &token : lex(text).words)
    if (token.kind != TokenKind::End)
      names += (names.empty() ? "" : " ") + nameOf(token.kind).str();
  return names;
}

} // namespace

TEST_CASE("words are keywords or identifiers") {
  CHECK(kinds("guardrail guardrails and And _x1") == "Guardrail Identifier And Identifier Identifier");
  CHECK(wordKind("would_be") == TokenKind::WouldBe);
  CHECK(wordKind("would_b") == TokenKind::Identifier);
  CHECK(isName(TokenKind::Guardrail));
  CHECK_FALSE(isName(TokenKind::When));
  CHECK(isWord(TokenKind::When));
  CHECK_FALSE(isWord(TokenKind::String));
}

TEST_CASE("numbers, durations, dates and instants") {
  CHECK(kinds("1 1_000 500.00 1_000.5") == "Int Int Decimal Decimal");
  CHECK(kinds("200ms 30s 15m 24h 90d 2w") == "Duration Duration Duration Duration Duration Duration");
  CHECK(kinds("2026-12-31 2026-12-31T08:00:00Z 2026-12-31T08:00:00.5Z") == "Date Instant Instant");
  CHECK(kinds("1__0 5min 1.5h 1.2.3 2026-1-5 2026-12-31T08:00:00") ==
        "BadNumber BadNumber BadNumber BadNumber BadNumber BadNumber");
  CHECK(kinds("10-5-3") == "Int Minus Int Minus Int");
  CHECK(kinds("x.1 1.x") == "Identifier Dot Int Int Dot Identifier");
}

TEST_CASE("strings and patterns end on their line") {
  CHECK(kinds(R"("a \" b" r"\d\"\\" r"x")") == "String Raw Raw");
  CHECK(kinds("\"a\n\"b\\") == "UnclosedString UnclosedString");
  CHECK(kinds("r\"a\\\n") == "UnclosedRaw");
  CHECK(kinds("'a' `b` \u201cc\u201d \u2018d\u2019 'e") ==
        "Misquoted Misquoted Misquoted Misquoted BadCharacter Identifier");
}

TEST_CASE("symbols take the longest match") {
  CHECK(kinds("? ?? ??? == = === != ! <= < >= > | || && & ... .. \u2026") ==
        "Question Coalesce Coalesce Question Equal Assign Equal Assign NotEqual Bang LessEqual Less GreaterEqual "
        "Greater Pipe PipePipe AmpAmp BadCharacter Ellipsis Dot Dot Ellipsis");
}

TEST_CASE("comments are kept apart, documentation is told from them") {
  Tokens tokens = lex("/// doc\n// plain\n//// plain\n///\nlet");
  REQUIRE(tokens.comments.size() == 4);
  CHECK(tokens.comments[0].kind == TokenKind::DocComment);
  CHECK(tokens.comments[1].kind == TokenKind::LineComment);
  CHECK(tokens.comments[2].kind == TokenKind::LineComment);
  CHECK(tokens.comments[3].kind == TokenKind::DocComment);
  CHECK(tokens.words.size() == 2);
}

TEST_CASE("a byte order mark is no word") {
  Tokens tokens = lex("\xEF\xBB\xBFlet");
  REQUIRE(tokens.words.size() == 2);
  CHECK(tokens.words[0].begin == 3);
}
