// SPDX-License-Identifier: Apache-2.0
#include "ir/like.h"

#include "support/catch.h"

using namespace onus::ir;

TEST_CASE("S29: globs", "[ir]") {
  CHECK(like("", ""));
  CHECK(like("", "*"));
  CHECK(like("abc", "a*c"));
  CHECK(like("a*c", "a*c"));
  CHECK(like("aXbXc", "a*b*c"));
  CHECK(like("aaab", "*ab"));
  CHECK_FALSE(like("abcd", "a*c"));
  CHECK_FALSE(like("ab", "a?"));
  CHECK_FALSE(like("a.b", "a[.]b"));
  CHECK(like("a\nb", "a*b"));
  CHECK_FALSE(like(std::string(5000, 'a'), std::string(50, '*') + "b"));
}
