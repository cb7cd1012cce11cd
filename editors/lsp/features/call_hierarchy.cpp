// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"
#include "lsp/occurrences.h"
#include "lsp/symbols.h"
#include "lsp/view_places.h"

#include "llvm/ADT/STLExtras.h"

#include <map>

/// Which policies reach a function, an effect or a tool, and what a policy reaches: systems enforce guardrails, these
/// are made of patterns and duties, ask detectors, call functions and select tools, by name or by what they do. Tests
/// and exceptions reach the guardrails that they name.
namespace onus::lsp {

namespace {

using Kind = Meaning::Kind;
using syntax::Decl;

/// A declaration or a tool.
struct Node {
  ViewPtr view;
  const Decl *decl = nullptr;
  const check::Tool *tool = nullptr; ///< then `decl` is its surface

  source::Range name() const {
    SymbolLine line = symbolOf(*decl, view->text(decl->range.file));
    return tool ? tool->range : line.range;
  }
};

/// One node that another one reaches, and where that is written.
struct Edge {
  Node from, to;
  source::Range range;
};

bool takesPart(Decl::Kind kind) {
  switch (kind) {
  case Decl::Kind::Let:
  case Decl::Kind::Effect:
  case Decl::Kind::Detector:
  case Decl::Kind::System:
  case Decl::Kind::Duties:
  case Decl::Kind::Guardrail:
  case Decl::Kind::Pattern:
  case Decl::Kind::Exception:
  case Decl::Kind::Test:
    return true;
  default:
    return false;
  }
}

std::optional<Node> nodeOf(const ViewPtr &view, const Meaning &meaning) {
  if (meaning.kind == Kind::Tool)
    return Node{view, meaning.tool->surface->decl, meaning.tool};
  if (meaning.kind == Kind::Declaration && takesPart(meaning.symbol->kind()))
    return Node{view, meaning.symbol->decl, nullptr};
  return std::nullopt;
}

// ---- What is reached

/// The edges of a view.
class Edges {
public:
  explicit Edges(const ViewPtr &view) : view_(view) {}

  /// Those that a file writes out.
  void named(const syntax::File &file) {
    for (const Meaning &each : meanings(*view_, file.id))
      if (auto to = nodeOf(view_, each); to && each.role == Meaning::Role::Reads)
        if (auto from = holderOf(each))
          edges_.push_back({*from, *to, each.range});
  }

  /// Those that follow from what is written: the guardrails of a package, the tools that have an effect.
  void implied() {
    for (const check::System &system : view_->program().systems) {
      if (system.decl)
        enforced(system);
      for (const check::TypedGuardrail &guardrail : system.guardrails)
        selected(guardrail);
    }
  }

  std::vector<Edge> take() { return std::move(edges_); }

private:
  /// What holds a name: a declaration, or the tool in whose line it stands.
  std::optional<Node> holderOf(const Meaning &meaning) const {
    if (!meaning.within)
      return std::nullopt;
    if (takesPart(meaning.within->kind))
      return Node{view_, meaning.within, nullptr};
    const check::Surface *surface = view_->program().surface(view_->names().symbolOf(meaning.within));
    if (surface && meaning.kind != Kind::Tool)
      for (const check::Tool &tool : surface->tools)
        if (tool.syntax && tool.syntax->range.begin <= meaning.range.begin &&
            meaning.range.end <= tool.syntax->range.end)
          return Node{view_, surface->decl, &tool};
    return std::nullopt;
  }

  /// What a system names by its package.
  void enforced(const check::System &system) {
    for (const check::Guardrail *each : system.enforced)
      for (const syntax::Path &path : system.decl->enforces)
        if (view_->names().findPackage(*system.symbol->file, path.names) == each->symbol->package)
          edges_.push_back({{view_, system.decl, nullptr}, {view_, each->decl, nullptr}, path.range});
  }

  /// Tools that are selected by what they do, or with their surface.
  void selected(const check::TypedGuardrail &guardrail) {
    for (const check::TypedSelector &each : guardrail.on) {
      bool inPattern = each.syntax->range.file != guardrail.guardrail->decl->range.file;
      source::Range range = inPattern ? guardrail.guardrail->decl->pattern.range : each.syntax->range;
      for (const check::Tool *tool : each.tools)
        if (each.form != syntax::Selector::Form::Tool || guardrail.guardrail->pattern)
          edges_.push_back({{view_, guardrail.guardrail->decl, nullptr}, {view_, tool->surface->decl, tool}, range});
    }
  }

  ViewPtr view_;
  std::vector<Edge> edges_;
};

// ---- Items

class Hierarchy {
public:
  explicit Hierarchy(Session &session) : session_(session) {}

  std::optional<json::Value> item(const Node &node) const {
    SymbolLine line = symbolOf(*node.decl, node.view->text(node.decl->range.file));
    source::Range whole = line.whole;
    if (node.tool) {
      line.name = node.tool->name;
      line.detail = node.tool->surface->symbol->name;
      line.kind = SymbolKind::Method;
      line.range = node.tool->range;
      whole = node.tool->syntax ? node.tool->syntax->range : line.range;
    }
    auto wholeSpan = session_.workspace.span(*node.view, whole);
    auto nameSpan = session_.workspace.span(*node.view, line.range);
    if (!wholeSpan || !nameSpan)
      return std::nullopt;
    json::Object out{{"name", line.name},
                     {"kind", numberOf(line.kind, session_.client, {"textDocument", "documentSymbol"})},
                     {"uri", session_.workspace.uri(*node.view, line.range.file)},
                     {"range", toJson(*wholeSpan)},
                     {"selectionRange", toJson(*nameSpan)}};
    if (!line.detail.empty())
      out.emplace_back("detail", line.detail);
    return out;
  }

