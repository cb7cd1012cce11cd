// SPDX-License-Identifier: Apache-2.0
#include "lsp/actions/action.h"

namespace onus::lsp {

using diagnostics::Applicability;

namespace {

/// Says what about: several findings of a line have the same fix, "write `and`".
std::string titleOf(const diagnostics::Fix &fix) {
  std::string title = fix.title;
  if (!title.empty() && title.front() >= 'a' && title.front() <= 'z')
    title.front() = static_cast<char>(title.front() - 'a' + 'A');
  return title;
}

} // namespace

void offerFixes(const ActionRequest &request, std::vector<Action> &actions) {
  for (const Finding &finding : request.findings) {
    size_t safe = llvm::count_if(finding.diagnostic->fixes, [](const diagnostics::Fix &fix) {
      return fix.applicability == Applicability::MachineApplicable;
    });
    for (const diagnostics::Fix &fix : finding.diagnostic->fixes) {
      WorkspaceEdit edit(request.session);
      if (!edit.add(*finding.texts, fix.edits, fix.applicability == Applicability::HasPlaceholders))
        continue;
      bool preferred = safe == 1 && fix.applicability == Applicability::MachineApplicable;
      actions.push_back({.title = titleOf(fix),
                         .kind = "quickfix",
                         .findings = {&finding},
                         .preferred = preferred,
                         .edit = [made = edit.json()] { return made; }});
    }
  }
}

} // namespace onus::lsp
