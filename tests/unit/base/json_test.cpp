// SPDX-License-Identifier: Apache-2.0
#include "base/json.h"
#include "support/catch.h"

using namespace onus;

static std::string compact(llvm::StringRef text) {
  auto result = json::parse(text);
  if (auto *error = std::get_if<json::Error>(&result))
    return "error at " + std::to_string(error->offset) + ": " + error->message;
  return json::write(std::get<json::Value>(result));
}
static std::string canonical(llvm::StringRef text) {
  return json::writeCanonical(std::get<json::Value>(json::parse(text)));
}

TEST_CASE("JSON keeps numbers as written and members in order") {
  CHECK(compact(R"( { "b" : 500.00, "a" : [ 1e400, -0, true, false, null ] } )") ==
        R"({"b":500.00,"a":[1e400,-0,true,false,null]})");
  CHECK(compact("\"\\u00e9\\uD83D\\uDE00\\/\\u001f\\n\"") == "\"é😀/\\u001f\\n\"");
  CHECK(compact("[]") == "[]");
  CHECK(compact("{}") == "{}");
}

TEST_CASE("what is not the JSON that Onus takes is refused with its place") {
  CHECK(compact("") == "error at 0: unexpected end of text");
  CHECK(compact(R"({"a":1,"a":2})") == "error at 7: the member `a` stands twice in one object");
  CHECK(compact(R"(["\ud800"])") == "error at 2: a lone surrogate");
  CHECK(compact(R"(["\ud800\u0041"])") == "error at 2: a lone surrogate");
  CHECK(compact(R"(["\udc00"])") == "error at 2: a lone surrogate");
  CHECK(compact("[\"\xff\"]") == "error at 2: the text is not UTF-8");
  CHECK(compact("[\"\xc0\xaf\"]") == "error at 2: the text is not UTF-8");
  CHECK(compact("[\"\xed\xa0\x80\"]") == "error at 2: the text is not UTF-8");
  CHECK(compact("[\"\xe2\x82") == "error at 2: the text is not UTF-8");
  CHECK(compact("[\"a\nb\"]") == "error at 3: a control character in a string must be escaped");
  CHECK(compact("[1,]") == "error at 3: not a JSON value");
  CHECK(compact("[1 2]") == "error at 3: expected `,` or `]`");
  CHECK(compact("{\"a\" 1}") == "error at 5: expected `:`");
  CHECK(compact("01") == "error at 0: a number has a leading zero");
  CHECK(compact("1 1") == "error at 2: unexpected text after the value");
  CHECK(compact("\xef\xbb\xbf{}") == "error at 0: not a JSON value");
  CHECK(compact(llvm::StringRef("\"\0\"", 3)) == "error at 1: a control character in a string must be escaped");
}

TEST_CASE("duplicates are found in large objects") {
  std::string text = "{";
  for (int i = 0; i < 40; ++i)
    text += "\"m" + std::to_string(i) + "\":0,";
  CHECK(compact(text + "\"n\":0}").front() == '{');
  CHECK(compact(text + "\"m3\":0}").find("`m3` stands twice") != std::string::npos);
}

TEST_CASE("depth is limited") {
  auto nested = [](size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
  CHECK(compact(nested(64)) == nested(64));
  CHECK(compact(nested(65)) == "error at 64: nested deeper than 64 levels");
  CHECK(compact(std::string(1 << 20, '[')) == "error at 64: nested deeper than 64 levels");
}

TEST_CASE("canonical JSON is RFC 8785's") {
  CHECK(canonical(R"({"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],)"
                  R"("string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]})") ==
        R"({"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],)"
        "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}");
  // Members sort by UTF-16 code units: the emoji (a surrogate pair) before U+FB33.
  CHECK(canonical("{\"\\ufb33\":1,\"\\ud83d\\ude02\":2,\"\\u20ac\":3,\"1\":4,\"\\r\":5,\"\\u0080\":6,\"\\u00f6\":7}") ==
        "{\"\\r\":5,\"1\":4,\"\u0080\":6,\"\u00f6\":7,\"\u20ac\":3,\"\U0001F602\":2,\"\uFB33\":1}");
}

TEST_CASE("canonical numbers print as ECMAScript prints them") {
  for (auto [written, printed] :
       std::vector<std::pair<const char *, const char *>>{{"-0", "0"},
                                                          {"0.0", "0"},
                                                          {"600.00", "600"},
                                                          {"1e21", "1e+21"},
                                                          {"1e20", "100000000000000000000"},
                                                          {"123456789012345678901", "123456789012345680000"},
                                                          {"0.000001", "0.000001"},
                                                          {"0.0000001", "1e-7"},
                                                          {"9007199254740993", "9007199254740992"},
                                                          {"-1.5e300", "-1.5e+300"},
                                                          {"5e-324", "5e-324"},
                                                          {"1.7976931348623157e308", "1.7976931348623157e+308"},
                                                          {"1e-400", "0"},
                                                          {"1e400", "1e400"}})
    CHECK(canonical(written) == printed);
}

TEST_CASE("look-ups on values") {
  auto value = std::get<json::Value>(json::parse(R"({"a":"x","n":1})"));
  CHECK(value.string("a") == "x");
  CHECK(value.string("n", "fallback") == "fallback");
  CHECK(value.get("missing") == nullptr);
  CHECK(value.get("n")->asNumber()->text == "1");
  CHECK(json::writePretty(value) == "{\n  \"a\": \"x\",\n  \"n\": 1\n}\n");
}
