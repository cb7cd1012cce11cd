// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"

namespace onus::lint {

namespace {

/// Days after which an approval is old: a year, and a day for leap years.
constexpr Day old = 366;

void judge(const syntax::Approval &approval, const check::Surface &surface, Pass &pass) {
  Day age = pass.asOf() - approval.on.value;
  if (!approval || age <= old)
    return;
  pass.report(approval.on.range, "what tools of surface `{}` do was approved {} days ago", surface.symbol->simpleName(),
              age)
      .label("nobody has looked since")
      .help("compare the tools with what is said of them (`onus surface FILE --diff`), and approve it again");
}

/// Of the lines that have no approval of their own.
void checkSurface(const check::Surface &surface, Pass &pass) { judge(surface.decl->approved, surface, pass); }

void checkTool(const check::Tool &tool, Pass &pass) {
  if (tool.syntax)
    judge(tool.syntax->approved, *tool.surface, pass);
}

} // namespace

extern const Rule stale_approval = {
    .name = "stale-approval",
    .category = Category::Completeness,
    .summary = "what a tool does was approved more than a year ago",
    .surface = checkSurface,
    .tool = checkTool,
};

} // namespace onus::lint
