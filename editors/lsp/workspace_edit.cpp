// SPDX-License-Identifier: Apache-2.0
#include "lsp/workspace_edit.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

namespace onus::lsp {

using llvm::StringRef;

namespace {

bool isCapital(char letter) { return (letter >= 'A' && letter <= 'Z') || letter == '_'; }

/// How many bytes a place takes that begins here; 0 where none does.
size_t placeAt(StringRef text, size_t at) {
  constexpr StringRef dots = "…";
  if (text.substr(at).startswith(dots))
    return dots.size();
  auto isPart = [](char letter) { return llvm::isAlnum(letter) || letter == '_'; };
  if (at > 0 && isPart(text[at - 1]))
    return 0;
  StringRef word = text.substr(at).take_while(isPart);
  return word.size() > 1 && llvm::all_of(word, isCapital) ? word.size() : 0;
}

} // namespace

std::string withLineBreaksOf(StringRef around, StringRef inserted) {
  size_t first = around.find('\n');
  if (first == StringRef::npos || first == 0 || around[first - 1] != '\r')
    return inserted.str();
  std::string broken;
  for (char letter : inserted)
    broken += letter == '\n' ? "\r\n" : std::string(1, letter);
  return broken;
}

std::string snippetOf(StringRef text) {
  std::string snippet;
  std::map<std::string, size_t> places;
  size_t last = 0;
  for (size_t at = 0; at < text.size();) {
    if (size_t length = placeAt(text, at)) {
      std::string word = text.substr(at, length).str();
      // What is left open in several places is rarely the same.
      auto [known, isNew] = places.try_emplace(word == "…" ? word + std::to_string(at) : word, last + 1);
      last += isNew;
      snippet += "${" + std::to_string(known->second) + ":" + word + "}";
      at += length;
      continue;
    }
    if (StringRef("\\$}").contains(text[at]))
      snippet += '\\';
    snippet += text[at++];
  }
  return snippet;
}

std::optional<std::string> currentText(const Session &session, StringRef path) {
  if (auto document = session.documents.findPath(path))
    return document->text;
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return buffer ? std::optional((*buffer)->getBuffer().str()) : std::nullopt;
}

WorkspaceEdit::File &WorkspaceEdit::file(StringRef path) {
  auto [found, isNew] = files_.try_emplace(path.str());
  if (isNew) {
    auto document = session_.documents.findPath(path);
    found->second.uri = document ? document->uri : uriOf(path);
    if (document)
      found->second.version = document->version;
  }
  return found->second;
}

json::Value WorkspaceEdit::edit(Span span, std::string text, bool placeholders) const {
  if (!placeholders || !session_.client.supports({"workspace", "workspaceEdit", "snippetEditSupport"}) ||
      !session_.client.supports({"workspace", "workspaceEdit", "documentChanges"}))
    return textEdit(span, std::move(text));
  return json::Object{{"range", toJson(span)},
                      {"snippet", json::Object{{"kind", "snippet"}, {"value", snippetOf(text)}}}};
}

bool WorkspaceEdit::add(const Texts &texts, llvm::ArrayRef<diagnostics::Edit> edits, bool placeholders) {
  std::vector<std::pair<std::string, json::Value>> made;
  for (const diagnostics::Edit &each : edits) {
    std::string path = texts.path(each.range.file);
    StringRef text = texts.sources.text(each.range.file);
    if (currentText(session_, path) != text)
      return false;
    TextLines lines(text, session_.documents.encoding());
    made.emplace_back(path, edit(lines.span(each.range), withLineBreaksOf(text, each.text), placeholders));
  }
  for (auto &[path, each] : made)
    file(path).edits.push_back(std::move(each));
  return !made.empty();
}

void WorkspaceEdit::replace(const Document &document, uint32_t begin, uint32_t end, std::string text,
                            bool placeholders) {
  file(document.path)
      .edits.push_back(edit(document.lines.span(begin, end), withLineBreaksOf(document.text, text), placeholders));
}

bool WorkspaceEdit::rewrite(StringRef path, StringRef text) {
  auto before = currentText(session_, path);
  if (!before)
    return false;
  StringRef old = *before;
  auto commonLines = [](StringRef left, StringRef right) {
    size_t same = 0, most = std::min(left.size(), right.size());
    while (same < most && left[same] == right[same])
      ++same;
    return same == most && left.size() == right.size() ? same : left.take_front(same).rfind('\n') + 1;
  };
  size_t head = commonLines(old, text);
  StringRef oldTail = old.drop_front(head), newTail = text.drop_front(head);
  size_t same = 0;
  while (same < std::min(oldTail.size(), newTail.size()) &&
         oldTail[oldTail.size() - 1 - same] == newTail[newTail.size() - 1 - same])
    ++same;
  // The end that both share begins with a line.
  StringRef tail = oldTail.take_back(same);
  size_t lineBegin = tail.find('\n');
  same = lineBegin == StringRef::npos ? 0 : tail.size() - lineBegin - 1;
  if (oldTail.size() == same && newTail.size() == same)
    return true;
  TextLines lines(old, session_.documents.encoding());
  Span span = lines.span(static_cast<uint32_t>(head), static_cast<uint32_t>(old.size() - same));
  file(path).edits.push_back(edit(span, newTail.drop_back(same).str(), false));
  return true;
}

bool WorkspaceEdit::create(StringRef path, std::string text) {
  const json::Value *able = session_.client.capability({"workspace", "workspaceEdit", "resourceOperations"});
  if (!lists(able, "create") || !session_.client.supports({"workspace", "workspaceEdit", "documentChanges"}))
    return false;
  File &made = file(path);
  made.isNew = true;
  made.edits.push_back(textEdit({}, std::move(text)));
  return true;
}

json::Value WorkspaceEdit::json() const {
  if (!session_.client.supports({"workspace", "workspaceEdit", "documentChanges"})) {
    json::Object changes;
    for (const auto &[path, each] : files_)
      changes.emplace_back(each.uri, each.edits);
    return json::Object{{"changes", std::move(changes)}};
  }
  json::Array steps;
  for (const auto &[path, each] : files_) {
    if (each.isNew)
      steps.push_back(json::Object{{"kind", "create"}, {"uri", each.uri}});
    json::Value version = each.version ? json::Value::integer(*each.version) : json::Value();
    steps.push_back(json::Object{{"textDocument", json::Object{{"uri", each.uri}, {"version", std::move(version)}}},
                                 {"edits", each.edits}});
  }
  return json::Object{{"documentChanges", std::move(steps)}};
}

} // namespace onus::lsp
