// SPDX-License-Identifier: Apache-2.0
#include "lint/controls.h"
#include "support/catch.h"
#include "support/checked_text.h"

using namespace onus;

namespace {

/// The controls of a finding at the name of every guardrail and exception, a line each: the name, then
/// `[framework version id title]`.
std::string controls(const std::string &text) {
  auto checked = tests::checkText(tests::deskPrelude.str() + text);
  REQUIRE(checked->errors() == "");
  for (const check::Guardrail &guardrail : checked->program->guardrails) {
    checked->reporter.report<diagnostics::Kind::OwnerMissing>(guardrail.decl->name.range, guardrail.name());
    for (const check::Exception &exception : guardrail.exceptions)
      checked->reporter.report<diagnostics::Kind::OwnerMissing>(exception.decl->name.range, exception.name);
  }
  lint::addControls(*checked->program, checked->reporter);
  lint::addControls(*checked->program, checked->reporter);
  std::string out;
  for (const auto &diagnostic : checked->reporter.all())
    if (diagnostic->kind == diagnostics::Kind::OwnerMissing) {
      out += checked->sources.text(diagnostic->range).str() + ":";
      for (const diagnostics::Taxon &each : diagnostic->controls)
        out += " [" + each.framework + " " + each.version + " " + each.id + " " + each.title + "]";
      out += "\n";
    }
  return out;
}

const std::string frameworks = R"(
framework bar "The bar" { version "3" publisher "desk" license "none" source "page 1"
  control "A1" "Say who" control "A2" "Say when" }
framework other "Another" { version "1" publisher "desk" license "none" source "page 2" control "B-1" "Say why" }
)";

} // namespace

TEST_CASE("a finding in a guardrail has the guardrail's controls, each once and in order") {
  CHECK(controls(frameworks + R"(
guardrail g under usual {
  on call bank.pay
  deny when args.amount > 5.00 because "x"
  maps other "B-1"
  maps bar "A2", "A1"
  maps other "b 1"
  exception e {
    when args.kind == "gift" because "x" requested by crew approved by safety on 2026-11-01
    reviewed by safety on 2026-11-01 every 60d until 2026-12-31 monitor alert crew when more than 3 in 1d
  }
}
guardrail plain under usual { on call bank.pay deny when args.amount > 7.00 because "x" }
)") == "g: [desk.other 1 B-1 Say why] [desk.bar 3 A2 Say when] [desk.bar 3 A1 Say who]\n"
       "e: [desk.other 1 B-1 Say why] [desk.bar 3 A2 Say when] [desk.bar 3 A1 Say who]\n"
       "plain:\n");
}
