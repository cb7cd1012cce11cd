// SPDX-License-Identifier: Apache-2.0
#include "driver/page.h"

#include "diagnostics/render/style.h"

#include "llvm/ADT/SmallVector.h"

namespace onus::driver {

using diagnostics::render::paint;
using diagnostics::render::Role;

namespace {

constexpr size_t width = 100;

class Page {
public:
  Page(PageLabels labels, bool color) : labels_(labels), color_(color) {}

  std::string render(llvm::StringRef markdown) {
    llvm::SmallVector<llvm::StringRef, 64> lines;
    markdown.split(lines, '\n');
    for (llvm::StringRef line : lines)
      take(line.rtrim());
    endParagraph();
    return llvm::StringRef(out_).rtrim().str() + "\n";
  }

private:
  void take(llvm::StringRef line) {
    if (line.startswith("```")) {
      endParagraph();
      inCode_ = !inCode_;
      if (!inCode_)
        out_ += "\n";
      else if (line.startswith("```onus"))
        out_ += label(line.drop_front(7)) + "\n";
    } else if (inCode_) {
      out_ += (line.empty() ? "" : "    " + line.str()) + "\n";
    } else if (line.startswith("<!--")) {
      return; // the licence line
    } else if (line.startswith("#")) {
      endParagraph();
      out_ += paint(color_, Role::Strong, line.ltrim("# ")) + "\n\n";
    } else if (line.empty()) {
      endParagraph();
    } else {
      if (line.startswith("* ") || line.startswith("- "))
        breakLine();
      paragraph_ += (paragraph_.empty() || paragraph_.back() == '\n' ? "" : " ") + line.str();
    }
  }

  /// What the words behind ```onus say about an example.
  std::string label(llvm::StringRef words) const {
    bool rule = labels_ == PageLabels::OfRule;
    if (words.startswith(" fail"))
      return paint(color_, Role::Error, rule ? "found:" : "does not compile:");
    if (words.startswith(" fixed"))
      return paint(color_, Role::Added, "after the fix:");
    return paint(color_, Role::Added, rule ? "passes:" : "compiles:");
  }

  void breakLine() {
    if (!paragraph_.empty())
      paragraph_ += '\n';
  }

  void endParagraph() {
    if (paragraph_.empty())
      return;
    llvm::SmallVector<llvm::StringRef, 8> lines;
    llvm::StringRef(paragraph_).split(lines, '\n');
    for (llvm::StringRef line : lines)
      wrap(line);
    out_ += "\n";
    paragraph_.clear();
  }

  void wrap(llvm::StringRef text) {
    size_t column = 0;
    llvm::SmallVector<llvm::StringRef, 32> words;
    text.split(words, ' ', -1, /*KeepEmpty=*/false);
    for (llvm::StringRef word : words) {
      if (column > 0 && column + 1 + word.size() > width) {
        out_ += "\n";
        column = 0;
      }
      out_ += (column ? " " : "") + word.str();
      column += word.size() + (column ? 1 : 0);
    }
    out_ += "\n";
  }

  PageLabels labels_;
  bool color_;
  bool inCode_ = false;
  std::string paragraph_, out_;
};

} // namespace

std::string renderPage(llvm::StringRef markdown, PageLabels labels, bool color) {
  return Page(labels, color).render(markdown);
}

} // namespace onus::driver
