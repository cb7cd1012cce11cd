// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/fingerprint.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::diagnostics;

TEST_CASE("a fingerprint survives moved lines and other blanks, and tells repetitions apart") {
  source::SourceManager sources;
  auto before = sources.add("a.onus", "one two\n");
  Reporter first, second;
  first.report<Kind::OwnerMissing>({before, 0, 3}, "g");
  source::SourceManager moved;
  auto after = moved.add("a.onus", "\n\n  one   two\n  one two\n");
  second.report<Kind::OwnerMissing>({after, 4, 7}, "g");
  second.report<Kind::OwnerMissing>({after, 16, 19}, "g");
  CHECK(fingerprint(*first.all()[0], sources, 0) == fingerprint(*second.all()[0], moved, 0));
  auto prints = fingerprints(second.all(), moved);
  CHECK(prints[0] != prints[1]);
}

TEST_CASE("a fingerprint does not depend on the directory from which one looks") {
  source::SourceManager here, above;
  Reporter left, right;
  left.report<Kind::OwnerMissing>({here.add("a.onus", "one\n", "a.onus"), 0, 3}, "g");
  right.report<Kind::OwnerMissing>({above.add("desk/a.onus", "one\n", "a.onus"), 0, 3}, "g");
  CHECK(fingerprint(*left.all()[0], here, 0) == fingerprint(*right.all()[0], above, 0));
}

TEST_CASE("the message of a lint finding may count days; what it marks tells findings of one line apart") {
  const KindInfo rule{Kind::Lint, "soon-over", "soon-over", Severity::Warning, ""};
  source::SourceManager sources;
  auto file = sources.add("a.onus", "one two\n");
  Reporter reporter;
  reporter.report(rule, Severity::Warning, {file, 0, 3}, "ends in 9 days");
  reporter.report(rule, Severity::Warning, {file, 0, 3}, "ends in 8 days");
  reporter.report(rule, Severity::Warning, {file, 4, 7}, "ends in 9 days");
  auto print = [&](size_t index) { return fingerprint(*reporter.all()[index], sources, 0); };
  CHECK(print(0) == print(1));
  CHECK(print(0) != print(2));
}
