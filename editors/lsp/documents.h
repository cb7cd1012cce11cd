// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/document_syntax.h"
#include "lsp/text_lines.h"

#include "llvm/ADT/StringMap.h"

#include <memory>
#include <mutex>
#include <string>

namespace onus::lsp {

/// A text that the editor holds. It never changes: an edit makes another one.
struct Document {
  Document(std::string uri, int64_t version, std::string text, Encoding encoding);
  Document(const Document &) = delete;

  const std::string uri;
  const std::string path; ///< absolute; of a document that is no file (`untitled:…`), a name made of its URI
  const bool isFile;
  const int64_t version;
  const std::string text;
  const TextLines lines;

  /// What the text consists of, found out when first asked for. Any thread may ask.
  const DocumentSyntax &syntax() const;

private:
  mutable std::once_flag parsed_;
  mutable std::unique_ptr<const DocumentSyntax> syntax_;
};

/// What was last answered about the tokens of a document, so that only what changed need be sent.
struct TokenAnswer {
  std::string id;
  std::vector<uint32_t> numbers;
};

/// The open documents, by URI.
class Documents {
public:
  void setEncoding(Encoding encoding) { encoding_ = encoding; }
  Encoding encoding() const { return encoding_; }
  void open(llvm::StringRef uri, int64_t version, std::string text);
  /// Makes the changes of a `didChange` one after the other. Throws InvalidParams and changes nothing where one is
  /// malformed.
  void change(llvm::StringRef uri, int64_t version, const json::Array &changes);
  void close(llvm::StringRef uri);
  /// Null where it is not open. URIs that mean the same file find the same document.
  std::shared_ptr<const Document> find(llvm::StringRef uri) const;
  std::shared_ptr<const Document> findPath(llvm::StringRef path) const;
  std::vector<std::shared_ptr<const Document>> all() const;

  /// Keeps one answer for each open document.
  const TokenAnswer &keep(const Document &document, TokenAnswer answer);
  /// The answer about the document or an earlier text of it; null where there was none.
  const TokenAnswer *kept(const Document &document) const;

private:
  Encoding encoding_ = Encoding::Utf16;
  llvm::StringMap<std::shared_ptr<const Document>> byPath_;
  llvm::StringMap<TokenAnswer> answers_;
};

/// The path of a `file:` URI, or nothing for another one and for what is none.
std::optional<std::string> pathOf(llvm::StringRef uri);
/// The `file:` URI of an absolute path.
std::string uriOf(llvm::StringRef path);

} // namespace onus::lsp
