// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/fixes.h"

#include "diagnostics/render/cells.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"

#include <algorithm>
#include <map>

namespace onus::diagnostics::render {

std::optional<std::string> apply(llvm::StringRef text, std::vector<Edit> edits) {
  llvm::stable_sort(edits, [](const Edit &left, const Edit &right) {
    return std::pair(left.range.begin, left.range.end) < std::pair(right.range.begin, right.range.end);
  });
  std::string result;
  size_t done = 0;
  for (const Edit &edit : edits) {
    if (edit.range.begin < done || edit.range.end < edit.range.begin || edit.range.end > text.size())
      return std::nullopt;
    result += text.slice(done, edit.range.begin);
    result += edit.text;
    done = edit.range.end;
  }
  return result + text.substr(done).str();
}

namespace {

using Lines = llvm::SmallVector<llvm::StringRef, 8>;

Lines split(llvm::StringRef text) {
  Lines lines;
  text.split(lines, '\n');
  return lines;
}

std::string row(llvm::StringRef line, uint32_t number, bool added, const SnippetStyle &style) {
  constexpr uint32_t widest = 240;
  Cells cells(line.rtrim('\r').take_front(4 * widest));
  std::string shown = cells.text(0, std::min(cells.width(), widest)) + (cells.width() > widest ? "..." : "");
  std::string sign = added ? "+" : "-";
  return gutter(style, number, paint(style.colour, added ? Role::Added : Role::Removed, sign)) +
         (shown.empty() ? "" : " " + paint(style.colour, added ? Role::Added : Role::Removed, shown)) + "\n";
}

/// Edits that touch one run of lines.
struct Group {
  uint32_t firstLine = 0, lastLine = 0;
  std::vector<Edit> edits;
};

std::vector<Group> groups(std::vector<Edit> edits, const source::SourceManager &sources) {
  llvm::stable_sort(edits, [](const Edit &left, const Edit &right) { return left.range.begin < right.range.begin; });
  std::vector<Group> result;
  for (Edit &edit : edits) {
    uint32_t first = sources.start(edit.range).line, last = sources.end(edit.range).line;
    if (result.empty() || first > result.back().lastLine)
      result.push_back({first, last, {}});
    result.back().lastLine = std::max(result.back().lastLine, last);
    result.back().edits.push_back(std::move(edit));
  }
  return result;
}

std::string groupDiff(source::FileId file, const Group &group, const source::SourceManager &sources,
                      const SnippetStyle &style) {
  uint32_t begin = sources.lineBegin(file, group.firstLine);
  uint32_t end =
      sources.lineBegin(file, group.lastLine) + static_cast<uint32_t>(sources.line(file, group.lastLine).size());
  llvm::StringRef before = sources.text(source::Range{file, begin, end});
  std::vector<Edit> edits = group.edits;
  for (Edit &edit : edits) {
    edit.range.begin -= begin;
    edit.range.end -= begin;
  }
  auto after = apply(before, std::move(edits));
  if (!after)
    return {};
  Lines old = split(before), now = split(*after);
  size_t same = 0, sameEnd = 0;
  while (same < std::min(old.size(), now.size()) && old[same] == now[same])
    ++same;
  while (sameEnd < std::min(old.size(), now.size()) - same &&
         old[old.size() - 1 - sameEnd] == now[now.size() - 1 - sameEnd])
    ++sameEnd;
  std::string out;
  for (size_t i = same; i < old.size() - sameEnd; ++i)
    out += row(old[i], group.firstLine + static_cast<uint32_t>(i), false, style);
  for (size_t i = same; i < now.size() - sameEnd; ++i)
    out += row(now[i], group.firstLine + static_cast<uint32_t>(i), true, style);
  return out;
}

} // namespace

std::string diff(const Fix &fix, const source::SourceManager &sources, const SnippetStyle &style) {
  std::map<uint32_t, std::vector<Edit>> byFile;
  for (const Edit &edit : fix.edits)
    if (edit.range.valid())
      byFile[edit.range.file.index].push_back(edit);
  std::string out;
  for (auto &[index, edits] : byFile) {
    source::FileId file{index};
    if (byFile.size() > 1)
      out += gutter(style, 0, ":::") + " " + printable(sources.path(file)) + "\n";
    for (const Group &group : groups(std::move(edits), sources))
      out += groupDiff(file, group, sources, style);
  }
  return out;
}

} // namespace onus::diagnostics::render
