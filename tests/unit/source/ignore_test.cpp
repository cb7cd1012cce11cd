// SPDX-License-Identifier: Apache-2.0
#include "source/ignore.h"
#include "support/catch.h"

using namespace onus::source;
using Verdict = IgnoreRules::Verdict;

static Verdict verdict(const char *rules, const char *path, bool directory = false) {
  return IgnoreRules::parse(rules).match(path, directory);
}

TEST_CASE("names match anywhere, paths with a slash from the file's directory") {
  CHECK(verdict("*.tmp", "a/b.tmp") == Verdict::Ignored);
  CHECK(verdict("build", "x/build") == Verdict::Ignored);
  CHECK(verdict("/build", "x/build") == Verdict::None);
  CHECK(verdict("/build", "build") == Verdict::Ignored);
  CHECK(verdict("a/b", "a/b") == Verdict::Ignored);
  CHECK(verdict("a/b", "c/a/b") == Verdict::None);
  CHECK(verdict("build/", "build") == Verdict::None);
  CHECK(verdict("build/", "build", true) == Verdict::Ignored);
}

TEST_CASE("the last line that matches decides") {
  CHECK(verdict("*.onus\n!keep.onus", "keep.onus") == Verdict::Kept);
  CHECK(verdict("!keep.onus\n*.onus", "keep.onus") == Verdict::Ignored);
}

TEST_CASE("comments, blank lines, quoted characters, Windows line breaks") {
  CHECK(verdict("# a\n\n  \n", "a") == Verdict::None);
  CHECK(verdict("\\#a", "#a") == Verdict::Ignored);
  CHECK(verdict("\\!a", "!a") == Verdict::Ignored);
  CHECK(verdict("a  \r\n", "a") == Verdict::Ignored);
  CHECK(verdict("a\\ ", "a ") == Verdict::Ignored);
}

TEST_CASE("globs") {
  CHECK(globMatches("a?c", "abc"));
  CHECK_FALSE(globMatches("a*c", "ab/c"));
  CHECK(globMatches("**/c", "c"));
  CHECK(globMatches("**/c", "a/b/c"));
  CHECK(globMatches("a/**/c", "a/c"));
  CHECK(globMatches("a/**/c", "a/x/y/c"));
  CHECK(globMatches("a/**", "a/x/y"));
  CHECK(globMatches("[a-c]x", "bx"));
  CHECK_FALSE(globMatches("[!a-c]x", "bx"));
  CHECK(globMatches("[]]", "]"));
  CHECK(globMatches("[", "["));
  CHECK(globMatches("\\*", "*"));
  CHECK_FALSE(globMatches("\\*", "a"));
  CHECK_FALSE(globMatches("a*b*c*d", "axxbxxcxx"));
}

TEST_CASE("a hostile pattern takes no time") {
  std::string stars, name(50'000, 'a');
  for (int i = 0; i < 100; ++i)
    stars += "*a";
  CHECK_FALSE(globMatches(stars + "b", name));
}