  /// The node that an item was made of.
  std::optional<Node> node(const json::Value &item) const {
    const std::string *uri = required(item, "uri").asString();
    Span name = readSpan(required(item, "selectionRange"));
    auto place = uri ? findPlace(session_, *uri, name.start) : std::nullopt;
    if (!place)
      return std::nullopt;
    for (const Meaning &each : meaningsAt(*place->view, place->file, place->offset))
      if (auto found = nodeOf(place->view, each))
        return found;
    for (const Decl *decl : place->view->tree(place->file)->decls)
      if (takesPart(decl->kind) && Node{place->view, decl, nullptr}.name().begin == place->offset)
        return Node{place->view, decl, nullptr};
    return std::nullopt;
  }

  /// `{"from" or "to", "fromRanges"}` of the edges that a filter takes, one for each node at their other end.
  json::Value calls(llvm::ArrayRef<Edge> edges, bool incoming) const {
    std::vector<std::pair<Node, json::Array>> groups;
    std::map<std::string, size_t> places;
    for (const Edge &each : edges) {
      const Node &other = incoming ? each.from : each.to;
      auto span = session_.workspace.span(*each.from.view, each.range);
      if (!span)
        continue;
      auto [group, isNew] = places.try_emplace(keyOf(other), groups.size());
      if (isNew)
        groups.push_back({other, {}});
      json::Array &ranges = groups[group->second].second;
      if (llvm::none_of(ranges, [&](const json::Value &range) { return readSpan(range) == *span; }))
        ranges.push_back(toJson(*span));
    }
    json::Array out;
    for (auto &[other, ranges] : groups)
      if (auto made = item(other))
        out.push_back(json::Object{{incoming ? "from" : "to", std::move(*made)}, {"fromRanges", std::move(ranges)}});
    return out;
  }

  static std::string keyOf(const Node &node) {
    return node.view->path(node.decl->range.file) + " " + std::to_string(node.decl->range.begin) + " " +
           (node.tool ? node.tool->name : "");
  }

  static bool isSame(const Node &a, const Node &b) {
    return a.decl->name.text == b.decl->name.text && !a.tool == !b.tool && keyOf(a) == keyOf(b);
  }

  json::Value incoming(const Node &node) const {
    llvm::StringRef name = node.tool ? llvm::StringRef(node.tool->name) : node.decl->name.text;
    std::vector<Edge> found;
    std::set<std::string> seen;
    for (const ViewPtr &view : session_.workspace.wholeViews()) {
      Edges edges(view);
      edges.implied();
      for (const syntax::File *file : view->compilation().files) {
        if (session_.isCancelled && session_.isCancelled())
          throw RequestError(ErrorCode::RequestCancelled, "the request was cancelled");
        if (view->text(file->id).contains(name) && !view->names().packageOf(*file).standard &&
            seen.insert(view->path(file->id)).second)
          edges.named(*file);
      }
      for (Edge &each : edges.take())
        if (isSame(each.to, node))
          found.push_back(std::move(each));
    }
    return calls(found, /*incoming=*/true);
  }

  json::Value outgoing(const Node &node) const {
    Edges edges(node.view);
    if (const syntax::File *file = node.view->tree(node.decl->range.file))
      edges.named(*file);
    edges.implied();
    std::vector<Edge> found = edges.take();
    llvm::erase_if(found, [&](const Edge &each) { return !isSame(each.from, node); });
    return calls(found, /*incoming=*/false);
  }

private:
  Session &session_;
};

json::Value prepare(Session &session, const json::Value &params) {
  auto place = placeInWhole(session, params);
  if (!place)
    return {};
  json::Array items;
  for (const Meaning &each : meaningsAt(*place->view, place->file, place->offset))
    if (auto node = nodeOf(place->view, each))
      if (auto item = Hierarchy(session).item(*node))
        items.push_back(std::move(*item));
  return items.empty() ? json::Value() : json::Value(std::move(items));
}

json::Value incomingCalls(Session &session, const json::Value &params) {
  Hierarchy hierarchy(session);
  auto node = hierarchy.node(required(params, "item"));
  return node ? hierarchy.incoming(*node) : json::Value();
}

json::Value outgoingCalls(Session &session, const json::Value &params) {
  Hierarchy hierarchy(session);
  auto node = hierarchy.node(required(params, "item"));
  return node ? hierarchy.outgoing(*node) : json::Value();
}

void offer(json::Object &capabilities, const Client &) { capabilities.emplace_back("callHierarchyProvider", true); }

} // namespace

const Feature callHierarchy = {.offer = offer,
                               .methods = {{"textDocument/prepareCallHierarchy", prepare},
                                           {"callHierarchy/incomingCalls", incomingCalls},
                                           {"callHierarchy/outgoingCalls", outgoingCalls}}};

} // namespace onus::lsp
