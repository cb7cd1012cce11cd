// SPDX-License-Identifier: Apache-2.0
#include "lsp/completion/completer.h"
#include "lsp/feature.h"
#include "lsp/imports.h"
#include "lsp/tell/teller.h"

#include <fmt/format.h>

/// What may be written at a place, also where the text cannot be parsed just then.
namespace onus::lsp {

namespace {

/// So many proposals are sent at most; a client asks again when more was typed.
constexpr size_t mostItems = 500;

bool can(const Client &client, llvm::StringRef what) {
  return client.supports({"textDocument", "completion", "completionItem", what});
}

bool resolves(const Client &client, llvm::StringRef property) {
  return lists(client.capability({"textDocument", "completion", "completionItem", "resolveSupport", "properties"}),
               property);
}

json::Value edits(const Document &document, const TextChange &change) {
  return json::Array{textEdit(document.lines.span(change.begin, change.end), change.text)};
}

/// Writes proposals as a client can take them.
class ItemWriter {
public:
  ItemWriter(const Client &client, const Document &document, const Cursor &cursor)
      : client_(client), document_(document), cursor_(cursor) {}
  json::Value write(const Proposal &proposal, size_t index) const;

private:
  void edit(const Proposal &proposal, json::Object &item) const;
  void deprecate(json::Object &item) const;
  json::Value data(const Proposal &proposal) const;

