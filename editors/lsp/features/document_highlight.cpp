// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"
#include "lsp/occurrences.h"

/// The other places in a file that name what stands at a place: what declares it or gives it a value, and what reads
/// it.
namespace onus::lsp {

namespace {

/// Of the protocol.
enum HighlightKind { Read = 2, Write = 3 };

json::Value highlights(Session &session, const json::Value &params) {
  auto place = placeOf(session, params);
  std::vector<Meaning> things = place ? meaningsAt(*place->view, place->file, place->offset) : std::vector<Meaning>();
  if (things.empty())
    return {};
  json::Array found;
  std::set<std::string> keys = keysOf(*place->view, things);
  for (const Meaning &each : occurrencesIn(*place->view, place->file, keys, wordOf(things.front()))) {
    auto span = session.workspace.span(*place->view, each.range);
    if (!span)
      continue;
    bool write = each.role == Meaning::Role::Declares || each.role == Meaning::Role::Sets;
    found.push_back(json::Object{{"range", toJson(*span)}, {"kind", json::Value::integer(write ? Write : Read)}});
  }
  return found;
}

void offer(json::Object &capabilities, const Client &) { capabilities.emplace_back("documentHighlightProvider", true); }

} // namespace

const Feature documentHighlight = {.offer = offer, .methods = {{"textDocument/documentHighlight", highlights}}};

} // namespace onus::lsp
