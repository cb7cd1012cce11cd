// SPDX-License-Identifier: Apache-2.0
#include "lsp/annotated_edit.h"

namespace onus::lsp {

void AnnotatedEdit::annotate(std::string key, std::string label, bool needsConfirmation) {
  annotations_[std::move(key)] = {std::move(label), needsConfirmation};
}

void AnnotatedEdit::add(const std::string &uri, Span span, std::string text, const std::string &annotation) {
  edits_[uri].push_back({span, std::move(text), annotation});
}

json::Array AnnotatedEdit::editsOf(const std::vector<Edit> &edits, bool annotated) const {
  json::Array out;
  for (const Edit &each : edits) {
    json::Object edit{{"range", toJson(each.span)}, {"newText", each.text}};
    if (annotated && !each.annotation.empty())
      edit.emplace_back("annotationId", each.annotation);
    out.push_back(std::move(edit));
  }
  return out;
}

json::Value AnnotatedEdit::json() const {
  const Client &client = session_.client;
  json::Object result;
  if (!client.supports({"workspace", "workspaceEdit", "documentChanges"})) {
    json::Object changes;
    for (const auto &[uri, edits] : edits_)
      changes.emplace_back(uri, editsOf(edits, false));
    result.emplace_back("changes", std::move(changes));
    return result;
  }
  const json::Value *support = client.capability({"workspace", "workspaceEdit", "changeAnnotationSupport"});
  bool annotated = support && support->asObject() && !annotations_.empty();
  json::Array changes;
  for (const auto &[uri, edits] : edits_) {
    auto document = session_.documents.find(uri);
    json::Value version = document ? json::Value::integer(document->version) : json::Value();
    changes.push_back(json::Object{{"textDocument", json::Object{{"uri", uri}, {"version", std::move(version)}}},
                                   {"edits", editsOf(edits, annotated)}});
  }
  result.emplace_back("documentChanges", std::move(changes));
  json::Object annotations;
  for (const auto &[key, each] : annotations_)
    annotations.emplace_back(key, json::Object{{"label", each.label}, {"needsConfirmation", each.needsConfirmation}});
  if (annotated)
    result.emplace_back("changeAnnotations", std::move(annotations));
  return result;
}

} // namespace onus::lsp
