// SPDX-License-Identifier: Apache-2.0
#include "lsp/actions/parties.h"
#include "lsp/actions/text_edits.h"
#include "scaffold/render.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using llvm::StringRef;

namespace {

/// How many people are proposed.
constexpr size_t most = 3;
/// Stands for whoever is not proposed.
constexpr const char *somebody = "SOMEBODY";

/// Tools of the surface are classified, and neither their lines nor the surface are signed.
bool isUnsigned(const check::Surface &surface) {
  return !surface.decl->approved && llvm::any_of(surface.tools, [](const check::Tool &tool) {
    return tool.syntax && tool.syntax->classified && !tool.syntax->approved;
  });
}

/// Who signs for surfaces in this project, most often first; without any, its teams. Who looks after the tools does not
/// sign for them.
std::vector<const check::Party *> signers(const View &view, const check::Surface &surface) {
  Tally usual;
  for (const check::Surface &each : view.program().surfaces)
    if (each.approvedBy)
      usual.add(each.approvedBy->symbol);
  std::vector<const check::Party *> found;
  for (const resolve::Symbol *symbol : usual.byCount())
    found.push_back(view.program().party(symbol));
  for (const check::Party *party : internalParties(view))
    if (!llvm::is_contained(found, party))
      found.push_back(party);
  llvm::erase_value(found, surface.owner);
  found.resize(std::min(found.size(), most));
  return found;
}

/// The lines that `onus surface` leaves for whoever signs: they have done their duty then.
void takeOut(const Document &document, source::Range range, llvm::ArrayRef<StringRef> comments,
             std::vector<diagnostics::Edit> &edits) {
  uint32_t last = document.lines.position(range.end).line;
  for (uint32_t line = document.lines.position(range.begin).line; line <= last; ++line)
    if (llvm::any_of(comments, [&](StringRef comment) { return document.lines.line(line).trim().startswith(comment); }))
      edits.push_back({{range.file, document.lines.offset({line, 0}), document.lines.offset({line + 1, 0})}, ""});
}

/// Where a clause of a surface goes: on the line behind its last one of its own, else behind the brace.
uint32_t placeOfClause(const Document &document, const syntax::SurfaceDecl &decl) {
  uint32_t behind = std::max(decl.from.range.valid() ? decl.from.range.end : 0, decl.owner ? decl.owner.range.end : 0);
  if (behind == 0)
    behind = static_cast<uint32_t>(StringRef(document.text).find('{', decl.name.range.end)) + 1;
  return behind;
}

json::Value sign(const ActionRequest &request, const check::Surface &surface, const std::string &signer) {
  const Document &document = *request.document;
  std::string lines;
  if (!surface.decl->owner)
    lines += "\n  owner     TEAM";
  Day today = request.place->view->program().options.asOf;
  lines += "\n  approved  by " + signer + " on " + formatDay(today);
  uint32_t place = placeOfClause(document, *surface.decl);
  source::FileId file = surface.decl->range.file;
  std::vector<diagnostics::Edit> edits{{{file, place, place}, lines}};
  takeOut(document, surface.decl->range, {scaffold::ownerComment, scaffold::signatureComment}, edits);
  return laidOutEdit(request, edits, !surface.decl->owner || signer == somebody);
}

void offerFor(const ActionRequest &request, const check::Surface &surface, std::vector<Action> &actions) {
  std::vector<const Finding *> about;
  for (const Finding &finding : request.findings)
    if (finding.diagnostic->kind == diagnostics::Kind::ClassificationUnsigned ||
        finding.diagnostic->kind == diagnostics::Kind::SurfaceOwnerMissing)
      about.push_back(&finding);
  const View &view = *request.place->view;
  std::string name = "`" + surface.symbol->simpleName().str() + "`";
  auto offer = [&](std::string title, std::string signer) {
    actions.push_back(
        {.title = std::move(title), .kind = "quickfix", .findings = about, .edit = [&request, &surface, signer] {
           return sign(request, surface, signer);
         }});
  };
  for (const check::Party *party : signers(view, surface)) {
    std::string signer = nameIn(view.program(), *surface.symbol->file, *party->symbol);
    offer("Sign " + name + " for `" + signer + "`, as of today", signer);
  }
  if (request.session.client.supports({"workspace", "workspaceEdit", "snippetEditSupport"}))
    offer("Sign " + name + " for somebody else, as of today", somebody);
}

} // namespace

void offerSignatures(const ActionRequest &request, std::vector<Action> &actions) {
  const syntax::File *tree = request.tree();
  for (const syntax::Decl *decl : tree ? tree->decls : llvm::ArrayRef<syntax::Decl *>())
    if (llvm::isa<syntax::SurfaceDecl>(decl) && request.touches(decl->range)) {
      const View &view = *request.place->view;
      const resolve::Symbol *symbol = view.names().symbolOf(decl);
      const check::Surface *surface = symbol ? view.program().surface(symbol) : nullptr;
      if (surface && isUnsigned(*surface))
        offerFor(request, *surface, actions);
    }
}

} // namespace onus::lsp
