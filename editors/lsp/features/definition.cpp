// SPDX-License-Identifier: Apache-2.0
#include "lsp/declared_names.h"
#include "lsp/feature.h"
#include "lsp/targets.h"

#include "llvm/ADT/STLExtras.h"

/// Where what stands at a place is defined. Of a tool that is the line that classifies it, its *declaration* is what
/// the server publishes, in the manifest; of everything else both are the same.
namespace onus::lsp {

namespace {

using Kind = Meaning::Kind;

/// A package is declared by each of its files.
void addPackage(const Session &session, const View &view, const resolve::Package &package,
                std::vector<Target> &targets) {
  for (const syntax::File *file : package.files)
    if (auto target = targetOf(session, view, file->package.range, file->package.range))
      targets.push_back(*target);
}

/// What surrounds a name that declares something inside a declaration.
source::Range wholeOf(const View &view, const Meaning &meaning) {
  const syntax::File *file = view.tree(meaning.declared->range.file);
  DeclaredNames names(*file);
  const DeclaredName *found = names.find(meaning.declared);
  if (found && found->field)
    return source::join(meaning.declared->range, found->field->range);
  if (found && found->rule)
    return found->rule->range;
  return found && found->exception ? found->exception->range : meaning.declared->range;
}

std::optional<Target> lineOf(const Session &session, const View &view, const check::Tool &tool) {
  if (!tool.syntax)
    return targetOf(session, view, *tool.surface->decl);
  return targetOf(session, view, tool.range, tool.syntax->range);
}

/// Of an argument the parameter that narrows it, where its tool's line has one.
std::optional<Target> narrowed(const Session &session, const View &view, const Meaning &meaning) {
  if (meaning.tool->syntax && !meaning.path.empty())
    for (const syntax::FieldDecl &each : meaning.tool->syntax->parameters)
      if (meaning.path == "args." + each.name.text.str())
        return targetOf(session, view, each.name.range, each.range);
  return std::nullopt;
}

std::optional<Target> defined(const Session &session, const View &view, const Meaning &meaning, bool declaration) {
  if (meaning.kind == Kind::Declaration)
    return targetOf(session, view, *meaning.symbol->decl);
  if (meaning.tool) {
    auto said = manifestTarget(session, view, *meaning.tool, meaning.path, meaning.word);
    if (declaration && said)
      return said;
    auto written = meaning.kind == Kind::Tool ? lineOf(session, view, *meaning.tool) : narrowed(session, view, meaning);
    return written && !(meaning.role == Meaning::Role::Declares && said) ? written : said;
  }
  if (meaning.declared)
    return targetOf(session, view, meaning.declared->range, wholeOf(view, meaning));
  if (meaning.control)
    return targetOf(session, view, meaning.control->decl->id.range, meaning.control->decl->range);
  if (meaning.literal)
    return targetOf(session, view, meaning.literal->range, meaning.literal->range);
  return std::nullopt;
}

json::Value places(Session &session, const json::Value &params, bool declaration) {
  auto place = placeOf(session, params);
  if (!place)
    return {};
  std::vector<Target> targets;
  std::optional<Span> origin;
  for (const Meaning &each : meaningsAt(*place->view, place->file, place->offset)) {
    origin = session.workspace.span(*place->view, each.range);
    if (each.kind == Kind::Package)
      addPackage(session, *place->view, *each.package, targets);
    else if (auto target = defined(session, *place->view, each, declaration))
      targets.push_back(*target);
  }
  return answer(session, declaration ? "declaration" : "definition", origin, targets);
}

json::Value definitionAt(Session &session, const json::Value &params) { return places(session, params, false); }
json::Value declarationAt(Session &session, const json::Value &params) { return places(session, params, true); }

void offer(json::Object &capabilities, const Client &) {
  capabilities.emplace_back("definitionProvider", true);
  capabilities.emplace_back("declarationProvider", true);
}

} // namespace

const Feature definition = {
    .offer = offer,
    .methods = {{"textDocument/definition", definitionAt}, {"textDocument/declaration", declarationAt}},
};

} // namespace onus::lsp