  const Client &client_;
  const Document &document_;
  const Cursor &cursor_;
};

void ItemWriter::edit(const Proposal &proposal, json::Object &item) const {
  bool snippet =
      !proposal.snippet.empty() && can(client_, "snippetSupport") && cursor_.next().kind != syntax::TokenKind::LParen;
  std::string text = snippet ? proposal.snippet : proposal.insert.empty() ? proposal.label : proposal.insert;
  Span whole = document_.lines.span(cursor_.typedBegin(), cursor_.typedEnd());
  if (can(client_, "insertReplaceSupport"))
    item.emplace_back("textEdit",
                      json::Object{{"newText", text},
                                   {"insert", toJson(document_.lines.span(cursor_.typedBegin(), cursor_.offset()))},
                                   {"replace", toJson(whole)}});
  else
    item.emplace_back("textEdit", textEdit(whole, text));
  if (snippet)
    item.emplace_back("insertTextFormat", json::Value::integer(2));
}

void ItemWriter::deprecate(json::Object &item) const {
  if (client_.capability({"textDocument", "completion", "completionItem", "tagSupport"}))
    item.emplace_back("tags", json::Array{json::Value::integer(1)});
  else if (can(client_, "deprecatedSupport"))
    item.emplace_back("deprecated", true);
}

json::Value ItemWriter::data(const Proposal &proposal) const {
  json::Object data{{"uri", document_.uri}, {"name", proposal.label}};
  if (!proposal.symbol.empty())
    data.emplace_back("symbol", proposal.symbol);
  if (!proposal.tool.empty())
    data.emplace_back("tool", proposal.tool);
  if (!proposal.word.empty())
    data.emplace_back("word", proposal.word);
  if (proposal.kind == ItemKind::Function || proposal.kind == ItemKind::Method)
    data.emplace_back("kind", "function");
  if (!proposal.rule.empty())
    data.emplace_back("rule", proposal.rule);
  if (proposal.imports)
    data.emplace_back("package", proposal.origin);
  return data;
}

json::Value ItemWriter::write(const Proposal &proposal, size_t index) const {
  json::Object item{{"label", proposal.label},
                    {"kind", json::Value::integer(static_cast<int64_t>(proposal.kind))},
                    {"sortText", fmt::format("{:04}", index)},
                    {"data", data(proposal)}};
  if (!proposal.detail.empty())
    item.emplace_back("detail", proposal.detail);
  if (!proposal.origin.empty() && can(client_, "labelDetailsSupport"))
    item.emplace_back("labelDetails", json::Object{{"description", proposal.origin}});
  if (llvm::StringRef(proposal.label).startswith("\""))
    item.emplace_back("filterText", llvm::StringRef(proposal.label).trim('"').str());
  if (proposal.deprecated)
    deprecate(item);
  edit(proposal, item);
  if (proposal.imports && !resolves(client_, "additionalTextEdits"))
    if (auto change = importOf(document_, proposal.origin, proposal.label))
      item.emplace_back("additionalTextEdits", edits(document_, *change));
  return item;
}

CompletionProject projectOf(Session &session, const Document &document) {
  CompletionProject project;
  project.view = session.workspace.view(document);
  if (!project.view)
    return project;
  if (auto file = session.workspace.fileOf(*project.view, document))
    project.file = project.view->tree(*file);
  project.whole = session.workspace.lastWholeView(document);
  return project;
}

json::Value complete(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  uint32_t offset = document->lines.offset(readPosition(required(params, "position")));
  Cursor cursor(*document, offset);
  std::vector<Proposal> proposals = Completer(*document, cursor, projectOf(session, *document)).run();
  bool incomplete = proposals.size() > mostItems;
  proposals.resize(std::min(proposals.size(), mostItems));
  ItemWriter writer(session.client, *document, cursor);
  json::Array items;
  for (size_t at = 0; at < proposals.size(); ++at)
    items.push_back(writer.write(proposals[at], at));
  return json::Object{{"isIncomplete", incomplete}, {"items", std::move(items)}};
}

// ---- What is said of one item when somebody looks at it

const resolve::Symbol *symbolOf(const View &view, llvm::StringRef qualified) {
  auto [package, name] = qualified.rsplit('.');
  const resolve::Package *declares = view.names().package(package);
  return declares ? declares->scope.lookup(name) : nullptr;
}

const check::Tool *toolOf(const View &view, llvm::StringRef qualified) {
  for (const check::Surface &surface : view.program().surfaces)
    for (const check::Tool &each : surface.tools)
      if (each.qualified == qualified)
        return &each;
  return nullptr;
}

/// Says what hovering over the word would, once it is written.
void tell(const json::Value &data, const View &view, Teller &teller) {
  Meaning meaning;
  meaning.symbol = symbolOf(view, data.string("symbol"));
  meaning.tool = toolOf(view, data.string("tool"));
  meaning.word = data.string("word");
  if (meaning.symbol)
    meaning.kind = Meaning::Kind::Declaration;
  else if (meaning.tool)
    meaning.kind = Meaning::Kind::Tool;
  else if (data.string("kind") == "function")
    meaning.kind = Meaning::Kind::Function;
  if (!data.string("rule").empty())
    teller.finding(data.string("rule"));
  else if (meaning.symbol || meaning.tool || !meaning.word.empty())
    teller.thing(meaning);
}

/// A client that says nothing of formats takes a text alone.
json::Value documentation(Session &session, const CompletionProject &project, const json::Value &data) {
  const json::Value *formats =
      session.client.capability({"textDocument", "completion", "completionItem", "documentationFormat"});
  Markup out = Markup::preferredBy(formats);
  for (const View *view : {project.view.get(), project.whole.get()}) {
    if (!view || !out.empty())
      continue;
    Teller teller(session, *view, out);
    tell(data, *view, teller);
  }
  if (out.empty())
    return {};
  json::Value content = out.content();
  return formats ? content : json::Value(content.string("value").str());
}

json::Value resolve(Session &session, const json::Value &params) {
  const json::Object *given = params.asObject();
  const json::Value *data = params.get("data");
  auto document = given && data ? session.documents.find(data->string("uri")) : nullptr;
  if (!document)
    return params;
  json::Object item = *given;
  CompletionProject project = projectOf(session, *document);
  if (json::Value text = documentation(session, project, *data); !text.isNull() && !params.get("documentation"))
    item.emplace_back("documentation", std::move(text));
  if (llvm::StringRef package = data->string("package"); !package.empty() && !params.get("additionalTextEdits"))
    if (auto change = importOf(*document, package, data->string("name")))
      item.emplace_back("additionalTextEdits", edits(*document, *change));
  return item;
}

void offer(json::Object &capabilities, const Client &client) {
  json::Object options{{"triggerCharacters", json::Array{".", "\"", "(", "{", ":"}}, {"resolveProvider", true}};
  if (can(client, "labelDetailsSupport"))
    options.emplace_back("completionItem", json::Object{{"labelDetailsSupport", true}});
  capabilities.emplace_back("completionProvider", std::move(options));
}

} // namespace

const Feature completion = {
    .offer = offer,
    .methods = {{"textDocument/completion", complete}, {"completionItem/resolve", resolve}},
};

} // namespace onus::lsp
