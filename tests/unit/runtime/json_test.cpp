// SPDX-License-Identifier: Apache-2.0
#include "runtime/json/canonical.h"
#include "runtime/json/read.h"
#include "runtime/json/write.h"

#include "random_json.h"
#include "support/catch.h"

#include <charconv>
#include <chrono>
#include <cmath>

using namespace onus;

namespace {

std::string written(const rt::Cell &cell) {
  rt::Buffer out;
  rt::writeJson({}, cell, out);
  REQUIRE_FALSE(out.failed());
  return rt::copied(out.text());
}
std::string canonical(const rt::Cell &cell, rt::Numbers numbers = rt::Numbers::Nearest) {
  rt::Arena scratch;
  rt::Buffer out;
  rt::writeCanonical({}, cell, scratch, out, numbers);
  REQUIRE_FALSE(out.failed());
  return rt::copied(out.text());
}

/// Reads a text as the runtime and as the compiler do, and returns what both say; they must say the same.
std::string compare(llvm::StringRef text, rt::Arena &arena, unsigned depth = 64) {
  auto expected = json::parse(text, {depth});
  rt::Exact exact(text);
  rt::Cell cell;
  rt::JsonError error;
  arena.reset();
  bool read = rt::readJson(exact.text(), arena, cell, error, depth);
  REQUIRE_FALSE(arena.exhausted());
  if (auto *mistake = std::get_if<json::Error>(&expected)) {
    INFO(text.str() << "\n" << mistake->message << " at " << mistake->offset);
    REQUIRE_FALSE(read);
    REQUIRE(rt::copied(error.message) == mistake->message);
    REQUIRE(error.offset == mistake->offset);
    return mistake->message + " at " + std::to_string(mistake->offset);
  }
  INFO(text.str() << "\n" << rt::copied(error.message) << " at " << error.offset);
  REQUIRE(read);
  const json::Value &value = std::get<json::Value>(expected);
  REQUIRE(written(cell) == json::write(value));
  REQUIRE(canonical(cell) == json::writeCanonical(value));
  return written(cell);
}
std::string compare(llvm::StringRef text) {
  rt::Arena arena;
  return compare(text, arena);
}

std::string canonicalNumber(llvm::StringRef text) {
  rt::Buffer out;
  rt::writeCanonicalNumber(rt::borrowed(text), out);
  return rt::copied(out.text());
}

} // namespace

TEST_CASE("JSON: what the compiler reads and refuses, the runtime does", "[runtime]") {
  CHECK(compare(R"( { "b" : 500.00, "a" : [ 1e400, -0, true, false, null ] } )") ==
        R"({"b":500.00,"a":[1e400,-0,true,false,null]})");
  CHECK(compare("\"\\u00e9\\uD83D\\uDE00\\/\\u001f\\n\"") == "\"é😀/\\u001f\\n\"");
  CHECK(compare("{}") == "{}");
  CHECK(compare("[ ]") == "[]");
  for (const char *text : {"",
                           " ",
                           "{",
                           "[",
                           "[1",
                           "[1,",
                           "{\"a\"",
                           "{\"a\":",
                           "{\"a\":1",
                           "{\"a\":1,",
                           "{\"a\":1,}",
                           "[1,]",
                           "[,]",
                           "{,}",
                           "[1 2]",
                           "[}",
                           "{]",
                           "{\"a\" 1}",
                           "{1:2}",
                           "tru",
                           "nul",
                           "falsey",
                           "-",
                           "-x",
                           "+1",
                           "01",
                           "-01",
                           "1.",
                           "1.x",
                           "1e",
                           "1e+",
                           "1 1",
                           "\"",
                           "\"abc",
                           "\"\\",
                           "\"\\u12",
                           "\"\\u12g4\"",
                           "\"\\x\"",
                           "\"\\ud800\"",
                           "\"\\ud800\\u0041\"",
                           "\"\\udc00\"",
                           "\"\\ud800\\",
                           "\"a\nb\"",
                           "\"\xff\"",
                           "\"\xc0\xaf\"",
                           "\"\xed\xa0\x80\"",
                           "\"\xe2\x82",
                           "\xef\xbb\xbf{}",
                           "[\"\\n\xff\"]",
                           "[\"\\n\x01\"]",
                           "[\"\\nabc",
                           "\"ten plain letters and more\\",
                           "{\"a\":1,\"a\":2}",
                           "{\"a\":1,\"\\u0061\":x}",
                           "{\"\\u0061\":1,\"a\"",
                           "{\"\":0,\"\":0}"})
    compare(text);
  CHECK(compare(R"({"a":1,"a":2})") == "the member `a` stands twice in one object at 7");
  compare(llvm::StringRef("\"\0\"", 3));
  compare(llvm::StringRef("\"\\\0\"", 4));
}

