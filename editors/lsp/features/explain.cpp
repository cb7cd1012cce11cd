// SPDX-License-Identifier: Apache-2.0
#include "driver/rule_info.h"
#include "lint/rule.h"
#include "lsp/feature.h"

namespace onus::lsp {

namespace {

void offer(json::Object &, const Client &) {}

/// `[what]`: the page about a code (`E0401`, `owner-missing`) or a lint rule, as Markdown.
json::Value page(Session &, const json::Value &arguments) {
  const json::Array *list = arguments.asArray();
  const std::string *what = list && !list->empty() ? list->front().asString() : nullptr;
  if (!what)
    throw RequestError(ErrorCode::InvalidParams, "the argument is a code or the name of a rule");
  if (const diagnostics::KindInfo *kind = diagnostics::find(*what))
    return driver::describe(*kind).markdown;
  if (const lint::Rule *rule = lint::findRule(*what))
    return driver::describe(lint::kindInfo(*rule)).markdown;
  throw RequestError(ErrorCode::InvalidParams, "there is no diagnostic and no lint rule `" + *what + "`");
}

} // namespace

const Feature explain = {.offer = offer, .methods = {}, .commands = {{"onus.server.explain", page}}};

} // namespace onus::lsp
