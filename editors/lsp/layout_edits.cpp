// SPDX-License-Identifier: Apache-2.0
#include "lsp/layout_edits.h"

#include "format/edits.h"
#include "format/format.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

namespace {

bool insideCharacter(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

/// How much two texts have in common at their beginning, in whole characters.
size_t commonPrefix(llvm::StringRef left, llvm::StringRef right) {
  size_t most = std::min(left.size(), right.size()), size = 0;
  while (size < most && left[size] == right[size])
    ++size;
  while (size > 0 &&
         ((size < left.size() && insideCharacter(left[size])) || (size < right.size() && insideCharacter(right[size]))))
    --size;
  return size;
}

size_t commonSuffix(llvm::StringRef left, llvm::StringRef right) {
  size_t most = std::min(left.size(), right.size()), size = 0;
  while (size < most && left[left.size() - size - 1] == right[right.size() - size - 1])
    ++size;
  while (size > 0 && insideCharacter(left[left.size() - size]))
    --size;
  return size;
}

std::string withLineEnds(llvm::StringRef text, llvm::StringRef lineEnd) {
  std::string result;
  for (llvm::StringRef line : format::splitLines(text)) {
    bool whole = line.consume_back("\n");
    result += line;
    if (whole)
      result += lineEnd;
  }
  return result;
}

/// A line without its blanks.
std::string words(llvm::StringRef line) {
  std::string text;
  for (char c : line)
    if (c != ' ' && c != '\t' && c != '\r' && c != '\n')
      text += c;
  return text;
}

/// Collects what turns one text into the other.
class Changes {
public:
  Changes(llvm::StringRef whole, llvm::StringRef before, llvm::StringRef after)
      : whole_(whole), before_(format::splitLines(before)), after_(format::splitLines(after)), end_(before.end()) {
    for (const format::LineEdit &edit : format::lineEdits(before, after))
      lines(edit);
  }
  std::vector<TextChange> take() { return std::move(changes_); }

private:
  void lines(format::LineEdit edit);
  void add(llvm::StringRef before, llvm::StringRef after);
  llvm::StringRef slice(size_t begin, size_t end) const {
    const char *from = begin < before_.size() ? before_[begin].begin() : end_;
    return {from, static_cast<size_t>((end < before_.size() ? before_[end].begin() : end_) - from)};
  }

  llvm::StringRef whole_;
  std::vector<llvm::StringRef> before_, after_;
  const char *end_;
  std::vector<TextChange> changes_;
};

/// Lines that differ in their blanks alone are changed one by one, so that an empty line beside them is left out of it.
void Changes::lines(format::LineEdit edit) {
  auto alike = [&](size_t before, size_t after) { return words(before_[before]) == words(after_[after]); };
  auto isLeft = [&] { return edit.begin < edit.end && edit.newBegin < edit.newEnd; };
  for (; isLeft() && alike(edit.begin, edit.newBegin); ++edit.begin, ++edit.newBegin)
    add(before_[edit.begin], after_[edit.newBegin]);
  std::vector<std::pair<size_t, size_t>> below;
  for (; isLeft() && alike(edit.end - 1, edit.newEnd - 1); --edit.end, --edit.newEnd)
    below.emplace_back(edit.end - 1, edit.newEnd - 1);
  std::string text;
  for (size_t at = edit.newBegin; at < edit.newEnd; ++at)
    text += after_[at];
  add(slice(edit.begin, edit.end), text);
  for (auto [before, after] : llvm::reverse(below))
    add(before_[before], after_[after]);
}

void Changes::add(llvm::StringRef before, llvm::StringRef after) {
  size_t prefix = commonPrefix(before, after);
  before = before.drop_front(prefix);
  after = after.drop_front(prefix);
  size_t suffix = commonSuffix(before, after);
  before = before.drop_back(suffix);
  after = after.drop_back(suffix);
  if (before.empty() && after.empty())
    return;
  uint32_t begin = static_cast<uint32_t>(before.begin() - whole_.begin());
  changes_.push_back({begin, begin + static_cast<uint32_t>(before.size()), after.str()});
}

} // namespace

std::vector<TextChange> layoutChanges(const Document &document) {
  llvm::StringRef text = document.text;
  std::string formatted = format::format(text, document.syntax().outline());
  if (!format::sameWords(text, formatted))
    throw RequestError(ErrorCode::InternalError, "the formatter would change more than the layout; nothing is changed");
  llvm::StringRef body = text;
  body.consume_front("\uFEFF");
  size_t end = body.find('\n');
  bool carriage = end != llvm::StringRef::npos && body.take_front(end).endswith("\r");
  return Changes(text, body, withLineEnds(formatted, carriage ? "\r\n" : "\n")).take();
}

} // namespace onus::lsp
