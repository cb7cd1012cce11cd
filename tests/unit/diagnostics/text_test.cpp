// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/cells.h"
#include "diagnostics/render/text.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::diagnostics;

namespace {

/// A text and a diagnostic about it; ranges are found by what stands there.
struct Fixture {
  source::SourceManager sources;
  Reporter reporter;

  source::Range range(source::FileId file, llvm::StringRef word) const {
    size_t at = sources.text(file).find(word);
    REQUIRE(at < sources.text(file).size());
    return {file, static_cast<uint32_t>(at), static_cast<uint32_t>(at + word.size())};
  }
  std::string shown() const { return render::text(*reporter.all().back(), sources, false); }
};

} // namespace

TEST_CASE_METHOD(Fixture, "a diagnostic shows its line, its label and its help") {
  auto file = sources.add("a.onus", "package a\n\nguardrail lonely {\n}\n");
  reporter.report<Kind::OwnerMissing>(range(file, "lonely"), "lonely").label("nobody owns it").help("add `owner`");
  CHECK(shown() == R"(error[E0401]: guardrail `lonely` has no owner
 --> a.onus:3:11
  |
3 | guardrail lonely {
  |           ^^^^^^ nobody owns it
  |
  = help: add `owner`

)");
}

TEST_CASE_METHOD(Fixture, "secondary spans stand in the same snippet, or in one of their own file") {
  auto file = sources.add("a.onus", "one two\nthree\nfour\nfive\nsix seven\n");
  auto other = sources.add("b.onus", "else\n");
  reporter.report<Kind::OwnerMissing>(range(file, "seven"), "g")
      .related(range(file, "two"), "first")
      .related(range(file, "six"), "second")
      .related(range(other, "else"), "third")
      .note("a note\nof two lines");
  CHECK(shown() == R"(error[E0401]: guardrail `g` has no owner
 --> a.onus:5:5
  |
1 | one two
  |     --- first
...
5 | six seven
  | --- ^^^^^
  | |
  | second
 ::: b.onus:1:1
  |
1 | else
  | ---- third
  |
  = note: a note
          of two lines

)");
}

TEST_CASE_METHOD(Fixture, "marks stand under what is shown: tabs, wide and combining characters") {
  auto file = sources.add("a.onus", "\t\"漢字\" e\xCC\x81x here\n");
  reporter.report<Kind::OwnerMissing>(range(file, "here"), "g");
  std::string text = shown();
  CHECK(text.find("1 |     \"漢字\" e\xCC\x81x here\n  |               ^^^^\n") != std::string::npos);
  CHECK(text.find("a.onus:1:11\n") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "what would steer the terminal is replaced") {
  auto file = sources.add("a\033[2J.onus", "a \033[31m \u202E b\n");
  reporter.report<Kind::OwnerMissing>(range(file, "b"), "x\033]0;y");
  std::string text = shown();
  CHECK(text.find('\033') == std::string::npos);
  CHECK(text.find("\u202E") == std::string::npos);
}

TEST_CASE_METHOD(Fixture, "a very long line is cut around the mark") {
  auto file = sources.add("a.onus", std::string(100'000, '(') + "here" + std::string(100'000, ')'));
  reporter.report<Kind::OwnerMissing>(range(file, "here"), "g");
  std::string text = shown();
  CHECK(text.size() < 600);
  CHECK(text.find("(((here)))") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "an empty range and the end of a text are marked with one caret") {
  auto file = sources.add("a.onus", "one\n");
  reporter.report<Kind::OwnerMissing>({file, 4, 4}, "g");
  CHECK(shown().find(" --> a.onus:2:1\n  |\n2 |\n  | ^\n") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "a fix is a small diff") {
  auto file = sources.add("a.onus", "one\nwrogn two\nthree\n");
  reporter.report<Kind::OwnerMissing>(range(file, "wrogn"), "g").fix("write `wrong`", range(file, "wrogn"), "wrong");
  CHECK(shown().find("help: write `wrong`\n  |\n2 - wrogn two\n2 + wrong two\n\n") != std::string::npos);
  reporter.report<Kind::OwnerMissing>({file, 4, 4}, "h").fix("add a line", {file, 4, 4}, "new\n");
  CHECK(shown().find("help: add a line\n  |\n2 + new\n\n") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "a message about no text has no snippet") {
  reporter.report<Kind::OwnerMissing>({}, "g").help("look elsewhere");
  CHECK(shown() == "error[E0401]: guardrail `g` has no owner\n  = help: look elsewhere\n\n");
}

TEST_CASE_METHOD(Fixture, "a finding of a lint rule is headed by the rule's name") {
  static const KindInfo rule{Kind::Lint, "unread-letter", "unread-letter", Severity::Warning, "nobody reads it"};
  reporter.report(rule, Severity::Note, {}, "nobody reads `g`");
  CHECK(shown() == "note[unread-letter]: nobody reads `g`\n\n");
}

TEST_CASE_METHOD(Fixture, "steps are numbered, each with its place where it has one") {
  auto file = sources.add("a.onus", "one\n");
  reporter.report<Kind::OwnerMissing>(range(file, "one"), "g").flow(range(file, "one"), "first").flow({}, "then");
  CHECK(shown().find("  |\n  = how: 1. first (a.onus:1:1)\n         2. then\n\n") != std::string::npos);
}

TEST_CASE_METHOD(Fixture, "colours are escape sequences around the parts") {
  auto file = sources.add("a.onus", "one\n");
  reporter.report<Kind::OwnerMissing>(range(file, "one"), "g");
  std::string text = render::text(*reporter.all().back(), sources, true);
  CHECK(text.find("\033[1;31merror[E0401]\033[0m") == 0);
  CHECK(text.find("\033[1;31m^^^\033[0m") != std::string::npos);
}

TEST_CASE("cells know where bytes are shown") {
  render::Cells cells("\ta\xE6\xBC\xA2z");
  CHECK(cells.column(0) == 0);
  CHECK(cells.column(1) == 4);
  CHECK(cells.column(2) == 5);
  CHECK(cells.column(5) == 7);
  CHECK(cells.width() == 8);
  CHECK(cells.text(4, 7) == "a\xE6\xBC\xA2");
  CHECK(render::Cells("\xFF").text(0, 1) == "\xEF\xBF\xBD");
}
