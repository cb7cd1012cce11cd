// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"
#include "lsp/symbols.h"

/// What a document declares, as it stands in the editor just now.
namespace onus::lsp {

namespace {

json::Value numberOf(const SymbolLine &line, const Client &client) {
  return lsp::numberOf(line.kind, client, {"textDocument", "documentSymbol"});
}

json::Value nested(const SymbolLine &line, const Document &document, const Client &client) {
  json::Object symbol{{"name", line.name},
                      {"kind", numberOf(line, client)},
                      {"range", toJson(document.lines.span(line.whole))},
                      {"selectionRange", toJson(document.lines.span(line.range))}};
  if (!line.detail.empty())
    symbol.emplace_back("detail", line.detail);
  json::Array children;
  for (const SymbolLine &each : line.children)
    children.push_back(nested(each, document, client));
  if (!children.empty())
    symbol.emplace_back("children", std::move(children));
  return symbol;
}

/// For clients that take a plain list only.
void flat(const SymbolLine &line, const std::string &container, const Document &document, const Client &client,
          json::Array &out) {
  json::Object symbol{
      {"name", line.name},
      {"kind", numberOf(line, client)},
      {"location", json::Object{{"uri", document.uri}, {"range", toJson(document.lines.span(line.whole))}}}};
  if (!container.empty())
    symbol.emplace_back("containerName", container);
  out.push_back(std::move(symbol));
  for (const SymbolLine &each : line.children)
    flat(each, line.name, document, client, out);
}

json::Value symbolsIn(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  bool tree = session.client.supports({"textDocument", "documentSymbol", "hierarchicalDocumentSymbolSupport"});
  json::Array out;
  for (const syntax::Decl *decl : document->syntax().tree()->decls) {
    SymbolLine line = symbolOf(*decl, document->text);
    if (tree)
      out.push_back(nested(line, *document, session.client));
    else
      flat(line, "", *document, session.client, out);
  }
  return out;
}

void offer(json::Object &capabilities, const Client &) { capabilities.emplace_back("documentSymbolProvider", true); }

} // namespace

const Feature documentSymbol = {.offer = offer, .methods = {{"textDocument/documentSymbol", symbolsIn}}};

} // namespace onus::lsp
