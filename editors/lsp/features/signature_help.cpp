// SPDX-License-Identifier: Apache-2.0
#include "lsp/feature.h"

#include "lsp/function_forms.h"
#include "lsp/open_calls.h"
#include "lsp/tell/markup.h"

#include "llvm/ADT/STLExtras.h"

/// How what is being called is called, and which argument stands at the cursor. It reads the text as it is being typed;
/// only what a name means comes from a view.
namespace onus::lsp {

namespace {

/// The forms that a call may have.
struct Forms {
  std::vector<FunctionForm> forms;
  size_t given = 0; ///< arguments that stand before the parentheses: 1 of `x.f(`
};

/// `f(` as a name of the file that is declared somewhere.
std::optional<FunctionForm> declaredForm(const View &view, const syntax::File &file,
                                         llvm::ArrayRef<llvm::StringRef> callee) {
  using Kind = syntax::Decl::Kind;
  std::vector<syntax::Name> names;
  for (llvm::StringRef word : callee)
    names.push_back({word, file.range});
  resolve::Kinds callable =
      resolve::bit(Kind::Let) | resolve::bit(Kind::Pattern) | resolve::bit(Kind::Detector) | resolve::bit(Kind::Effect);
  const resolve::Symbol *symbol = view.names().tryFind(file, names, callable);
  return symbol ? formOf(view, *symbol) : std::nullopt;
}

Forms formsOf(const View *view, const syntax::File *file, const OpenCall &call) {
  llvm::ArrayRef<llvm::StringRef> callee = call.callee;
  if (auto form = file && !call.onValue ? declaredForm(*view, *file, callee) : std::nullopt)
    return {{*form}, 0};
  size_t given = callee.size() > 1 || call.onValue;
  if (auto forms = languageForms(callee.back()); !forms.empty())
    return {forms, given};
  if (auto form = given && file ? declaredForm(*view, *file, callee.back()) : std::nullopt)
    return {{*form}, given};
  return {};
}

/// Of several forms, the one that fits what is written.
size_t fitting(llvm::ArrayRef<FunctionForm> forms, const OpenCall &call) {
  bool overList = call.words.size() > 1 && call.words[1] == "in";
  auto takesList = [](const FunctionForm &form) { return llvm::StringRef(form.label).contains(" in "); };
  auto found = llvm::find_if(forms, [&](const FunctionForm &form) { return takesList(form) == overList; });
  return found == forms.end() ? 0 : static_cast<size_t>(found - forms.begin());
}

/// The parameter for which the argument at the place stands; behind the last one where it is one too many.
size_t activeParameter(const FunctionForm &form, const OpenCall &call, size_t given) {
  size_t commas = call.commas + given, begin = 0;
  while (commas > 0 && ++begin < form.parameters.size())
    commas -= form.parameters[begin].behindComma;
  auto named = [&](size_t at, llvm::StringRef word) { return form.nameOf(form.parameters[at]) == word; };
  if (call.labelled)
    for (size_t at = 0; at < form.parameters.size(); ++at)
      if (named(at, call.words.front()))
        return at;
  for (llvm::StringRef word : llvm::reverse(call.words))
    for (size_t at = begin + 1; at < form.parameters.size() && !form.parameters[at].behindComma; ++at)
      if (named(at, word))
        return at;
  return begin;
}

json::Value documented(const Client &client, const std::string &text) {
  Markup out = Markup::preferredBy(
      client.capability({"textDocument", "signatureHelp", "signatureInformation", "documentationFormat"}));
  out.page(text);
  return out.content();
}

json::Value signature(const Client &client, const FunctionForm &form) {
  bool offsets = client.supports(
      {"textDocument", "signatureHelp", "signatureInformation", "parameterInformation", "labelOffsetSupport"});
  TextLines lines(form.label, client.encoding());
  json::Array parameters;
  for (const FunctionForm::Parameter &each : form.parameters) {
    json::Value label(form.label.substr(each.begin, each.end - each.begin));
    if (offsets)
      label = json::Array{json::Value::integer(lines.position(each.begin).character),
                          json::Value::integer(lines.position(each.end).character)};
    json::Object parameter{{"label", label}};
    if (!each.documentation.empty())
      parameter.emplace_back("documentation", documented(client, each.documentation));
    parameters.push_back(std::move(parameter));
  }
  json::Object made{{"label", form.label}, {"parameters", std::move(parameters)}};
  if (!form.documentation.empty())
    made.emplace_back("documentation", documented(client, form.documentation));
  return made;
}

json::Value answer(const Client &client, const Forms &found, const OpenCall &call) {
  json::Array signatures;
  for (const FunctionForm &form : found.forms)
    signatures.push_back(signature(client, form));
  size_t form = fitting(found.forms, call);
  size_t active = activeParameter(found.forms[form], call, found.given);
  return json::Object{{"signatures", std::move(signatures)},
                      {"activeSignature", json::Value::integer(static_cast<int64_t>(form))},
                      {"activeParameter", json::Value::integer(static_cast<int64_t>(active))}};
}

json::Value help(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  uint32_t offset = document->lines.offset(readPosition(required(params, "position")));
  auto calls = callsAround(document->text, document->syntax().tokens(), offset);
  if (calls.empty())
    return {};
  ViewPtr view = session.workspace.view(*document);
  auto id = view ? session.workspace.fileOf(*view, *document) : std::nullopt;
  const syntax::File *file = id ? view->tree(*id) : nullptr;
  for (const OpenCall &call : calls)
    if (Forms found = formsOf(view.get(), file, call); !found.forms.empty())
      return answer(session.client, found, call);
  return {};
}

void offer(json::Object &capabilities, const Client &) {
  capabilities.emplace_back("signatureHelpProvider", json::Object{{"triggerCharacters", json::Array{"(", ","}},
                                                                  {"retriggerCharacters", json::Array{")", " "}}});
}

} // namespace

const Feature signatureHelp = {.offer = offer, .methods = {{"textDocument/signatureHelp", help}}};

} // namespace onus::lsp
