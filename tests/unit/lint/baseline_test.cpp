// SPDX-License-Identifier: Apache-2.0
#include "lint/baseline.h"
#include "support/catch.h"

using namespace onus::lint;

namespace {

std::string print(char digit) { return std::string(32, digit); }

std::string problem(llvm::StringRef text) {
  auto parsed = Baseline::parse(text);
  auto *error = std::get_if<Baseline::Error>(&parsed);
  return error ? std::to_string(error->offset) + ": " + error->message : "";
}

std::string finding(const std::string &fingerprint) {
  return "{\"fingerprint\":\"" + fingerprint + "\",\"rule\":\"r\",\"file\":\"f\",\"message\":\"m\"}";
}

} // namespace

TEST_CASE("a baseline is written sorted, each finding once, and read back") {
  Baseline baseline;
  baseline.add({print('b'), "one", "z.onus", "later file"});
  baseline.add({print('c'), "two", "a.onus", "later rule"});
  baseline.add({print('d'), "one", "a.onus", "first"});
  baseline.add({print('d'), "one", "a.onus", "again"});
  std::string text = baseline.text();
  CHECK(text.find("first") < text.find("later rule"));
  CHECK(text.find("later rule") < text.find("later file"));
  CHECK(text.find("again") == std::string::npos);
  auto read = Baseline::parse(text);
  REQUIRE(std::holds_alternative<Baseline>(read));
  CHECK(std::get<Baseline>(read).text() == text);
  CHECK(std::get<Baseline>(read).has(print('b')));
  CHECK_FALSE(std::get<Baseline>(read).has(print('e')));
}

TEST_CASE("what is no baseline is an error with its place") {
  CHECK(problem("{").find("1: ") == 0);
  CHECK(problem("[]") == "0: this is no baseline of version 1");
  CHECK(problem("{\"version\":2,\"findings\":[]}") == "0: this is no baseline of version 1");
  CHECK(problem("{\"version\":1}") == "0: `findings` is no list");
  CHECK(problem("{\"version\":1,\"findings\":[1]}") == "0: a finding has no `fingerprint` that is a string");
  CHECK(problem("{\"version\":1,\"findings\":[" + finding("xyz") + "]}") ==
        "40: `xyz` is no fingerprint of 32 hexadecimal digits");
  CHECK(problem("{\"version\":1,\"findings\":[" + finding(print('a')) + "]}").empty());
}
