// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/formats.h"
#include "diagnostics/render/text.h"

namespace onus::diagnostics::render {

std::string renderFull(const Report &report, const Look &look) {
  std::string out;
  for (const Finding &finding : report.findings)
    if (look.notes || finding.diagnostic->severity != Severity::Note)
      out += text(*finding.diagnostic, *finding.sources, look.colour);
  return out;
}

} // namespace onus::diagnostics::render
