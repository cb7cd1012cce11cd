// SPDX-License-Identifier: Apache-2.0
#include "lint/suppressions.h"
#include "lsp/feature.h"
#include "lsp/targets.h"
#include "source/paths.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

/// What in a text names a file: manifests and data, the packages of `use`, controls with their place in the catalogue,
/// and the rules that a comment allows with the pages about them.
namespace onus::lsp {

namespace {

class Links {
public:
  Links(const Session &session, const View &view, source::FileId file)
      : session_(session), view_(view), file_(*view.tree(file)),
        tooltips_(session.client.supports({"textDocument", "documentLink", "tooltipSupport"})) {}

  json::Value all() {
    for (const Meaning &each : meanings(view_, file_.id))
      if (each.kind == Meaning::Kind::Package && each.role == Meaning::Role::Imports)
        package(each);
      else if (each.kind == Meaning::Kind::Control && each.role == Meaning::Role::Reads)
        control(each);
    for (const syntax::Decl *decl : file_.decls)
      if (auto *surface = llvm::dyn_cast<syntax::SurfaceDecl>(decl))
        named(surface->from);
      else if (auto *let = llvm::dyn_cast<syntax::LetDecl>(decl))
        named(let->from);
    for (const lint::Allowance &each : lint::readAllowances(file_, view_.sources()))
      for (const lint::AllowedRule &rule : each.rules)
        allowed(rule);
    return std::move(links_);
  }

private:
  void add(source::Range range, std::string target, const std::string &tooltip) {
    auto span = session_.workspace.span(view_, range);
    if (!span || target.empty())
      return;
    json::Object link{{"range", toJson(*span)}, {"target", std::move(target)}};
    if (tooltips_)
      link.emplace_back("tooltip", tooltip);
    links_.push_back(std::move(link));
  }

  void package(const Meaning &meaning) {
    if (!meaning.package->files.empty())
      add(meaning.range, session_.workspace.uri(view_, meaning.package->files.front()->id),
          "package " + meaning.package->name);
  }

  /// The line of the catalogue, in the form that editors understand.
  void control(const Meaning &meaning) {
    const syntax::ControlDecl &decl = *meaning.control->decl;
    if (auto span = session_.workspace.span(view_, decl.id.range))
      add(meaning.range,
          session_.workspace.uri(view_, decl.id.range.file) + "#L" + std::to_string(span->start.line + 1),
          (decl.id.value + ": " + decl.title.value).str());
  }

  void named(const syntax::Text &path) {
    auto file = path ? namedFile(view_, file_.id, path.value) : std::nullopt;
    if (file && llvm::sys::fs::exists(*file) && path.range.end > path.range.begin + 2)
      add({path.range.file, path.range.begin + 1, path.range.end - 1}, uriOf(*file), "open " + path.value.str());
  }

  void allowed(const lint::AllowedRule &rule) {
    if (!rule.rule)
      return;
    const std::string &page = session_.workspace.shipped().page(lint::kindInfo(*rule.rule));
    add(rule.range, page.empty() ? "" : uriOf(page), "what " + rule.word + " is about");
  }

  const Session &session_;
  const View &view_;
  const syntax::File &file_;
  bool tooltips_;
  json::Array links_;
};

json::Value linksIn(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  ViewPtr view = session.workspace.view(*document);
  auto file = view ? session.workspace.fileOf(*view, *document) : std::nullopt;
  if (!file || !view->tree(*file))
    return json::Array();
  return Links(session, *view, *file).all();
}

void offer(json::Object &capabilities, const Client &) {
  capabilities.emplace_back("documentLinkProvider", json::Object{{"resolveProvider", false}});
}

} // namespace

const Feature documentLink = {.offer = offer, .methods = {{"textDocument/documentLink", linksIn}}};

} // namespace onus::lsp
