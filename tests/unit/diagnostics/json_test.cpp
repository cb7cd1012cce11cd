// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/json.h"
#include "support/catch.h"

using namespace onus;
using namespace onus::diagnostics;

TEST_CASE("the JSON document holds places, fixes and a fingerprint") {
  source::SourceManager sources;
  auto file = sources.add("a.onus", "é one\n");
  Reporter reporter;
  reporter.report<Kind::OwnerMissing>({file, 3, 6}, "g")
      .help("h")
      .related({file, 0, 2}, "r")
      .fix("t", {file, 3, 6}, "two");
  std::string print = render::fingerprint(*reporter.all().front(), sources, 0);
  CHECK(
      json::write(render::document(reporter, sources)) ==
      R"({"version":1,"diagnostics":[{"code":"E0401","name":"owner-missing","severity":"error",)"
      R"("message":"guardrail `g` has no owner","file":"a.onus","start":{"line":1,"column":3},"end":{"line":1,"column":6},)"
      R"("label":null,"related":[{"message":"r","file":"a.onus","start":{"line":1,"column":1},"end":{"line":1,"column":2}}],)"
      R"("notes":[],"help":"h","fixes":[{"title":"t","applicability":"maybe-incorrect","edits":[{"file":"a.onus",)"
      R"("start":{"line":1,"column":3},"end":{"line":1,"column":6},"text":"two"}]}],"fingerprint":")" +
          print + R"("}]})");
}

TEST_CASE("a fingerprint survives moved lines and other blanks, and tells repetitions apart") {
  source::SourceManager sources;
  auto before = sources.add("a.onus", "one two\n");
  Reporter first, second;
  first.report<Kind::OwnerMissing>({before, 0, 3}, "g");
  source::SourceManager moved;
  auto after = moved.add("a.onus", "\n\n  one   two\n  one two\n");
  second.report<Kind::OwnerMissing>({after, 4, 7}, "g");
  second.report<Kind::OwnerMissing>({after, 16, 19}, "g");
  CHECK(render::fingerprint(*first.all()[0], sources, 0) == render::fingerprint(*second.all()[0], moved, 0));
  auto document = render::document(second, moved);
  const auto &list = *document.get("diagnostics")->asArray();
  CHECK(list[0].string("fingerprint") != list[1].string("fingerprint"));
}
