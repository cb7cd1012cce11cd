// SPDX-License-Identifier: Apache-2.0
#include "format/edits.h"

#include "diagnostics/render/style.h"
#include "syntax/lexer.h"

#include <algorithm>

namespace onus::format {

using diagnostics::render::paint;
using diagnostics::render::Role;

std::vector<llvm::StringRef> splitLines(llvm::StringRef text) {
  std::vector<llvm::StringRef> lines;
  while (!text.empty()) {
    size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.take_front(end));
    text = text.drop_front(end);
  }
  return lines;
}

namespace {

struct KeyedLine {
  llvm::StringRef text;
  size_t key = 0; ///< how many words and comments stand above it
  bool empty() const { return text.trim().empty(); }
  bool operator==(const KeyedLine &other) const { return key == other.key && text == other.text; }
};

std::vector<KeyedLine> keyed(llvm::StringRef text) {
  syntax::Tokens tokens = syntax::lex(text);
  std::vector<uint32_t> begins;
  for (const syntax::Token &word : tokens.words)
    begins.push_back(word.begin);
  for (const syntax::Token &comment : tokens.comments)
    begins.push_back(comment.begin);
  std::sort(begins.begin(), begins.end());
  std::vector<KeyedLine> lines;
  size_t key = 0;
  for (llvm::StringRef line : splitLines(text)) {
    size_t offset = static_cast<size_t>(line.data() - text.data());
    while (key < begins.size() && begins[key] < offset)
      ++key;
    lines.push_back({line, key});
  }
  return lines;
}

/// A hunk of a unified diff: edits whose surroundings touch.
class HunkWriter {
public:
  HunkWriter(llvm::ArrayRef<llvm::StringRef> before, llvm::ArrayRef<llvm::StringRef> after, bool color)
      : before_(before), after_(after), color_(color) {}

  void hunk(llvm::ArrayRef<LineEdit> edits);
  std::string take() { return std::move(out_); }

private:
  static constexpr size_t around = 3;
  void line(char mark, Role role, llvm::StringRef text) {
    bool whole = text.consume_back("\n");
    out_ += paint(color_, role, std::string(1, mark) + text.str()) + "\n";
    if (!whole)
      out_ += "\\ No newline at end of file\n";
  }
  static std::string span(size_t begin, size_t end) {
    size_t count = end - begin;
    std::string text = std::to_string(count == 0 ? begin : begin + 1);
    return count == 1 ? text : text + "," + std::to_string(count);
  }

  llvm::ArrayRef<llvm::StringRef> before_, after_;
  bool color_;
  std::string out_;
};

void HunkWriter::hunk(llvm::ArrayRef<LineEdit> edits) {
  size_t lead = std::min(around, edits.front().begin);
  size_t begin = edits.front().begin - lead, newBegin = edits.front().newBegin - lead;
  size_t trail = std::min(around, before_.size() - edits.back().end);
  size_t end = edits.back().end + trail, newEnd = edits.back().newEnd + trail;
  out_ += paint(color_, Role::Gutter, "@@ -" + span(begin, end) + " +" + span(newBegin, newEnd) + " @@") + "\n";
  size_t at = begin;
  for (const LineEdit &edit : edits) {
    for (; at < edit.begin; ++at)
      line(' ', Role::Plain, before_[at]);
    for (; at < edit.end; ++at)
      line('-', Role::Removed, before_[at]);
    for (size_t added = edit.newBegin; added < edit.newEnd; ++added)
      line('+', Role::Added, after_[added]);
  }
  for (; at < end; ++at)
    line(' ', Role::Plain, before_[at]);
}

} // namespace

std::vector<LineEdit> lineEdits(llvm::StringRef before, llvm::StringRef after) {
  std::vector<KeyedLine> left = keyed(before), right = keyed(after);
  std::vector<LineEdit> edits;
  size_t i = 0, j = 0;
  while (i < left.size() || j < right.size()) {
    if (i < left.size() && j < right.size() && left[i] == right[j]) {
      ++i, ++j;
      continue;
    }
    if (edits.empty() || edits.back().end != i || edits.back().newEnd != j)
      edits.push_back({i, i, j, j});
    bool noLeft = i == left.size(), noRight = j == right.size();
    bool level = !noLeft && !noRight && left[i].key == right[j].key;
    bool dropLeft = noRight || (!noLeft && (left[i].key < right[j].key || (level && left[i].empty())));
    bool dropRight = noLeft || (!noRight && (right[j].key < left[i].key || (level && right[j].empty())));
    if (level && dropLeft == dropRight)
      dropLeft = dropRight = true;
    i += dropLeft;
    j += dropRight;
    edits.back().end = i;
    edits.back().newEnd = j;
  }
  return edits;
}

std::string unifiedDiff(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after, bool color) {
  return unifiedDiff(path, before, after, lineEdits(before, after), color);
}

std::string unifiedDiff(llvm::StringRef path, llvm::StringRef before, llvm::StringRef after,
                        llvm::ArrayRef<LineEdit> edits, bool color) {
  if (edits.empty())
    return {};
  std::vector<llvm::StringRef> left = splitLines(before), right = splitLines(after);
  std::string out =
      paint(color, Role::Strong, "--- " + path.str()) + "\n" + paint(color, Role::Strong, "+++ " + path.str()) + "\n";
  HunkWriter writer(left, right, color);
  for (size_t begin = 0, end = 0; begin < edits.size(); begin = end) {
    end = begin + 1;
    while (end < edits.size() && edits[end].begin - edits[end - 1].end <= 6)
      ++end;
    writer.hunk(edits.slice(begin, end - begin));
  }
  return out + writer.take();
}

} // namespace onus::format
