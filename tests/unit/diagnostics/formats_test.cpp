// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/github.h"
#include "diagnostics/render/xml.h"
#include "support/catch.h"

#include "unit/diagnostics/render.h"

#include <set>

using namespace onus;
using namespace onus::diagnostics;
using diagnostics::tests::letterRule;
using diagnostics::tests::Reported;
using diagnostics::tests::stringAt;
using diagnostics::tests::written;

namespace {

size_t count(llvm::StringRef text, llvm::StringRef part) { return text.count(part); }
bool holds(llvm::StringRef text, llvm::StringRef part) { return text.contains(part); }

} // namespace

TEST_CASE("every format has a word, and `text` is another name for `full`") {
  std::set<std::string> words;
  for (const render::FormatInfo &each : render::allFormats()) {
    CHECK(words.insert(each.word.str()).second);
    CHECK(render::findFormat(each.word) == &each);
  }
  CHECK(render::findFormat("text") == render::findFormat("full"));
  CHECK(render::findFormat("xml") == nullptr);
}

TEST_CASE_METHOD(Reported, "formats of lines give each finding one line, whatever it says") {
  auto file = sources.add("a b.onus", "one\ntwo\n");
  reporter.report<Kind::OwnerMissing>({file, 4, 7}, "two\nlines\033[31m");
  reporter.report(letterRule, Severity::Warning, {}, "nobody reads `g`");
  collect();
  CHECK(as("gnu") == "a b.onus:2:1: error: guardrail `two lines\xEF\xBF\xBD[31m` has no owner [E0401 owner-missing]\n"
                     "onus.toml:1:1: warning: nobody reads `g` [unread-letter]\n");
  CHECK(as("concise") == "a b.onus:2:1: error[E0401 owner-missing] guardrail `two lines\xEF\xBF\xBD[31m` has no owner\n"
                         "onus.toml: warning[unread-letter] nobody reads `g`\n");
}

TEST_CASE_METHOD(Reported, "a reader that asks for what is to be done is not told notes") {
  reporter.report(letterRule, Severity::Note, {}, "nobody reads `g`");
  collect();
  for (const char *word : {"full", "concise"}) {
    const render::FormatInfo &format = *render::findFormat(word);
    CHECK(format.render(report, {.notes = false}).empty());
    CHECK(!format.render(report, {.notes = true}).empty());
  }
}

TEST_CASE_METHOD(Reported, "workflow commands escape what would end them") {
  auto file = sources.add("a,b:c%.onus", "one two\nthree\n");
  reporter.report<Kind::OwnerMissing>({file, 0, 3}, "50%\nof ::g").help("give it\none");
  reporter.report<Kind::OwnerMissing>({file, 4, 10}, "h");
  collect();
  CHECK(as("github") ==
        "::error title=onus%3A E0401 owner-missing,file=a%2Cb%3Ac%25.onus,line=1,endLine=1,col=1,endColumn=4::"
        "guardrail `50%25%0Aof ::g` has no owner%0Ahelp: give it%0Aone\n"
        "::error title=onus%3A E0401 owner-missing,file=a%2Cb%3Ac%25.onus,line=1,endLine=2::guardrail `h` has no "
        "owner\n");
}

TEST_CASE_METHOD(Reported, "workflow commands keep to ten of each kind, worst first, and count the rest") {
  auto file = sources.add("a.onus", "one\n");
  for (int i = 0; i < 12; ++i) {
    reporter.report(letterRule, Severity::Note, {file, 0, 1}, "n" + std::to_string(i));
    reporter.report(letterRule, Severity::Warning, {file, 0, 1}, "w" + std::to_string(i));
    reporter.report(letterRule, Severity::Error, {file, 0, 1}, "e" + std::to_string(i));
  }
  collect();
  std::string text = as("github");
  CHECK(count(text, "::error ") == 10);
  CHECK(count(text, "::warning ") == 10);
  CHECK(count(text, "::notice ") == 10);
  CHECK(text.find("::error ") < text.find("::warning "));
  CHECK(text.find("::warning ") < text.find("::notice "));
  CHECK(holds(text, "::notice title=onus::2 errors, 2 warnings, 3 notices more are not shown"));
}

TEST_CASE_METHOD(Reported, "ten of a kind are shown without a word about a rest") {
  for (int i = 0; i < 10; ++i)
    reporter.report(letterRule, Severity::Note, {}, "n" + std::to_string(i));
  collect();
  CHECK(count(as("github"), "::notice ") == 10);
  CHECK(!holds(as("github"), "more are not shown"));
}

TEST_CASE_METHOD(Reported, "the summary of a step is a table in which words stay words") {
  CHECK(render::stepSummary(report).empty());
  auto file = sources.add("a.onus", "one\n");
  reporter.report(letterRule, Severity::Note, {file, 0, 1}, "a|b <i> *c*\nd `e_|f`");
  collect();
  CHECK(holds(render::stepSummary(report), "| note | a.onus:1 | a\\|b &lt;i> \\*c\\* d `e_\\|f` | unread-letter |\n"));
}

