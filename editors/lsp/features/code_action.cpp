// SPDX-License-Identifier: Apache-2.0
#include "lsp/actions/action.h"
#include "lsp/feature.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

using llvm::StringRef;

namespace {

constexpr OfferActions offers[] = {offerFixes,    offerMissingClauses, offerSignatures,
                                   offerTests,    offerAllowances,     offerExtractions,
                                   offerInlining, offerFixAll,         offerOrganizedImports};

const json::Value *capability(const Client &client, std::initializer_list<StringRef> names) {
  const json::Value *all = client.capability({"textDocument", "codeAction"});
  return all ? dig(*all, names) : nullptr;
}

bool supports(const Client &client, StringRef name) { return client.supports({"textDocument", "codeAction", name}); }

/// `refactor.extract` is a `refactor`; everything is a kind of the empty one.
bool isKindOf(StringRef kind, StringRef general) {
  return kind.consume_front(general) && (general.empty() || kind.empty() || kind.startswith("."));
}

bool isAmong(StringRef kind, const json::Value &kinds) {
  return kinds.asArray() && llvm::any_of(*kinds.asArray(), [&](const json::Value &each) {
           return each.asString() && isKindOf(kind, *each.asString());
         });
}

/// The kinds of actions that the client knows; null where it takes commands only.
const json::Value *knownKinds(const Client &client) {
  return capability(client, {"codeActionLiteralSupport", "codeActionKind", "valueSet"});
}

bool resolvesEdits(const Client &client) {
  return supports(client, "dataSupport") && lists(capability(client, {"resolveSupport", "properties"}), "edit");
}

/// Which actions a request asks for: those of some kinds, or all.
struct Asked {
  const json::Value *only = nullptr; ///< null where all kinds are
  const json::Value *known = nullptr;
  bool has(StringRef kind) const { return isAmong(kind, *known) && (!only || isAmong(kind, *only)); }
};

Asked askedOf(const Client &client, const json::Value &params) {
  const json::Value *only = dig(params, {"context", "only"});
  bool some = only && only->asArray() && !only->asArray()->empty();
  return {some ? only : nullptr, knownKinds(client)};
}

std::vector<Finding> overlapping(const Session &session, const Document &document, uint32_t begin, uint32_t end) {
  std::vector<Finding> found;
  for (Finding &finding : session.workspace.findings(document.path)) {
    auto span = session.workspace.span(finding, finding.diagnostic->range);
    if (span && document.lines.offset(span->start) <= end && begin <= document.lines.offset(span->end))
      found.push_back(std::move(finding));
  }
  return found;
}

ActionRequest requestOf(Session &session, const json::Value &params, const Asked &asked) {
  auto document = documentOf(session, params);
  Span span = readSpan(required(params, "range"));
  uint32_t begin = document->lines.offset(span.start), end = document->lines.offset(span.end);
  ActionRequest request{session, document, begin, end, overlapping(session, *document, begin, end), {}, {}};
  request.place = session.workspace.place(document, begin);
  if (request.place && !session.workspace.isCurrent(*request.place->view, request.place->file))
    request.place.reset();
  request.wants = [asked](StringRef kind) { return asked.has(kind); };
  return request;
}

std::vector<Action> actionsFor(const ActionRequest &request) {
  std::vector<Action> actions;
  for (OfferActions offer : offers)
    offer(request, actions);
  llvm::erase_if(actions, [&](const Action &action) { return !request.wants(action.kind); });
  return actions;
}

/// The client's own diagnostics that an action mends.
json::Array diagnosticsOf(const ActionRequest &request, const Action &action, const json::Value &params) {
  json::Array mended;
  const json::Value *shown = dig(params, {"context", "diagnostics"});
  if (!shown || !shown->asArray())
    return mended;
  for (const json::Value &each : *shown->asArray())
    for (const Finding *finding : action.findings) {
      const json::Value *range = each.get("range");
      if (range && readSpan(*range) == request.session.workspace.span(*finding, finding->diagnostic->range) &&
          each.string("code") == StringRef(info(*finding->diagnostic).code)) {
        mended.push_back(each);
        break;
      }
    }
  return mended;
}

json::Value write(const ActionRequest &request, const Action &action, const json::Value &params) {
  const Client &client = request.session.client;
  json::Object written{{"title", action.title}, {"kind", action.kind}};
  if (json::Array mended = diagnosticsOf(request, action, params); !mended.empty())
    written.emplace_back("diagnostics", std::move(mended));
  if (action.preferred && supports(client, "isPreferredSupport"))
    written.emplace_back("isPreferred", true);
  if (!action.disabled.empty()) {
    written.emplace_back("disabled", json::Object{{"reason", action.disabled}});
    return written;
  }
  if (resolvesEdits(client))
    written.emplace_back("data", json::Object{{"textDocument", json::Object{{"uri", request.document->uri}}},
                                              {"version", json::Value::integer(request.document->version)},
                                              {"range", required(params, "range")}});
  else
    written.emplace_back("edit", action.edit());
  return written;
}

json::Value listActions(Session &session, const json::Value &params) {
  Asked asked = askedOf(session.client, params);
  if (!asked.known)
    return json::Array();
  ActionRequest request = requestOf(session, params, asked);
  // Without being asked for them, what takes long is left out where it would have to be done at once.
  bool spareTime = !resolvesEdits(session.client) && !asked.only;
  json::Array list;
  for (const Action &action : actionsFor(request)) {
    if ((action.costly && spareTime) || (!action.disabled.empty() && !supports(session.client, "disabledSupport")))
      continue;
    list.push_back(write(request, action, params));
  }
  return list;
}

/// Fills in the edit of an action: it is looked for again, in the text that it was offered for.
json::Value resolve(Session &session, const json::Value &action) {
  const json::Value &data = required(action, "data");
  const json::Value anything = json::Array{""};
  ActionRequest request = requestOf(session, data, {nullptr, &anything});
  if (readInteger(required(data, "version")) != request.document->version)
    throw RequestError(ErrorCode::ContentModified, "the text is another one by now");
  for (const Action &each : actionsFor(request)) {
    if (each.title != action.string("title") || each.kind != action.string("kind") || !each.edit)
      continue;
    json::Object resolved = *action.asObject();
    llvm::erase_if(resolved, [](const json::Member &member) { return member.first == "edit"; });
    resolved.emplace_back("edit", each.edit());
    return resolved;
  }
  throw RequestError(ErrorCode::ContentModified, "this action is not to be had any more");
}

void offer(json::Object &capabilities, const Client &client) {
  if (!knownKinds(client))
    return;
  json::Array kinds;
  for (const char *kind :
       {"quickfix", "refactor.extract", "refactor.inline", "refactor.rewrite", fixAllKind, organizeImportsKind})
    kinds.push_back(kind);
  capabilities.emplace_back("codeActionProvider", json::Object{{"codeActionKinds", std::move(kinds)},
                                                               {"resolveProvider", resolvesEdits(client)}});
}

} // namespace

const Feature codeAction = {
    .offer = offer,
    .methods = {{"textDocument/codeAction", listActions}, {"codeAction/resolve", resolve}},
};

} // namespace onus::lsp
