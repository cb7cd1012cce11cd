// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

/// A text for people: headings, paragraphs and nested lists, made by the rest of this folder and shown as terminal
/// text, Markdown or JSON. Words that stand in the source (names, paths, programs) are in backticks; nothing else is
/// marked.
namespace onus::prose {

/// An entry of a list, with entries below it.
struct Item {
  std::string text;
  std::vector<Item> items;
};

struct Block {
  enum class Kind { Heading, Paragraph, List };
  Kind kind = Kind::Paragraph;
  unsigned level = 1;      ///< of a heading, from 1
  std::string text;        ///< of a heading or a paragraph
  std::vector<Item> items; ///< of a list
};

struct Document {
  std::vector<Block> blocks;

  void heading(unsigned level, std::string text) {
    blocks.push_back({Block::Kind::Heading, level, std::move(text), {}});
  }
  /// Nothing where the text is empty.
  void paragraph(std::string text) {
    if (!text.empty())
      blocks.push_back({Block::Kind::Paragraph, 1, std::move(text), {}});
  }
  /// Nothing where there are no entries.
  void list(std::vector<Item> items) {
    if (!items.empty())
      blocks.push_back({Block::Kind::List, 1, {}, std::move(items)});
  }
};

/// For a terminal of `width` columns; control characters are replaced. Ends in a newline.
std::string toText(const Document &document, size_t width, bool color);
std::string toMarkdown(const Document &document);
/// The text of one block: outside of backticks, what Markdown would take for its own marks is escaped; on one line.
std::string toMarkdown(llvm::StringRef text);
/// `[{"heading": …, "level": 1}, {"paragraph": …}, {"list": [{"text": …, "items": […]}]}]`
json::Value toJson(const Document &document);

} // namespace onus::prose
