// SPDX-License-Identifier: Apache-2.0
#include "prose/document.h"

#include "diagnostics/render/cells.h"
#include "diagnostics/render/style.h"

#include "llvm/ADT/SmallVector.h"

namespace onus::prose {

using diagnostics::render::Cells;
using diagnostics::render::paint;
using diagnostics::render::printable;
using diagnostics::render::Role;

namespace {

class TextWriter {
public:
  TextWriter(size_t width, bool color) : width_(width), color_(color) {}

  void write(const Block &block) {
    switch (block.kind) {
    case Block::Kind::Heading:
      heading(block);
      return;
    case Block::Kind::Paragraph:
      wrap(block.text, 0, "");
      break;
    case Block::Kind::List:
      list(block.items, 0);
      break;
    }
    out_ += "\n";
  }
  std::string take() { return llvm::StringRef(out_).rtrim().str() + "\n"; }

private:
  void heading(const Block &block) {
    std::string text = oneLine(block.text);
    out_ += paint(color_, Role::Strong, text) + "\n";
    if (block.level == 1)
      out_ += std::string(std::min<size_t>(Cells(text).width(), width_), '=') + "\n";
    else if (block.level == 2)
      out_ += std::string(std::min<size_t>(Cells(text).width(), width_), '-') + "\n";
    out_ += "\n";
  }

  void list(const std::vector<Item> &items, size_t depth) {
    for (const Item &item : items) {
      wrap(item.text, 2 * depth, "- ");
      list(item.items, depth + 1);
    }
  }

  static std::string oneLine(llvm::StringRef text) {
    std::string out = printable(text);
    for (char &letter : out)
      if (letter == '\n')
        letter = ' ';
    return out;
  }

  /// `mark` stands before the first line; the others begin below what follows it.
  void wrap(llvm::StringRef text, size_t indent, llvm::StringRef mark) {
    std::string clean = oneLine(text);
    llvm::SmallVector<llvm::StringRef, 64> words;
    llvm::StringRef(clean).split(words, ' ', -1, /*KeepEmpty=*/false);
    out_ += std::string(indent, ' ') + mark.str();
    size_t begin = indent + mark.size(), column = begin;
    for (llvm::StringRef word : words) {
      size_t cells = Cells(word).width();
      if (column > begin && column + 1 + cells > width_) {
        out_ += "\n" + std::string(begin, ' ');
        column = begin;
      }
      out_ += (column > begin ? " " : "") + word.str();
      column += cells + (column > begin ? 1 : 0);
    }
    out_ += "\n";
  }

  size_t width_;
  bool color_;
  std::string out_;
};

void markdownList(std::string &out, const std::vector<Item> &items, size_t depth) {
  for (const Item &item : items) {
    out += std::string(2 * depth, ' ') + "- " + toMarkdown(item.text) + "\n";
    markdownList(out, item.items, depth + 1);
  }
}

json::Value listJson(const std::vector<Item> &items) {
  json::Array out;
  for (const Item &item : items) {
    json::Object entry{{"text", item.text}};
    if (!item.items.empty())
      entry.emplace_back("items", listJson(item.items));
    out.push_back(std::move(entry));
  }
  return out;
}

} // namespace

std::string toMarkdown(llvm::StringRef text) {
  std::string out;
  bool code = false;
  for (char letter : text) {
    if (letter == '`')
      code = !code;
    if (letter == '\n')
      letter = ' ';
    if (!code && (letter == '*' || letter == '_' || letter == '<' || letter == '[' || letter == '\\' || letter == '#'))
      out += '\\';
    out += letter;
  }
  return out;
}

std::string toText(const Document &document, size_t width, bool color) {
  TextWriter writer(width, color);
  for (const Block &block : document.blocks)
    writer.write(block);
  return writer.take();
}

std::string toMarkdown(const Document &document) {
  std::string out;
  for (const Block &block : document.blocks) {
    switch (block.kind) {
    case Block::Kind::Heading:
      out += std::string(block.level, '#') + " " + toMarkdown(block.text) + "\n";
      break;
    case Block::Kind::Paragraph:
      out += toMarkdown(block.text) + "\n";
      break;
    case Block::Kind::List:
      markdownList(out, block.items, 0);
      break;
    }
    out += "\n";
  }
  return llvm::StringRef(out).rtrim().str() + "\n";
}

json::Value toJson(const Document &document) {
  json::Array out;
  for (const Block &block : document.blocks) {
    switch (block.kind) {
    case Block::Kind::Heading:
      out.push_back(json::Object{{"heading", block.text}, {"level", json::Value::integer(block.level)}});
      break;
    case Block::Kind::Paragraph:
      out.push_back(json::Object{{"paragraph", block.text}});
      break;
    case Block::Kind::List:
      out.push_back(json::Object{{"list", listJson(block.items)}});
      break;
    }
  }
  return out;
}

} // namespace onus::prose
