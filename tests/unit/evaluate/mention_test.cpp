// SPDX-License-Identifier: Apache-2.0
#include "evaluate/mention.h"

#include "support/catch.h"

using namespace onus::evaluate;

TEST_CASE("S25: mentions", "[evaluate]") {
  CHECK(mentions("Write to ANN.", "ann"));
  CHECK_FALSE(mentions("Fredericka", "Fred"));
  CHECK_FALSE(mentions("xFred", "Fred"));
  CHECK(mentions("xFred Fred", "Fred"));
  CHECK(mentions("a@b.example.org", "@b.example"));
  CHECK(mentions("foo_bar", "foo"));
  CHECK(mentions("äfoo", "foo"));
  CHECK_FALSE(mentions("ÄRA", "ära"));
  CHECK_FALSE(mentions("anything", ""));
  CHECK(mentions("#12", "#12"));
  CHECK_FALSE(mentions("#123", "#12"));
}
