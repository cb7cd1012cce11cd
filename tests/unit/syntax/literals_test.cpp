// SPDX-License-Identifier: Apache-2.0
#include "source/characters.h"
#include "support/catch.h"
#include "syntax/literals.h"

using namespace onus::source;
using namespace onus::syntax;

TEST_CASE("escapes of strings") {
  std::vector<BadEscape> bad;
  CHECK(unescape(R"(a\"b\\c\n\t\r\u{1F600}\u{e9})", bad) == "a\"b\\c\n\t\r\xF0\x9F\x98\x80\xC3\xA9");
  CHECK(bad.empty());
  CHECK(unescape(R"(C:\data \u{110000} \u0041)", bad) == R"(C:\data \u{110000} \u0041)");
  REQUIRE(bad.size() == 3);
  CHECK(bad[0].begin == 2);
  CHECK(bad[0].end == 4);
  CHECK(bad[1].end - bad[1].begin == 10);
}

TEST_CASE("patterns keep their backslashes") {
  CHECK(unescapePattern(R"(\d+\"\\")") == R"(\d+"\\")");
  CHECK(unescapePattern(R"(\\)") == R"(\\)");
}

TEST_CASE("writing a string undoes reading it") {
  std::vector<BadEscape> bad;
  std::string text = "a\"b\\c\n\t\r\x01\x7F\xC3\xA9";
  CHECK(unescape(escape(text), bad) == text);
  CHECK(bad.empty());
}

TEST_CASE("what stands between quotes") {
  CHECK(quotedBody("\"abc\"") == "abc");
  CHECK(quotedBody("r\"abc\"") == "abc");
  CHECK(quotedBody("\"abc") == "abc");
  CHECK(quotedBody("\"abc\\\"") == "abc\\\"");
  CHECK(quotedBody("\"abc\\\\\"") == "abc\\\\");
  CHECK(quotedBody("\"") == "");
  CHECK(quotedBody("\"\"") == "");
  CHECK(quotedBody("'abc'") == "abc");
  CHECK(quotedBody("\u201cabc\u201d") == "abc");
}

TEST_CASE("UTF-8 is checked to the letter") {
  CHECK_FALSE(invalidUtf8("plain \u00e9 \u20ac \U0001F600"));
  CHECK(invalidUtf8("a\xFF") == 1);
  CHECK(invalidUtf8("ab\xC0\x80") == 2);       // an overlong NUL
  CHECK(invalidUtf8("\xED\xA0\x80") == 0);     // a surrogate
  CHECK(invalidUtf8("\xF4\x90\x80\x80") == 0); // beyond Unicode
  CHECK(invalidUtf8("a\xE2\x82") == 1);        // cut off
}

TEST_CASE("characters that hide or look like others") {
  CHECK(hiddenName(0x202E) == "a right-to-left override");
  CHECK(hiddenName('\n') == "");
  CHECK(hiddenName('a') == "");
  CHECK(hiddenInComments(0x202E));
  CHECK_FALSE(hiddenInComments(0x200D));
  CHECK(looksLike(0x430) == 'a');
  CHECK(looksLike(0xFF21) == 'A');
  CHECK(looksLike(0x1D429) == 'p');
  CHECK(looksLike(0x436) == '\0');
}
