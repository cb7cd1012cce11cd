// SPDX-License-Identifier: Apache-2.0
#include "support/catch.h"

#include "unit/diagnostics/render.h"

using namespace onus;
using namespace onus::diagnostics;

TEST_CASE_METHOD(diagnostics::tests::Reported, "the JSON document holds places, fixes and a fingerprint") {
  auto file = sources.add("a.onus", "é one\n");
  reporter.report<Kind::OwnerMissing>({file, 3, 6}, "g")
      .help("h")
      .related({file, 0, 2}, "r")
      .flow({file, 0, 2}, "first this")
      .flow({}, "then that")
      .fix("t", {file, 3, 6}, "two");
  reporter.all().front()->controls.push_back({"f", "1", "C1", "Care"});
  collect();
  std::string range = R"("file":"a.onus","start":{"line":1,"column":3},"end":{"line":1,"column":6})";
  std::string first = R"("file":"a.onus","start":{"line":1,"column":1},"end":{"line":1,"column":2})";
  std::string finding =
      R"({"code":"E0401","name":"owner-missing","severity":"error","message":"guardrail `g` has no owner",)" + range +
      R"(,"label":null,"related":[{"message":"r",)" + first + R"(}],"notes":[],"help":"h",)" +
      R"("fixes":[{"title":"t","applicability":"maybe-incorrect","edits":[{)" + range + R"(,"text":"two"}]}],)" +
      R"("flow":[{"message":"first this",)" + first +
      R"(},{"message":"then that","file":null,"start":null,"end":null}],)" +
      R"("controls":[{"framework":"f","version":"1","id":"C1","title":"Care"}],)" + R"("fingerprint":")" +
      report.findings.front().fingerprint + R"("})";
  CHECK(json::write(asJson("json")) ==
        R"({"version":1,"diagnostics":[)" + finding + R"(],"suppressed":[],"notifications":[]})");
  CHECK(as("jsonl") == finding + "\n");
}

TEST_CASE_METHOD(diagnostics::tests::Reported, "what is suppressed stands beside what counts, with the reason") {
  auto file = sources.add("a.onus", "one\n");
  reporter.report<Kind::OwnerMissing>({file, 0, 3}, "g");
  reporter.suppress([](const Diagnostic &) { return Suppression{Suppression::Where::Baseline, "old", {}}; });
  collect();
  json::Value document = asJson("json");
  CHECK(diagnostics::tests::written(document, {"diagnostics"}) == "[]");
  CHECK(diagnostics::tests::written(document, {"suppressed", "0", "suppression"}) ==
        R"({"where":"baseline","reason":"old","file":null,"start":null,"end":null})");
  CHECK(as("jsonl").empty());
}
