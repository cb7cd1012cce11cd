// SPDX-License-Identifier: Apache-2.0
#include "lint/configuration.h"
#include "lint/suppressions.h"
#include "lsp/actions/action.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

namespace {

/// Somebody forbade that findings of this rule are excused here.
bool isForbidden(const ActionRequest &request, const lint::Rule &rule) {
  if (!request.place)
    return false;
  const driver::Compilation &compilation = request.place->view->compilation();
  std::vector<source::LoadProblem> problems;
  lint::Levels levels = lint::configure(compilation.project, compilation.sources, {}, problems);
  return levels.at(rule, request.place->file) == lint::Level::Forbid;
}

/// The comment that excuses findings on the line above, where there is one.
const lint::Allowance *allowanceAbove(const std::vector<lint::Allowance> &all, const Document &document,
                                      uint32_t line) {
  auto found = llvm::find_if(all, [&](const lint::Allowance &each) {
    return each.problem.empty() && each.kind != lint::Allowance::Kind::File && !each.rules.empty() && line > 0 &&
           document.lines.position(each.range.begin).line == line - 1 &&
           document.lines.line(line - 1).ltrim().startswith("//");
  });
  return found == all.end() ? nullptr : &*found;
}

json::Value allow(const ActionRequest &request, const Finding &finding, llvm::StringRef rule) {
  const Document &document = *request.document;
  auto span = request.session.workspace.span(finding, finding.diagnostic->range);
  uint32_t line = span ? span->start.line : document.lines.position(request.begin).line;
  std::vector<lint::Allowance> all;
  if (const syntax::File *tree = request.tree())
    all = lint::readAllowances(*tree, request.place->view->sources());
  WorkspaceEdit edit(request.session);
  if (const lint::Allowance *above = allowanceAbove(all, document, line)) {
    uint32_t behind = above->rules.back().range.end;
    edit.replace(document, behind, behind, ", " + rule.str());
    return edit.json();
  }
  llvm::StringRef text = document.lines.line(line);
  llvm::StringRef indent = text.take_front(text.size() - text.ltrim().size());
  uint32_t begin = document.lines.offset({line, 0});
  edit.replace(document, begin, begin, indent.str() + "// onus: allow(" + rule.str() + ", reason = \"…\")\n", true);
  return edit.json();
}

} // namespace

void offerAllowances(const ActionRequest &request, std::vector<Action> &actions) {
  std::vector<const lint::Rule *> offered;
  for (const Finding &finding : request.findings) {
    const lint::Rule *rule = finding.diagnostic->rule ? lint::findRule(finding.diagnostic->rule->name) : nullptr;
    // What is wrong with such comments themselves is not excused by one.
    if (!rule || rule->allowance || llvm::is_contained(offered, rule) || isForbidden(request, *rule))
      continue;
    offered.push_back(rule);
    actions.push_back({.title = "Allow `" + std::string(rule->name) + "` here, with a reason",
                       .kind = "quickfix",
                       .findings = {&finding},
                       .edit = [&request, &finding, rule] { return allow(request, finding, rule->name); }});
  }
}

} // namespace onus::lsp
