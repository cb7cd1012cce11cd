// SPDX-License-Identifier: Apache-2.0
#include "lsp/actions/action.h"
#include "lsp/whole_project.h"

namespace onus::lsp {

namespace {

json::Value fixAll(const ActionRequest &request) {
  WholeProject project(request.session, *request.document);
  driver::Fixing fixing =
      driver::makeFixes(project.linter(), {.asOf = project.asOf(), .onlyFile = request.document->path});
  WorkspaceEdit edit(request.session);
  for (const auto &[path, text] : fixing.after)
    edit.rewrite(path, text);
  return edit.json();
}

} // namespace

void offerFixAll(const ActionRequest &request, std::vector<Action> &actions) {
  if (!request.wants(fixAllKind) || !request.document->isFile)
    return;
  actions.push_back(
      {.title = "Fix everything that can be fixed safely", .kind = fixAllKind, .costly = true, .edit = [&request] {
         return fixAll(request);
       }});
}

} // namespace onus::lsp
