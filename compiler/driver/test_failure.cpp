// SPDX-License-Identifier: Apache-2.0
#include "driver/test_failure.h"

#include "diagnostics/render/cells.h"
#include "diagnostics/render/snippet.h"
#include "diagnostics/render/style.h"

namespace onus::driver {

namespace render = diagnostics::render;
using render::paint;
using render::Role;

std::string failure(const trial::TestResult &result, const source::SourceManager &sources, bool color) {
  std::string out =
      paint(color, Role::Error, "FAILED") + " " + paint(color, Role::Strong, render::printable(result.name)) + "\n";
  for (const trial::Finding &finding : result.findings) {
    render::SnippetStyle style;
    style.colour = color;
    if (finding.range.valid()) {
      style.gutter = std::to_string(sources.end(finding.range).line).size();
      out += std::string(style.gutter, ' ') + paint(color, Role::Gutter, "-->") + " " +
             render::printable(source::describe(sources, finding.range)) + "\n";
      out += render::snippet(sources, {render::Mark{finding.range, finding.message, true}}, style);
    } else {
      out += "  " + render::printable(finding.message) + "\n";
    }
    for (const std::string &note : finding.notes)
      out +=
          std::string(style.gutter + 1, ' ') + paint(color, Role::Gutter, "=") + " " + render::printable(note) + "\n";
  }
  return out + "\n";
}

} // namespace onus::driver
