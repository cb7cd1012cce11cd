// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/formats.h"
#include "diagnostics/render/text.h"

namespace onus::diagnostics::render {

/// `desk.onus:3:5: error: guardrail `g` has no owner [E0401 owner-missing]`. Readers split at the colons, so every line
/// has all of its parts.
std::string renderGnu(const Report &report, const Look &) {
  std::string out;
  for (const Notification &each : report.notifications)
    out += "onus: " + word(each.severity).str() + ": " +
           oneLine(each.path + (each.path.empty() ? "" : ": ") + each.message) + "\n";
  for (const Finding &finding : report.findings) {
    const Diagnostic &diagnostic = *finding.diagnostic;
    source::Position at = finding.start();
    out += oneLine(finding.path) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column) + ": " +
           word(diagnostic.severity).str() + ": " + oneLine(diagnostic.message) + " [" + title(*finding.rule) + "]\n";
  }
  return out;
}

} // namespace onus::diagnostics::render
