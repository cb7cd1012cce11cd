// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"
#include "lsp/occurrences.h"

/// Every place in the projects that are open that names what stands at a place.
namespace onus::lsp {

namespace {

json::Value referencesOf(Session &session, const json::Value &params) {
  auto place = placeOf(session, params);
  std::vector<Meaning> things = place ? meaningsAt(*place->view, place->file, place->offset) : std::vector<Meaning>();
  if (things.empty())
    return json::Array();
  const json::Value *context = dig(params, {"context"});
  bool declarations = context && readBool(*context, "includeDeclaration");
  std::set<std::string> keys = keysOf(*place->view, things);
  json::Array found;
  for (const Occurrence &each : occurrences(session, keys, wordOf(things.front())))
    if (declarations || each.meaning.role != Meaning::Role::Declares)
      if (auto location = session.workspace.location(*each.view, each.meaning.range))
        found.push_back(std::move(*location));
  return found;
}

void offer(json::Object &capabilities, const Client &) { capabilities.emplace_back("referencesProvider", true); }

} // namespace

const Feature references = {.offer = offer, .methods = {{"textDocument/references", referencesOf}}};

} // namespace onus::lsp