TEST_CASE_METHOD(Reported, "the summary of a step is never longer than GitHub takes") {
  for (int i = 0; i < 2'000; ++i)
    reporter.report(letterRule, Severity::Note, {}, std::to_string(i) + std::string(1'000, 'x'));
  collect();
  std::string text = render::stepSummary(report);
  CHECK(text.size() < 1u << 20);
  CHECK(holds(text, " more are not shown"));
}

TEST_CASE_METHOD(Reported, "issues for GitLab have fingerprints of their own and paths from the repository's root") {
  auto file = sources.add("a.onus", "one\n\n  one\none\n");
  for (uint32_t begin : {0u, 7u, 11u})
    reporter.report<Kind::OwnerMissing>({file, begin, begin + 3}, "g");
  report.notifications.push_back({Severity::Error, "b.onus", "it could not be read", ""});
  report.directory = "/home/desk/policies";
  report.repository = "/home/desk";
  report.add(reporter, sources, "onus.toml", diagnostics::tests::describe);
  json::Value issues = asJson("gitlab");
  std::set<std::string> prints;
  for (size_t i = 0; i < 4; ++i)
    CHECK(prints.insert(stringAt(issues, {std::to_string(i), "fingerprint"})).second);
  CHECK(stringAt(issues, {"0", "severity"}) == "blocker");
  CHECK(stringAt(issues, {"0", "location", "path"}) == "policies/b.onus");
  CHECK(stringAt(issues, {"2", "description"}) == "E0401 owner-missing: guardrail `g` has no owner");
  CHECK(written(issues, {"2", "location"}) == R"({"path":"policies/a.onus","lines":{"begin":3,"end":3}})");
}

TEST_CASE_METHOD(Reported,
                 "a suite holds a case for each rule of a file; clean files pass; what does not fail is told") {
  auto file = sources.add("a.onus", "one\n");
  reporter.report<Kind::OwnerMissing>({file, 0, 3}, "g");
  reporter.report<Kind::OwnerMissing>({file, 0, 3}, "h");
  reporter.report(letterRule, Severity::Note, {file, 0, 3}, "nobody reads `g`");
  report.files = {"a.onus", "b.onus"};
  report.notifications.push_back({Severity::Error, "c.onus", "it could not be read", ""});
  collect();
  std::string text = as("junit");
  CHECK(count(text, "<testcase ") == 4);
  CHECK(count(text, "<failure ") == 1);
  CHECK(count(text, "<system-out>") == 1);
  CHECK(count(text, "<error ") == 1);
  CHECK(holds(text, R"~(message="guardrail `g` has no owner (and 1 more)")~"));
  CHECK(holds(text, R"(<testcase name="nothing to report" classname="b.onus" file="b.onus"/>)"));
  report.lintFailsFrom = Severity::Note;
  CHECK(count(as("junit"), "<failure ") == 2);
}

TEST_CASE("XML holds nothing that XML cannot hold") {
  render::Xml xml;
  xml.text("a", {{"b", "\"<&>\n\x01\""}}, "\"<&>\n\x01\xEF\xBF\xBF\"");
  std::string expected =
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<a b=\"&quot;&lt;&amp;&gt;&#10;\xEF\xBF\xBD&quot;\">\"&lt;&amp;&gt;\n\xEF\xBF\xBD\xEF\xBF\xBD\"</a>\n";
  CHECK(xml.take() == expected);
}

TEST_CASE_METHOD(Reported, "Checkstyle's files each hold their findings") {
  auto a = sources.add("a.onus", "one\n"), b = sources.add("b.onus", "one\n");
  reporter.report(letterRule, Severity::Note, {b, 1, 3}, "nobody reads `g`");
  reporter.report<Kind::OwnerMissing>({a, 0, 3}, "g");
  collect();
  CHECK(as("checkstyle") == R"(<?xml version="1.0" encoding="UTF-8"?>
<checkstyle version="8.0">
  <file name="a.onus">
    <error line="1" column="1" severity="error" message="guardrail `g` has no owner" source="onus.E0401.owner-missing"/>
  </file>
  <file name="b.onus">
    <error line="1" column="2" severity="info" message="nobody reads `g`" source="onus.unread-letter"/>
  </file>
</checkstyle>
)");
}

TEST_CASE_METHOD(Reported, "reviewdog counts bytes, and takes a fix as one edit") {
  auto file = sources.add("a.onus", "é one two\n"), other = sources.add("b.onus", "one\n");
  reporter.report<Kind::OwnerMissing>({file, 3, 6}, "g")
      .fix({"both", Applicability::MaybeIncorrect, {{{file, 7, 10}, "2"}, {{file, 3, 6}, "1"}}})
      .fix({"elsewhere", Applicability::MaybeIncorrect, {{{other, 0, 3}, "1"}}})
      .fix({"by hand", Applicability::HasPlaceholders, {{{file, 3, 6}, "…"}}});
  collect();
  json::Value document = asJson("rdjson");
  CHECK(written(document, {"diagnostics", "0", "location"}) ==
        R"({"path":"a.onus","range":{"start":{"line":1,"column":4},"end":{"line":1,"column":7}}})");
  CHECK(written(document, {"diagnostics", "0", "suggestions"}) ==
        R"([{"range":{"start":{"line":1,"column":4},"end":{"line":1,"column":11}},"text":"1 2"}])");
  CHECK(json::write(document.get("diagnostics")->asArray()->front()) + "\n" == as("rdjsonl"));
}
