// SPDX-License-Identifier: Apache-2.0
#include "lint/allowance_text.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::lint;

namespace {

/// A comment that begins at byte 100 of its file.
std::optional<Allowance> read(llvm::StringRef text) {
  return readAllowance(text, {source::FileId{0}, 100, 100 + static_cast<uint32_t>(text.size())});
}

} // namespace

TEST_CASE("a comment that excuses names rules, a reason and perhaps a day") {
  auto allowance = read(R"(// onus: allow(long-shadow, unused-import, reason = "a \"b\"", until = 2027-03-01))");
  REQUIRE(allowance);
  CHECK(allowance->problem.empty());
  CHECK(allowance->kind == Allowance::Kind::Allow);
  REQUIRE(allowance->rules.size() == 2);
  CHECK(allowance->rules[0].word == "long-shadow");
  CHECK(allowance->rules[0].range == source::Range{source::FileId{0}, 115, 126});
  CHECK(allowance->rules[0].next == allowance->rules[1].range.begin);
  CHECK(allowance->reason == "a \"b\"");
  CHECK(allowance->until == parseDay("2027-03-01"));
  CHECK_FALSE(allowance->isOver(*parseDay("2027-03-01")));
  CHECK(allowance->isOver(*parseDay("2027-03-02")));
}

TEST_CASE("blanks do not matter, and a comment may end in a carriage return") {
  auto allowance = read("//onus:expect( long-shadow ,until=2027-03-01,reason=\"x\" )\r");
  REQUIRE(allowance);
  CHECK(allowance->problem.empty());
  CHECK(allowance->kind == Allowance::Kind::Expect);
  CHECK(allowance->counts(*parseDay("2026-11-22")));
  CHECK(read("// onus: allow-file(long-shadow, reason = \"x\")")->kind == Allowance::Kind::File);
}

TEST_CASE("what asks for nothing is a comment like any other") {
  CHECK_FALSE(read("// onus is a language"));
  CHECK_FALSE(read("// allow(long-shadow)"));
  CHECK_FALSE(read("//"));
  CHECK_FALSE(read("/// The onus: is on them"));
}

TEST_CASE("without a reason, or with an empty one, a comment excuses nothing") {
  CHECK_FALSE(read("// onus: allow(long-shadow)")->counts(0));
  CHECK_FALSE(read("// onus: allow(long-shadow, reason = \" \")")->counts(0));
}

TEST_CASE("every beginning of a comment is read without a crash, and counts only when it is whole") {
  llvm::StringRef whole = R"(// onus: allow(long-shadow, reason = "a\\", until = 2027-03-01))";
  for (size_t size = 2; size < whole.size(); ++size) {
    auto allowance = read(whole.take_front(size));
    CHECK_FALSE((allowance && allowance->counts(0)));
    if (allowance && !allowance->problem.empty())
      CHECK(allowance->problemRange.end <= 100 + size);
  }
  CHECK(read(whole)->counts(0));
}
