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

/// Lines wider than this are cut around what is marked.
constexpr uint32_t widest = 160;
constexpr uint32_t context = 40;

/// A mark on one line, in display columns.
struct Span {
  uint32_t begin = 0;
  uint32_t end = 0; ///< at least begin + 1
  const Mark *mark = nullptr;
};

class LineDrawing {
public:
  LineDrawing(llvm::StringRef line, uint32_t lineBegin, const std::vector<const Mark *> &marks,
              const SnippetStyle &style)
      : cells_(line), style_(style) {
    for (const Mark *mark : marks) {
      uint32_t begin = cells_.column(mark->range.begin - lineBegin);
      size_t last = std::min<size_t>(mark->range.end - lineBegin, line.size());
      spans_.push_back({begin, std::max(cells_.column(last), begin + 1), mark});
    }
    llvm::stable_sort(spans_, [](const Span &left, const Span &right) { return left.begin < right.begin; });
    cut();
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
  /// Chooses which display columns are shown of a very long line, and moves the spans into that window.
  void cut() {
    if (cells_.width() <= widest)
      return;
    to_ = widest - 2 * context;
    if (spans_.empty())
      return;
    const Span &first = *std::min_element(spans_.begin(), spans_.end(), [](const Span &left, const Span &right) {
      return left.mark->primary > right.mark->primary;
    });
    from_ = first.begin > context ? first.begin - context : 0;
    to_ = from_ + widest - 2 * context;
    llvm::erase_if(spans_, [&](const Span &span) { return span.begin < from_ || span.begin >= to_; });
    uint32_t shift = from_ > 0 ? 3 : 0;
    for (Span &span : spans_)
      span = {span.begin - from_ + shift, std::min(span.end, to_) - from_ + shift, span.mark};
  }

  std::string sourceText() const {
    if (cells_.width() <= widest)
      return llvm::StringRef(cells_.text(0, cells_.width())).rtrim().str();
    return (from_ > 0 ? "..." : "") + cells_.text(from_, to_) + (to_ < cells_.width() ? "..." : "");
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

  Cells cells_;
  const SnippetStyle &style_;
  std::vector<Span> spans_;
  uint32_t from_ = 0, to_ = 0;
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
