// SPDX-License-Identifier: Apache-2.0
#include "diagnostics/render/snippet.h"

#include "diagnostics/render/cells.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <map>

namespace onus::diagnostics::render {

std::string gutter(const SnippetStyle &style, uint32_t line, llvm::StringRef separator) {
  std::string number = line ? std::to_string(line) : "";
  number.resize(std::max(style.gutter, number.size()), ' ');
  return paint(style.colour, Role::Gutter, number + " " + separator.str());
}

namespace {

/// Lines of more bytes than this are cut around what is marked.
constexpr size_t widest = 240;
constexpr size_t context = 60;

/// A mark on one line, in display columns.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0; ///< at least begin + 1
  const Mark *mark = nullptr;
};

/// The part of a very long line that is worth a look: around the primary mark, whole characters.
struct Window {
  size_t begin = 0, end = 0; ///< bytes of the line

  Window(llvm::StringRef line, uint32_t lineBegin, const std::vector<const Mark *> &marks) : end(line.size()) {
    if (line.size() <= widest)
      return;
    size_t centre = 0;
    for (const Mark *mark : marks)
      if (mark->primary || mark == marks.front())
        centre = std::min<size_t>(mark->range.begin - lineBegin, line.size());
    begin = centre > context ? centre - context : 0;
    end = std::min(line.size(), begin + widest - 2 * context);
    auto inside = [&](size_t at) { return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0) == 0x80; };
    while (begin > 0 && inside(begin))
      --begin;
    while (inside(end))
      ++end;
  }
};

class LineDrawing {
public:
  LineDrawing(llvm::StringRef line, uint32_t lineBegin, const std::vector<const Mark *> &marks,
              const SnippetStyle &style)
      : window_(line, lineBegin, marks), cells_(line.slice(window_.begin, window_.end)), style_(style),
        before_(window_.begin > 0), after_(window_.end < line.size()) {
    for (const Mark *mark : marks) {
      size_t begin = mark->range.begin - lineBegin, end = std::min<size_t>(mark->range.end - lineBegin, line.size());
      if (begin < window_.begin || begin > window_.end)
        continue;
      uint32_t shift = before_ ? 3 : 0;
      uint32_t from = cells_.column(begin - window_.begin) + shift;
      uint32_t to = cells_.column(std::min(std::max(end, begin), window_.end) - window_.begin) + shift;
      spans_.push_back({from, std::max(to, from + 1), mark});
    }
    llvm::stable_sort(spans_, [](const Span &left, const Span &right) { return left.begin < right.begin; });
  }

  std::string draw(uint32_t number) const {
    std::string source = sourceText();
    std::string out = gutter(style_, number) + (source.empty() ? "" : " ") + source + "\n";
    std::vector<Span> hanging;
    out += gutter(style_) + " " + underlines(hanging) + "\n";
    if (hanging.empty())
      return out;
    out += gutter(style_) + " " + connectors(hanging, hanging.size(), {}) + "\n";
    for (size_t i = hanging.size(); i-- > 0;)
      out += gutter(style_) + " " + connectors(hanging, i, paintLabel(hanging[i])) + "\n";
    return out;
  }

  /// The line alone, cut where it is very long.
  std::string plain() const { return sourceText(); }

private:
  std::string sourceText() const {
    std::string text = (before_ ? "..." : "") + cells_.text(0, cells_.width()) + (after_ ? "..." : "");
    return llvm::StringRef(text).rtrim().str();
  }

  Role role(const Span &span) const { return span.mark->primary ? style_.primary : Role::Gutter; }
  std::string paintLabel(const Span &span) const {
    return paint(style_.colour, role(span), printable(span.mark->label));
  }

  /// The row of `^` and `-`, with the label of the last mark after it where it has room; the others hang below.
  std::string underlines(std::vector<Span> &hanging) const {
    uint32_t end = 0;
    for (const Span &span : spans_)
      end = std::max(end, span.end);
    std::vector<const Span *> owner(end, nullptr);
    for (bool primary : {false, true})
      for (const Span &span : spans_)
        if (span.mark->primary == primary)
          std::fill(owner.begin() + span.begin, owner.begin() + span.end, &span);

    const Span *beside = nullptr;
    for (const Span &span : spans_)
      if (span.end == end && (!beside || span.begin >= beside->begin))
        beside = &span;
    for (const Span &span : spans_)
      if (&span != beside && !span.mark->label.empty())
        hanging.push_back(span);

    std::string row = paintRow(owner);
    if (beside && !beside->mark->label.empty())
      row += " " + paintLabel(*beside);
    return row;
  }

  std::string paintRow(const std::vector<const Span *> &owner) const {
    std::string row;
    for (size_t at = 0; at < owner.size();) {
      size_t end = at;
      while (end < owner.size() && owner[end] == owner[at])
        ++end;
      if (owner[at])
        row += paint(style_.colour, role(*owner[at]), std::string(end - at, owner[at]->mark->primary ? '^' : '-'));
      else
        row.append(end - at, ' ');
      at = end;
    }
    return row;
  }

  /// `|` under the first `count` hanging marks, then a label under the next one.
  std::string connectors(const std::vector<Span> &hanging, size_t count, const std::string &label) const {
    std::string row;
    uint32_t column = 0;
    for (size_t i = 0; i < count; ++i) {
      if (i > 0 && hanging[i].begin < column)
        continue;
      row.append(hanging[i].begin - column, ' ');
      row += paint(style_.colour, role(hanging[i]), "|");
      column = hanging[i].begin + 1;
    }
    if (!label.empty()) {
      if (hanging[count].begin >= column)
        row.append(hanging[count].begin - column, ' ');
      row += label;
    }
    return row;
  }

  Window window_;
  Cells cells_;
  const SnippetStyle &style_;
  bool before_, after_; ///< the line goes on there
  std::vector<Span> spans_;
};

} // namespace

std::string snippet(const source::SourceManager &sources, std::vector<Mark> marks, const SnippetStyle &style) {
  source::FileId file = marks.front().range.file;
  std::map<uint32_t, std::vector<const Mark *>> byLine;
  for (const Mark &mark : marks)
    byLine[sources.start(mark.range).line].push_back(&mark);

  std::string out = gutter(style) + "\n";
  uint32_t previous = 0;
  for (const auto &[line, onLine] : byLine) {
    if (previous && line == previous + 2)
      out += gutter(style, previous + 1) + " " + LineDrawing(sources.line(file, line - 1), 0, {}, style).plain() + "\n";
    else if (previous && line > previous + 2)
      out += paint(style.colour, Role::Gutter, "...") + "\n";
    out += LineDrawing(sources.line(file, line), sources.lineBegin(file, line), onLine, style).draw(line);
    previous = line;
  }
  return out;
}

} // namespace onus::diagnostics::render
