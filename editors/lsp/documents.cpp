// SPDX-License-Identifier: Apache-2.0
#include "lsp/documents.h"

#include "source/paths.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::lsp {

namespace {

/// What a client may say of a file must not depend on how it spells its URI.
std::string keyOf(llvm::StringRef uri) {
  auto path = pathOf(uri);
  return path ? *path : uri.str();
}

/// The text after one change of a `didChange`.
std::string changed(llvm::StringRef text, const json::Value &change, Encoding encoding) {
  const std::string *inserted = required(change, "text").asString();
  if (!inserted)
    throw RequestError(ErrorCode::InvalidParams, "the `text` of a change is no string");
  const json::Value *range = change.get("range");
  if (!range)
    return *inserted;
  TextLines lines(text, encoding);
  Span span = readSpan(*range);
  uint32_t begin = lines.offset(span.start), end = lines.offset(span.end);
  return (text.take_front(begin) + *inserted + text.drop_front(std::max(begin, end))).str();
}

} // namespace

Document::Document(std::string named, int64_t numbered, std::string content, Encoding encoding)
    : uri(std::move(named)), path(keyOf(uri)), isFile(pathOf(uri).has_value()), version(numbered),
      text(std::move(content)), lines(text, encoding) {}

const DocumentSyntax &Document::syntax() const {
  std::call_once(parsed_, [this] { syntax_ = std::make_unique<const DocumentSyntax>(text); });
  return *syntax_;
}

void Documents::open(llvm::StringRef uri, int64_t version, std::string text) {
  byPath_[keyOf(uri)] = std::make_shared<Document>(uri.str(), version, std::move(text), encoding_);
}

void Documents::change(llvm::StringRef uri, int64_t version, const json::Array &changes) {
  auto document = find(uri);
  if (!document)
    throw RequestError(ErrorCode::InvalidParams, "`" + uri.str() + "` is not open");
  std::string text = document->text;
  for (const json::Value &change : changes)
    text = changed(text, change, encoding_);
  byPath_[document->path] = std::make_shared<Document>(document->uri, version, std::move(text), encoding_);
}

void Documents::close(llvm::StringRef uri) {
  byPath_.erase(keyOf(uri));
  answers_.erase(keyOf(uri));
}

const TokenAnswer &Documents::keep(const Document &document, TokenAnswer answer) {
  return answers_[document.path] = std::move(answer);
}

const TokenAnswer *Documents::kept(const Document &document) const {
  auto found = answers_.find(document.path);
  return found == answers_.end() ? nullptr : &found->second;
}

std::shared_ptr<const Document> Documents::find(llvm::StringRef uri) const { return byPath_.lookup(keyOf(uri)); }

std::shared_ptr<const Document> Documents::findPath(llvm::StringRef path) const { return byPath_.lookup(path); }

std::vector<std::shared_ptr<const Document>> Documents::all() const {
  std::vector<std::shared_ptr<const Document>> documents;
  for (const auto &each : byPath_)
    documents.push_back(each.second);
  llvm::sort(documents, [](const auto &left, const auto &right) { return left->path < right->path; });
  return documents;
}

std::optional<std::string> pathOf(llvm::StringRef uri) {
  if (!uri.consume_front_insensitive("file://"))
    return std::nullopt;
  uri = uri.drop_front(std::min(uri.find('/'), uri.size())); // a host, of which there is only this one
  if (uri.empty())
    return std::nullopt;
  std::string path;
  for (size_t at = 0; at < uri.size(); ++at) {
    unsigned byte = 0;
    if (uri[at] == '%' && at + 2 < uri.size() && !uri.substr(at + 1, 2).getAsInteger(16, byte)) {
      path += static_cast<char>(byte);
      at += 2;
    } else {
      path += uri[at];
    }
  }
  return source::absolutePath(path);
}

std::string uriOf(llvm::StringRef path) {
  std::string uri = "file://";
  for (char c : path) {
    if (llvm::isAlnum(c) || llvm::StringRef("/-._~").contains(c)) {
      uri += c;
    } else {
      uri += '%';
      uri += llvm::toHex(llvm::StringRef(&c, 1));
    }
  }
  return uri;
}

} // namespace onus::lsp
