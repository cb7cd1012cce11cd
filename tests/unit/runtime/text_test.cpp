// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/grammar.h"
#include "runtime/base/search.h"
#include "runtime/base/utf8.h"

#include "base/json.h"
#include "evaluate/mention.h"
#include "ir/grammar.h"
#include "ir/like.h"
#include "ir/text_search.h"
#include "support.h"
#include "support/catch.h"

#include <chrono>

using namespace onus;

namespace {

std::vector<size_t> places(llvm::StringRef text, llvm::StringRef part, rt::Case letters) {
  rt::Occurrences occurrences(rt::borrowed(text), rt::borrowed(part), letters);
  std::vector<size_t> found;
  for (size_t at = occurrences.next(); at != rt::Occurrences::none; at = occurrences.next())
    found.push_back(at);
  return found;
}

std::vector<size_t> expectedPlaces(llvm::StringRef text, llvm::StringRef part) {
  std::vector<size_t> found;
  ir::findText(text, part, [&](size_t at) {
    found.push_back(at);
    return false;
  });
  return found;
}

void compareSearch(const std::string &text, const std::string &part) {
  INFO("`" << text << "` `" << part << "`");
  rt::Exact exactText(text), exactPart(part);
  REQUIRE(places(text, part, rt::Case::Told) == expectedPlaces(text, part));
  REQUIRE(places(text, part, rt::Case::Blind) ==
          expectedPlaces(llvm::StringRef(text).lower(), llvm::StringRef(part).lower()));
  REQUIRE(rt::contains(exactText.text(), exactPart.text()) == (text.find(part) != std::string::npos));
  REQUIRE(rt::mentions(exactText.text(), exactPart.text()) == evaluate::mentions(text, part));
  REQUIRE(rt::like(exactText.text(), exactPart.text()) == ir::like(text, part));
}

} // namespace

TEST_CASE("texts: searches find what the compiler's find", "[runtime]") {
  std::vector<std::string> all = {""};
  for (size_t at = 0; all[at].size() < 8; ++at)
    for (char letter : {'a', 'b'})
      all.push_back(all[at] + letter);
  rt::Random random(9);
  for (const std::string &part : all)
    if (part.size() <= 5)
      for (int round = 0; round < 12; ++round)
        compareSearch(all[random.below(all.size())], part);
  for (int round = 0; round < 20'000; ++round) {
    llvm::StringRef alphabet = random.oneIn(2) ? "aB*" : "abA -.1\xc3\xa9";
    std::string text = random.text(alphabet, 40);
    compareSearch(text, random.text(alphabet, 6));
    size_t begin = random.below(text.size() + 1);
    compareSearch(text, text.substr(begin, random.below(20)));
    compareSearch(text + text + text, text + text.substr(0, begin));
  }
}

