// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/formats.h"
#include "diagnostics/render/style.h"
#include "diagnostics/render/text.h"

namespace onus::diagnostics::render {

/// `desk.onus:3:5: error[E0401 owner-missing] guardrail `g` has no owner`
std::string renderConcise(const Report &report, const Look &look) {
  std::string out;
  for (const Finding &finding : report.findings) {
    const Diagnostic &diagnostic = *finding.diagnostic;
    if (!look.notes && diagnostic.severity == Severity::Note)
      continue;
    source::Position at = finding.start();
    std::string place = oneLine(finding.path);
    if (finding.placed())
      place += ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
    out += paint(look.colour, Role::Strong, place) + ": " +
           paint(look.colour, role(diagnostic.severity),
                 word(diagnostic.severity).str() + "[" + title(*finding.rule) + "]") +
           " " + oneLine(diagnostic.message) + "\n";
  }
  return out;
}

} // namespace onus::diagnostics::render
