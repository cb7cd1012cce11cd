// SPDX-License-Identifier: Apache-2.0
#include "lint/removal.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

using llvm::StringRef;
using source::Range;

namespace {

/// The lines of a text around a range, counted from 1.
class Lines {
public:
  Lines(const source::SourceManager &sources, source::FileId file) : sources_(sources), file_(file) {}

  /// A line without the blanks around it; outside the text, nothing.
  StringRef operator[](uint32_t line) const { return has(line) ? sources_.line(file_, line).trim() : StringRef(); }
  bool has(uint32_t line) const { return line >= 1 && line <= sources_.lineCount(file_); }
  bool isBlank(uint32_t line) const { return (*this)[line].empty(); }
  /// Nothing above that belongs to the same block.
  bool isStart(uint32_t line) const { return isBlank(line) || (*this)[line].endswith("{"); }
  bool isEnd(uint32_t line) const { return isBlank(line) || (*this)[line].startswith("}"); }
  uint32_t begin(uint32_t line) const {
    return has(line) ? sources_.lineBegin(file_, line) : static_cast<uint32_t>(sources_.text(file_).size());
  }

private:
  const source::SourceManager &sources_;
  source::FileId file_;
};

/// What stands beside other things on its line goes with the blanks behind it.
diagnostics::Edit removalInLine(StringRef text, Range range) {
  size_t end = text.find_first_not_of(" \t", range.end);
  return {{range.file, range.begin, static_cast<uint32_t>(std::min(end, text.size()))}, ""};
}

} // namespace

diagnostics::Edit removal(const source::SourceManager &sources, Range range) {
  StringRef text = sources.text(range.file);
  Lines lines(sources, range.file);
  uint32_t first = sources.start(range).line, last = sources.end(range).line;
  StringRef before = text.slice(lines.begin(first), range.begin);
  StringRef after = text.slice(range.end, lines.begin(last + 1)).trim();
  if (!before.trim().empty() || (!after.empty() && !after.startswith("//")))
    return removalInLine(text, range);
  bool alone = lines.isEnd(last + 1);
  while (lines[first - 1].startswith("///") || (alone && lines[first - 1].startswith("//")))
    --first;
  bool start = lines.isStart(first - 1);
  if (start && lines.has(last + 1) && lines.isBlank(last + 1))
    ++last;
  else if (first > 1 && lines.isBlank(first - 1) && (lines.isEnd(last + 1) || !lines.has(last + 1)))
    --first;
  return {{range.file, lines.begin(first), lines.begin(last + 1)}, ""};
}

diagnostics::Edit removalOfItem(const source::SourceManager &sources, llvm::ArrayRef<Range> items, size_t index,
                                llvm::function_ref<bool(size_t)> gone) {
  Range edit = items[index];
  bool tail = true; // this and all behind it go
  for (size_t at = index; at < items.size(); ++at)
    tail &= gone(at);
  if (tail)
    edit.begin = items[index - 1].end;
  else
    edit.end = items[index + 1].begin;
  StringRef text = sources.text(edit.file);
  if (!text.slice(edit.begin, edit.end).contains("//"))
    return {edit, ""};
  // A comment between the items stays; the item goes with the comma behind it.
  edit = items[index];
  size_t comma = text.find_first_not_of(" \t\n", edit.end);
  if (comma != StringRef::npos && text[comma] == ',')
    edit.end = static_cast<uint32_t>(comma + 1);
  return {edit, ""};
}

} // namespace onus::lint
