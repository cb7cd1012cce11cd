// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "lsp/client.h"

#include <string>

namespace onus::lsp {

/// A text about something, in Markdown or plain, as the client shows it. Prose has words of the source in backticks
/// and no other marks, as the sentences of prose/ have.
class Markup {
public:
  explicit Markup(bool markdown) : markdown_(markdown) {}
  /// `formats` is the list of kinds that the client shows, the preferred one first; null where it says none.
  static Markup preferredBy(const json::Value *formats);

  // ---- Pieces of a line

  std::string text(llvm::StringRef prose) const;
  std::string strong(llvm::StringRef prose) const;
  /// The label alone where the client shows no links, or where there is nothing to link to.
  std::string link(llvm::StringRef prose, llvm::StringRef uri) const;

  // ---- Blocks, made of such pieces

  /// A piece of a program.
  void source(llvm::StringRef onus);
  void paragraph(const std::string &pieces);
  void item(const std::string &pieces, unsigned depth = 0);
  /// Markdown that somebody wrote: documentation, a page.
  void page(llvm::StringRef markdown);
  /// A line across.
  void divide();

  bool empty() const { return out_.empty(); }
  /// `MarkupContent`
  json::Value content() const;

private:
  void block(llvm::StringRef text, bool inList = false);

  bool markdown_;
  bool inList_ = false;
  std::string out_;
};

} // namespace onus::lsp
