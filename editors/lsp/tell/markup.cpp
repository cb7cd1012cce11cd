// SPDX-License-Identifier: Apache-2.0
#include "lsp/tell/markup.h"

#include "prose/document.h"

namespace onus::lsp {

Markup Markup::preferredBy(const json::Value *formats) {
  const json::Array *kinds = formats ? formats->asArray() : nullptr;
  const std::string *first = kinds && !kinds->empty() ? kinds->front().asString() : nullptr;
  return Markup(first && *first == "markdown");
}

std::string Markup::text(llvm::StringRef prose) const {
  if (markdown_)
    return prose::toMarkdown(prose);
  std::string out;
  for (char letter : prose)
    if (letter != '`')
      out += letter;
  return out;
}

std::string Markup::strong(llvm::StringRef prose) const { return markdown_ ? "**" + text(prose) + "**" : text(prose); }

std::string Markup::link(llvm::StringRef prose, llvm::StringRef uri) const {
  return markdown_ && !uri.empty() ? "[" + text(prose) + "](" + uri.str() + ")" : text(prose);
}

void Markup::source(llvm::StringRef onus) {
  onus = onus.trim();
  if (!markdown_)
    return block(onus);
  // A text in it may hold a fence of its own.
  std::string fence = onus.contains("```") ? "````" : "```";
  block(fence + "onus\n" + onus.str() + "\n" + fence);
}

void Markup::paragraph(const std::string &pieces) { block(pieces); }

void Markup::item(const std::string &pieces, unsigned depth) {
  block(std::string(2 * depth, ' ') + "- " + pieces, /*inList=*/true);
}

void Markup::page(llvm::StringRef written) { block(written.trim()); }

void Markup::divide() {
  if (!empty())
    block(markdown_ ? "---" : "");
}

void Markup::block(llvm::StringRef text, bool inList) {
  if (!out_.empty())
    out_ += inList && inList_ ? "\n" : "\n\n";
  inList_ = inList;
  out_ += text;
}

json::Value Markup::content() const {
  return json::Object{{"kind", markdown_ ? "markdown" : "plaintext"}, {"value", out_}};
}

} // namespace onus::lsp
