// SPDX-License-Identifier: Apache-2.0
#include "lint/removal.h"
#include "lsp/actions/text_edits.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

namespace {

/// A value that can stand in the place of a name without parentheses.
bool isSimple(const syntax::Expr &value) {
  using Kind = syntax::Expr::Kind;
  constexpr Kind compound[] = {Kind::Unary, Kind::Binary, Kind::If, Kind::Quantifier, Kind::Cast};
  return !llvm::is_contained(compound, value.kind);
}

/// The constant whose declaration or use stands at the place; null where none does.
const resolve::Symbol *constantAt(const ActionRequest &request, const syntax::File &tree) {
  const View &view = *request.place->view;
  const resolve::Symbol *found = nullptr;
  for (const syntax::Decl *decl : tree.decls)
    if (request.touches(decl->name.range))
      found = view.names().symbolOf(decl);
  for (const check::Reference &each : view.references(request.place->file))
    if (each.symbol && !each.inUse && request.touches(each.range))
      found = each.symbol;
  const auto *let = found && found->file == &tree ? llvm::dyn_cast<syntax::LetDecl>(found->decl) : nullptr;
  return let && !let->function && let->value && let->yes.empty() && let->no.empty() ? found : nullptr;
}

/// No other file names it.
bool isLocal(const View &view, const resolve::Symbol &symbol) {
  for (const auto &package : view.names().packages())
    for (const syntax::File *file : package->files)
      if (file != symbol.file && !package->standard &&
          llvm::any_of(view.references(file->id), [&](const check::Reference &each) { return each.symbol == &symbol; }))
        return false;
  return true;
}

json::Value inlined(const ActionRequest &request, const resolve::Symbol &symbol) {
  const View &view = *request.place->view;
  const auto &let = *llvm::cast<syntax::LetDecl>(symbol.decl);
  ViewPtr whole = request.session.workspace.wholeView(*request.document);
  const resolve::Package *package = whole ? whole->names().package(symbol.package->name) : nullptr;
  const resolve::Symbol *everywhere = package ? package->scope.lookup(symbol.simpleName()) : nullptr;
  if (!everywhere || !isLocal(*whole, *everywhere))
    throw RequestError(ErrorCode::RequestFailed, "other files name `" + symbol.simpleName().str() + "`, too");
  std::string value = view.sources().text(let.value->range).str();
  if (!isSimple(*let.value))
    value = "(" + value + ")";
  std::vector<diagnostics::Edit> edits{lint::removal(view.sources(), let.range)};
  for (const check::Reference &each : view.references(request.place->file))
    if (each.symbol == &symbol)
      edits.push_back({each.range, value});
  return checkedEdit(request, edits, "its value");
}

} // namespace

void offerInlining(const ActionRequest &request, std::vector<Action> &actions) {
  const syntax::File *tree = request.tree();
  if (!tree || !request.document->isFile)
    return;
  if (const resolve::Symbol *symbol = constantAt(request, *tree))
    actions.push_back({.title = "Write the value of `" + symbol->simpleName().str() + "` instead of its name",
                       .kind = "refactor.inline.constant",
                       .costly = true,
                       .edit = [&request, symbol] { return inlined(request, *symbol); }});
}

} // namespace onus::lsp
