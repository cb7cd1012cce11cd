// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/sarif_place.h"
#include "support/catch.h"

#include "unit/diagnostics/render.h"

using namespace onus;
using namespace onus::diagnostics;
using diagnostics::tests::at;
using diagnostics::tests::letterRule;
using diagnostics::tests::Reported;
using diagnostics::tests::stringAt;
using diagnostics::tests::written;

TEST_CASE("paths become paths of URIs") {
  CHECK(render::sarif::percentEncoded("a b/ü%:#?.onus") == "a%20b/%C3%BC%25%3A%23%3F.onus");
}

TEST_CASE_METHOD(Reported, "files are named from the root of the repository; those outside by where they lie") {
  report.directory = "/home/desk/policies";
  report.repository = "/home/desk";
  render::sarif::Places places(report);
  CHECK(stringAt(places.artifactLocation("a.onus"), {"uri"}) == "policies/a.onus");
  CHECK(stringAt(places.artifactLocation("../a.onus"), {"uri"}) == "a.onus");
  CHECK(stringAt(places.artifactLocation("/home/desk/b.onus"), {"uri"}) == "b.onus");
  CHECK(json::write(places.artifactLocation("../../c d.onus")) == R"({"uri":"file:///home/c%20d.onus"})");
}

TEST_CASE_METHOD(Reported, "a result has its place, its steps, its controls and its fix") {
  auto file = sources.add("a b.onus", "é one\n"), library = sources.add("<std>/texts.onus", "one\n");
  reporter.report<Kind::OwnerMissing>({file, 3, 6}, "g")
      .label("here")
      .help("h")
      .related({library, 0, 3}, "r")
      .flow({file, 0, 2}, "first this")
      .flow({}, "then that")
      .fix("t", {file, 3, 6}, "two");
  reporter.all().front()->controls.push_back({"std.frameworks.f", "1", "C2", "Care"});
  report.files = {"a b.onus"};
  collect();
  report.directory = "/home/desk/policies";
  json::Value log = asJson("sarif");
  const json::Value &run = at(log, {"runs", "0"}), &result = at(run, {"results", "0"});
  std::string artifact = R"({"uri":"policies/a%20b.onus","uriBaseId":"%SRCROOT%","index":0})";
  CHECK(stringAt(result, {"ruleId"}) == "E0401");
  CHECK(written(result, {"message"}) == R"({"text":"guardrail `g` has no owner.\nhelp: h\nfix: t"})");
  CHECK(written(result, {"locations", "0", "physicalLocation"}) ==
        R"({"artifactLocation":)" + artifact +
            R"(,"region":{"startLine":1,"startColumn":3,"endLine":1,"endColumn":6}})");
  CHECK(stringAt(result, {"partialFingerprints", "primaryLocationLineHash"}) == report.findings.front().fingerprint);
  CHECK(written(result, {"relatedLocations", "0", "physicalLocation", "artifactLocation"}) ==
        R"({"uri":"texts.onus","uriBaseId":"STANDARD_LIBRARY"})");
  CHECK(at(run, {"originalUriBaseIds"}).get("STANDARD_LIBRARY"));
  const json::Value &steps = at(result, {"codeFlows", "0", "threadFlows", "0", "locations"});
  CHECK(steps.asArray()->size() == 2);
  CHECK(written(steps, {"1", "location", "physicalLocation"}) ==
        written(result, {"locations", "0", "physicalLocation"}));
  CHECK(written(result, {"fixes", "0", "artifactChanges", "0", "replacements", "0", "insertedContent"}) ==
        R"({"text":"two"})");
  std::string control = R"({"id":"C2","index":0,"toolComponent":{"name":"std.frameworks.f","index":0}})";
  CHECK(written(result, {"taxa"}) == "[" + control + "]");
  CHECK(written(run, {"taxonomies", "0", "taxa"}) == R"([{"id":"C2","shortDescription":{"text":"Care."}}])");
  CHECK(written(run, {"tool", "driver", "rules", "0", "relationships", "0", "target"}) == control);
}

TEST_CASE_METHOD(Reported, "a rule says what services sort by") {
  reporter.report(letterRule, Severity::Note, {}, "nobody reads `g`");
  collect();
  json::Value log = asJson("sarif");
  const json::Value &run = at(log, {"runs", "0"});
  const json::Value &rule = at(run, {"tool", "driver", "rules", "0"});
  CHECK(stringAt(rule, {"name"}) == "UnreadLetter");
  CHECK(written(rule, {"fullDescription"}) == R"({"text":"It is missing. Always."})");
  CHECK(stringAt(rule, {"defaultConfiguration", "level"}) == "warning");
  CHECK(written(rule, {"properties", "tags"}) == R"(["safety","security"])");
  CHECK(stringAt(rule, {"properties", "security-severity"}) == "6.0");
  // What has no place of its own is shown at the project's.
  CHECK(written(run, {"results", "0", "locations", "0", "physicalLocation"}) ==
        R"({"artifactLocation":{"uri":"onus.toml","uriBaseId":"%SRCROOT%"},)"
        R"("region":{"startLine":1,"startColumn":1,"endLine":1,"endColumn":1}})");
}

TEST_CASE_METHOD(Reported, "a rule of one word has no name beside its id") {
  const KindInfo rule{Kind::Lint, "unread", "unread", Severity::Warning, "nobody reads it"};
  reporter.report(rule, Severity::Warning, {}, "nobody reads `g`");
  collect();
  CHECK(!at(asJson("sarif"), {"runs", "0", "tool", "driver", "rules", "0"}).get("name"));
}

TEST_CASE_METHOD(Reported, "what is suppressed is told only where it is asked for, for GitHub takes it for open") {
  auto file = sources.add("a.onus", "one\n");
  reporter.report<Kind::OwnerMissing>({file, 0, 3}, "g");
  reporter.suppress([&](const Diagnostic &) {
    return Suppression{Suppression::Where::Source, "agreed", {file, 0, 1}};
  });
  collect();
  CHECK(written(asJson("sarif"), {"runs", "0", "results"}) == "[]");
  report.showSuppressed = true;
  json::Value log = asJson("sarif");
  const json::Value &suppression = at(log, {"runs", "0", "results", "0", "suppressions", "0"});
  CHECK(stringAt(suppression, {"kind"}) == "inSource");
  CHECK(stringAt(suppression, {"justification"}) == "agreed");
  CHECK(suppression.get("location"));
}

TEST_CASE_METHOD(Reported, "a run that is not complete says so") {
  report.notifications.push_back({Severity::Error, "b.onus", "it could not be read", ""});
  report.complete = false;
  report.exitStatus = 4;
  collect();
  CHECK(written(asJson("sarif"), {"runs", "0", "invocations", "0"}) ==
        R"({"executionSuccessful":false,"exitCode":4,"toolExecutionNotifications":)"
        R"([{"level":"error","message":{"text":"b.onus: it could not be read."}}]})");
}

TEST_CASE_METHOD(Reported,
                 "code scanning gets as many results as it takes, the harmless ones are left out and counted") {
  for (int i = 0; i < 25'001; ++i)
    reporter.report(letterRule, i == 25'000 ? Severity::Error : Severity::Note, {}, std::to_string(i));
  collect();
  json::Value log = asJson("sarif");
  const json::Value &run = at(log, {"runs", "0"});
  CHECK(at(run, {"results"}).asArray()->size() == 25'000);
  CHECK(stringAt(run, {"results", "0", "level"}) == "error");
  CHECK(stringAt(run, {"invocations", "0", "toolExecutionNotifications", "0", "message", "text"})
            .find("1 more findings") == 0);
}
