// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/diagnostic.h"
#include "diagnostics/render/fixes.h"
#include "support/catch.h"

#include <set>

using namespace onus;
using namespace onus::diagnostics;

TEST_CASE("rows are found by code and by name, and neither stands twice") {
  std::set<std::string_view> seen;
  for (const KindInfo &row : allKinds()) {
    CHECK(seen.insert(row.code).second);
    CHECK(seen.insert(row.name).second);
    CHECK(row.code.size() == 5);
    CHECK(&info(row.kind) == &row);
    CHECK(find(row.code) == &row);
    CHECK(find(row.name) == &row);
  }
  CHECK(find("owner-missing")->code == "E0401");
  CHECK(find("e0401")->name == "owner-missing");
  CHECK(find("nothing") == nullptr);
}

TEST_CASE("texts are lower case without a full stop") {
  for (const KindInfo &row : allKinds()) {
    INFO(row.code);
    REQUIRE_FALSE(row.format.empty());
    CHECK_FALSE((row.format.front() >= 'A' && row.format.front() <= 'Z'));
    CHECK(row.format.back() != '.');
  }
}

TEST_CASE("a repetition is kept once, and its builder does nothing") {
  Reporter reporter;
  source::Range range{source::FileId{0}, 1, 2};
  reporter.report<Kind::OwnerMissing>(range, "g").help("first");
  reporter.report<Kind::OwnerMissing>(range, "g").help("second");
  REQUIRE(reporter.count() == 1);
  CHECK(reporter.all()[0]->help == "first");
  CHECK(reporter.errorCount() == 1);
  reporter.report<Kind::OwnerMissing>(range, "h");
  CHECK(reporter.count() == 2);
  reporter.drop(Kind::OwnerMissing);
  CHECK(reporter.count() == 0);
  CHECK_FALSE(reporter.hasErrors());
}

TEST_CASE("diagnostics sort by file and place; those about no text come last") {
  Reporter reporter;
  reporter.report<Kind::OwnerMissing>({}, "nowhere");
  reporter.report<Kind::OwnerMissing>({source::FileId{1}, 0, 1}, "b");
  reporter.report<Kind::OwnerMissing>({source::FileId{0}, 9, 10}, "a2");
  reporter.report<Kind::OwnerMissing>({source::FileId{0}, 3, 4}, "a1");
  reporter.sort();
  std::string order;
  for (const auto &diagnostic : reporter.all())
    order += diagnostic->message.substr(11, 2);
  CHECK(order == "a1a2b`no");
}

TEST_CASE("edits are applied in order; overlaps are refused") {
  source::FileId file{0};
  CHECK(render::apply("abcdef", {{{file, 4, 5}, "X"}, {{file, 1, 2}, ""}, {{file, 3, 3}, "+"}}) == "ac+dXf");
  CHECK_FALSE(render::apply("abc", {{{file, 0, 2}, ""}, {{file, 1, 3}, ""}}));
  CHECK_FALSE(render::apply("abc", {{{file, 2, 9}, ""}}));
}