TEST_CASE("JSON: the depth is bounded", "[runtime]") {
  rt::Arena arena;
  for (unsigned depth : {0u, 1u, 3u, 64u, 1024u})
    for (size_t nested : {depth - 1, depth, depth + 1}) {
      if (nested > 2000)
        continue;
      std::string open(nested, '['), close(nested, ']');
      compare(open + close, arena, depth);
      compare(open + "1" + close, arena, depth);
      std::string objects;
      for (size_t at = 0; at < nested; ++at)
        objects += "{\"a\":";
      compare(objects + "0" + std::string(nested, '}'), arena, depth);
    }
  rt::Cell cell;
  rt::JsonError error;
  std::string deep(100'000, '[');
  CHECK_FALSE(rt::readJson(rt::borrowed(deep), arena, cell, error, UINT32_MAX));
  CHECK(rt::copied(error.message) == "nested deeper than 1024 levels");
}

TEST_CASE("JSON: random texts, whole and broken", "[runtime]") {
  rt::RandomJson made(21);
  rt::Arena arena;
  for (int round = 0; round < 6000; ++round) {
    std::string text = made.text(made.value());
    compare(text, arena);
    compare(made.random.broken(text, "\"\\{}[]:,u0e-. \n\xc3\xa9\xff\x01tfn"), arena);
    compare(llvm::StringRef(text).take_front(made.random.below(text.size() + 1)), arena);
  }
  for (int round = 0; round < 20'000; ++round)
    compare(made.random.text("[]{}\",:\\u0019e-.tn \xf0\x9f\x98\x80", 16), arena);
}

TEST_CASE("JSON: strings of every length and alignment", "[runtime]") {
  rt::Arena arena;
  for (size_t length = 0; length < 40; ++length)
    for (size_t place = 0; place <= length; ++place)
      for (const char *odd : {"\"", "\\n", "\\", "\x1f", "\x20", "\x7f", "é", "\xc3", "\\u0041"}) {
        std::string text(length, 'a');
        compare("\"" + text.substr(0, place) + odd + text.substr(place) + "\"", arena);
        compare("\"\\t" + text.substr(0, place) + odd + text.substr(place) + "\"", arena);
      }
}

TEST_CASE("JSON: the first duplicate is found, in objects of every size and inside one another", "[runtime]") {
  rt::RandomJson made(22);
  rt::Arena arena;
  auto name = [&](size_t number) {
    // Now and then with an escape, which is the same name.
    return made.random.oneIn(5) ? "\"\\u006d" + std::to_string(number) + "\"" : "\"m" + std::to_string(number) + "\"";
  };
  auto object = [&](auto &self, unsigned depth) -> std::string {
    std::string out = "{";
    size_t count = made.random.below(made.random.oneIn(2) ? 60 : 20);
    for (size_t at = 0; at < count; ++at) {
      // One in 200 stands twice, with none or several duplicates in one text.
      size_t number = at > 0 && made.random.oneIn(200) ? made.random.below(at) : at;
      bool nests = depth > 0 && made.random.oneIn(20);
      out += (at ? "," : "") + name(number) + ":" + (nests ? self(self, depth - 1) : std::string("0"));
    }
    return out + "}";
  };
  size_t refused = 0;
  for (int round = 0; round < 3000; ++round) {
    std::string text = object(object, 3);
    refused += compare(text, arena).find("stands twice") != std::string::npos;
    compare(made.random.broken(text, "\"\\:,x"), arena);
    compare(llvm::StringRef(text).take_front(made.random.below(text.size() + 1)), arena);
  }
  CHECK(refused > 300);
  CHECK(refused < 2700);
}

TEST_CASE("JSON: many names are compared in little time, whatever they are", "[runtime]") {
  rt::Arena arena;
  auto begin = std::chrono::steady_clock::now();
  std::string text = "{";
  for (int at = 0; at < 150'000; ++at)
    text += (at ? ",\"" : "\"") + std::to_string(at) + "\":0";
  CHECK(compare(text + "}", arena).size() == text.size() + 1);
  CHECK(compare(text + ",\"17\":0}", arena).find("`17` stands twice") != std::string::npos);
  CHECK(compare(text + ",\"17\":0", arena).find("`17` stands twice") != std::string::npos);
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("JSON: without memory nothing is read", "[runtime]") {
  std::string text = "[";
  for (int at = 0; at < 20'000; ++at)
    text += "{\"a\":\"\\n\"},";
  text += "0]";
  for (size_t limit : {size_t{0}, size_t{70'000}, size_t{500'000}, size_t{1'000'000}}) {
    rt::Arena arena;
    arena.setLimit(limit);
    rt::Cell cell;
    rt::JsonError error;
    CHECK_FALSE(rt::readJson(rt::borrowed(text), arena, cell, error));
    CHECK(arena.exhausted());
  }
}

TEST_CASE("RFC 8785: numbers as the compiler prints them", "[runtime]") {
  CHECK(canonicalNumber("5.684341886080801486968994140625e-14") == "5.684341886080802e-14"); // 2 to the power of -44
  CHECK(canonicalNumber("1E400") == "1E400");
  CHECK(canonicalNumber("-0.0") == "0");
  CHECK(canonicalNumber("333333333.33333329") == "333333333.3333333");
  auto same = [](const std::string &text) {
    if (canonicalNumber(text) != json::writeCanonical(json::Number{text}))
      FAIL(text << ": " << canonicalNumber(text) << ", not " << json::writeCanonical(json::Number{text}));
  };
  for (const char *text : {"0",
                           "-0",
                           "1e-7",
                           "1e-6",
                           "1e20",
                           "1e21",
                           "123456789012345678901234567890",
                           "4.9e-324",
                           "5e-324",
                           "2.5e-324",
                           "2.4e-324",
                           "2.2250738585072014e-308",
                           "2.2250738585072011e-308",
                           "1.7976931348623157e308",
                           "1.7976931348623158e308",
                           "1.7976931348623159e308",
                           "1e308",
                           "1e309",
                           "-1e309",
                           "1e-400",
                           "9007199254740993",
                           "9007199254740992",
                           "0.1",
                           "1.10",
                           "100000000000000000000",
                           "999999999999999",
                           "9999999999999999",
                           "0.000001",
                           "0.0000001",
                           "1e99999999999999999999",
                           "1e-99999999999999999999",
                           "0e99999999999999999999",
                           "8.5e-323",
                           "179769313486231580793e289"})
    same(text);
  rt::RandomJson made(23);
  for (int round = 0; round < 60'000; ++round) {
    same(made.number());
    uint64_t bits = made.random.bits();
    double value = 0;
    if (round % 3 == 0) // powers of two, below which doubles stand closer than above
      bits &= 0xFFF0000000000000;
    if (round % 5 == 0) // subnormal
      bits &= 0x800FFFFFFFFFFFFF >> 12 * (round % 2);
    memcpy(&value, &bits, sizeof value);
    if (!std::isfinite(value))
      continue;
    char text[800];
    same(std::string(text, static_cast<size_t>(snprintf(text, sizeof text, "%.*e", 14 + round % 5, value))));
    same(std::string(text, static_cast<size_t>(snprintf(text, sizeof text, "%.300e", value))));
    same(std::string(text, static_cast<size_t>(std::to_chars(text, text + sizeof text, value).ptr - text)));
  }
  // Half way between two doubles, and a little beyond it, far behind where a buffer might end.
  same("9007199254740993." + std::string(2000, '0'));
  same("9007199254740993." + std::string(2000, '0') + "1");
  same("0." + std::string(3000, '0') + "1e3001");
  same("1" + std::string(3000, '0') + "e-2999");
}

TEST_CASE("RFC 8785: names in the order of UTF-16", "[runtime]") {
  CHECK(rt::lessUtf16("\U0001F600", "\uFB33"));
  CHECK_FALSE(rt::lessUtf16("\uFB33", "\U0001F600"));
  CHECK(rt::lessUtf16("\uD7FF", "\U0001F600"));
  CHECK(compare("{\"\u20ac\":1,\"\\r\":2,\"\uFB33\":3,\"1\":4,\"\U0001F600\":5,\"\u0080\":6,\"\u00f6\":7}").size() > 0);
}

TEST_CASE("a number that no double holds enters a digest as a text", "[runtime]") {
  auto exact = [](llvm::StringRef text) {
    rt::Arena arena;
    rt::Cell cell;
    rt::JsonError error;
    REQUIRE(rt::readJson(rt::borrowed(text), arena, cell, error));
    return canonical(cell, rt::Numbers::Exact);
  };
  CHECK(exact(R"({"b":[9007199254740993,9007199254740992,0.10,1e400],"a":12345678901234567890})") ==
        R"({"a":"12345678901234567890","b":["9007199254740993",9007199254740992,0.1,1e400]})");
  CHECK(exact("[1e-400,-0,0.1000000000000000055,100000000000000000000]") ==
        R"(["1e-400",0,"0.1000000000000000055",100000000000000000000])");
}