TEST_CASE("S38: a search is linear whatever the texts are", "[runtime]") {
  // Quadratic, each of these would take some 10^11 steps.
  std::string text(1 << 20, 'a'), half(1 << 19, 'a');
  auto begin = std::chrono::steady_clock::now();
  CHECK_FALSE(rt::contains(rt::borrowed(text), rt::borrowed(half + "b")));
  CHECK_FALSE(rt::contains(rt::borrowed(text), rt::borrowed("b" + half)));
  CHECK_FALSE(rt::mentions(rt::borrowed(text), rt::borrowed(half)));
  CHECK_FALSE(rt::like(rt::borrowed(text), rt::borrowed("*" + half + "b*")));
  CHECK(places(text, half, rt::Case::Blind).size() == text.size() - half.size() + 1);
  std::string pairs;
  for (int at = 0; at < 1 << 18; ++at)
    pairs += "ab";
  CHECK_FALSE(rt::contains(rt::borrowed(pairs + pairs), rt::borrowed(pairs + "b")));
  CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("texts: UTF-8 as the compiler's reader of JSON takes it", "[runtime]") {
  rt::Random random(10);
  auto isUtf8 = [](const std::string &text) {
    rt::Exact exact(text);
    return rt::isUtf8(exact.text());
  };
  // Every sequence of up to three bytes after an ASCII text of each length to eight, and many of four.
  auto expect = [&](const std::string &text) {
    std::string quoted = "\"" + text + "\"";
    if (isUtf8(text) != std::holds_alternative<json::Value>(json::parse(quoted)))
      FAIL(json::write(json::Value(text)));
  };
  const int edges[] = {0x20, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0,
                       0xE1, 0xEC, 0xED, 0xEE, 0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFE, 0xFF};
  for (int first : edges)
    for (int second : edges)
      for (int third : edges)
        for (int fourth : edges) {
          std::string text(random.below(9), 'a');
          for (int byte : {first, second, third, fourth})
            text += static_cast<char>(byte);
          expect(text);
          text.pop_back();
          expect(text);
        }
}

TEST_CASE("texts: scalars are counted and written", "[runtime]") {
  rt::Random random(11);
  for (int round = 0; round < 2000; ++round) {
    std::string text;
    size_t count = random.below(40);
    for (size_t at = 0; at < count; ++at) {
      uint32_t scalar = static_cast<uint32_t>(random.below(0x110000) >> random.below(20));
      if (scalar >= 0xD800 && scalar <= 0xDFFF)
        scalar = 'x';
      char bytes[4];
      text.append(bytes, rt::encodeUtf8(scalar, bytes));
    }
    REQUIRE(rt::isUtf8(rt::borrowed(text)));
    REQUIRE(rt::countScalars(rt::borrowed(text)) == count);
  }
}

TEST_CASE("S30: hosts, domains and paths as for the compiler", "[runtime]") {
  const char *known[] = {"https://Example.com:443/a?b#c",
                         "example.com",
                         "http://user@example.com",
                         "//a.b/c",
                         "a://b",
                         "https://[::1]:80/x",
                         "[2001:DB8::1]",
                         "[1.2.3.4]",
                         "https://0x7f.1",
                         "1.2.3.4",
                         "01.2.3.4",
                         "https://a_b.example./",
                         "ftp+x://h-.x",
                         "a?b://c",
                         "x:80",
                         "x:99999",
                         "http://",
                         "://x",
                         "1a://x",
                         "me@example.com",
                         "a.b+c@Example.COM",
                         "a..b@x.y",
                         "a@1.2.3.4",
                         "a@b@c",
                         "@x",
                         "a@",
                         "\"q\"@x.y",
                         "a@x.",
                         "/a/b/../c",
                         "/a",
                         "a/./b//c",
                         "../x",
                         "a/../..",
                         "/../a",
                         "~x",
                         "c:/x",
                         "a\\b",
                         "/",
                         "",
                         ".",
                         "a/b:c",
                         "/a/b/c/../../..",
                         "x.y.0x1",
                         "https://xn--a.b"};
  auto host = [](const std::string &text, auto read) -> std::optional<std::string> {
    rt::Exact exact(text);
    rt::HostName name;
    return read(exact.text(), name) ? std::optional(rt::copied(name.text())) : std::nullopt;
  };
  auto compare = [&](const std::string &text, const std::string &other) {
    INFO("`" << text << "` `" << other << "`");
    REQUIRE(host(text, rt::hostOf) == ir::hostOf(text));
    REQUIRE(host(text, rt::domainOf) == ir::domainOf(text));
    rt::Exact path(text), above(other);
    auto under = ir::isUnder(text, other);
    REQUIRE(rt::isUnder(path.text(), above.text()) == (!under   ? rt::Under::Unknown
                                                       : *under ? rt::Under::Yes
                                                                : rt::Under::No));
  };
  for (const char *one : known)
    for (const char *other : known)
      compare(one, other);
  rt::Random random(12);
  for (int round = 0; round < 30'000; ++round) {
    compare(random.broken(random.of(known), "aZ0.:/@?#[]-_x\\~ \x01\xc3"), random.text("a./", 8));
    compare(random.text("ab./", 12), random.text("ab./", 6));
  }
  for (size_t length : {62, 63, 64, 65, 250, 253, 254, 300}) {
    std::string label(length, 'a');
    compare("https://" + label + ".b/", "/");
    compare(label + "@x.y", "/");
    std::string many;
    while (many.size() < length)
      many += many.size() % 10 == 9 ? '.' : 'a';
    compare(many, "/");
    compare("x@" + many, "/");
  }
}
