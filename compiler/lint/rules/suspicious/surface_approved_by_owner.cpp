// SPDX-License-Identifier: Apache-2.0
#include "lint/hands.h"
#include "lint/pass.h"

namespace onus::lint {

namespace {

void judge(const syntax::Approval &approval, const check::Party *signer, const check::Surface &surface, Pass &pass) {
  if (!approval || !signer || !isOwnersSide(*signer, *surface.owner))
    return;
  std::string sameness = samenessOf(*signer, *surface.owner);
  pass.report(approval.by.range, "what the tools of surface `{}` do is approved by who owns them",
              surface.symbol->simpleName())
      .label(sameness.empty() ? "judges its own tools" : sameness)
      .related(surface.decl->owner.range, "owns the surface")
      .help("let somebody approve it who does not gain by a mild answer: a tool is guarded by what it is said to do");
}

/// Of the lines that have no approval of their own.
void checkSurface(const check::Surface &surface, Pass &pass) {
  judge(surface.decl->approved, surface.approvedBy, surface, pass);
}

void checkTool(const check::Tool &tool, Pass &pass) {
  if (tool.syntax)
    judge(tool.syntax->approved, tool.approvedBy, *tool.surface, pass);
}

} // namespace

extern const Rule surface_approved_by_owner = {
    .name = "surface-approved-by-owner",
    .category = Category::Suspicious,
    .summary = "who owns a surface approves what its tools are said to do",
    .surface = checkSurface,
    .tool = checkTool,
};

} // namespace onus::lint
