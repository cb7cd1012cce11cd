// SPDX-License-Identifier: Apache-2.0
// Diagnostics for clients that ask for them.
#include "lsp/diagnostics.h"
#include "lsp/feature.h"

#include "llvm/Support/xxhash.h"

namespace onus::lsp {

namespace {

std::string resultIdOf(const json::Value &items) { return std::to_string(llvm::xxHash64(json::write(items))); }

/// The items, or that they are those of the result that the client still has.
json::Object reportOf(const Session &session, llvm::StringRef path, llvm::StringRef previous) {
  json::Value items = diagnosticsOf(session, path);
  std::string id = resultIdOf(items);
  if (id == previous)
    return {{"kind", "unchanged"}, {"resultId", id}};
  return {{"kind", "full"}, {"resultId", id}, {"items", std::move(items)}};
}

json::Value ofDocument(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  session.workspace.update();
  return reportOf(session, document->path, params.string("previousResultId"));
}

json::Value ofWorkspace(Session &session, const json::Value &params) {
  session.workspace.update();
  std::map<std::string, std::string> previous; ///< by path
  if (const json::Value *known = params.get("previousResultIds"); known && known->asArray())
    for (const json::Value &each : *known->asArray())
      if (auto path = pathOf(each.string("uri")))
        previous[*path] = each.string("value").str();
  std::map<std::string, std::string> told = previous;
  for (const std::string &path : pathsToTell(session))
    told.try_emplace(path);
  json::Array items;
  for (const auto &[path, id] : told) {
    auto document = session.documents.findPath(path);
    json::Object report = reportOf(session, path, id);
    report.push_back({"uri", document ? document->uri : uriOf(path)});
    report.push_back({"version", document ? json::Value::integer(document->version) : json::Value()});
    items.push_back(std::move(report));
  }
  return json::Object{{"items", std::move(items)}};
}

void offer(json::Object &capabilities, const Client &client) {
  if (client.pullsDiagnostics())
    capabilities.push_back(
        {"diagnosticProvider",
         json::Object{{"identifier", "onus"}, {"interFileDependencies", true}, {"workspaceDiagnostics", true}}});
}

} // namespace

const Feature pullDiagnostics = {
    .offer = offer, .methods = {{"textDocument/diagnostic", ofDocument}, {"workspace/diagnostic", ofWorkspace}}};

} // namespace onus::lsp
