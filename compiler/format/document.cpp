// SPDX-License-Identifier: Apache-2.0
#include "format/document.h"

#include "diagnostics/render/cells.h"

#include <algorithm>
#include <cassert>

namespace onus::format {

void Document::text(llvm::StringRef text, uint32_t width) {
  commands_.push_back({Op::Text, Break::Group, false, width, text});
}

void Document::pad(uint32_t columns) { commands_.push_back({Op::Pad, Break::Group, false, columns, {}}); }

void Document::padIfBroken(uint32_t columns) {
  commands_.push_back({Op::PadIfBroken, Break::Group, false, columns, {}});
}

void Document::line(Break kind, uint32_t flat, bool outdent) {
  commands_.push_back({Op::Line, kind, outdent, flat, {}});
  if (kind == Break::Hard || kind == Break::Blank)
    for (auto each = open_.rbegin(); each != open_.rend(); ++each) {
      Command &command = commands_[*each];
      if (command.op != Op::Group)
        continue;
      if (command.flag)
        break; // and so are those around it
      command.flag = true;
    }
}

void Document::comment(llvm::StringRef text) { commands_.push_back({Op::Comment, Break::Group, false, 0, text}); }

void Document::beginGroup() {
  open_.push_back(commands_.size());
  commands_.push_back({Op::Group, Break::Group, false, 0, {}});
}

void Document::beginContinuation(uint32_t columns) {
  open_.push_back(commands_.size());
  commands_.push_back({Op::Continuation, Break::Group, false, columns, {}});
}

void Document::beginBlock(uint32_t columns) {
  open_.push_back(commands_.size());
  commands_.push_back({Op::Block, Break::Group, false, columns, {}});
}

void Document::beginAlign() {
  open_.push_back(commands_.size());
  commands_.push_back({Op::Align, Break::Group, false, 0, {}});
}

void Document::end() {
  assert(!open_.empty());
  open_.pop_back();
  commands_.push_back({Op::End, Break::Group, false, 0, {}});
}

void Document::breakGroup() {
  for (auto each = open_.rbegin(); each != open_.rend(); ++each)
    if (commands_[*each].op == Op::Group) {
      for (; each != open_.rend(); ++each)
        if (commands_[*each].op == Op::Group)
          commands_[*each].flag = true;
      return;
    }
}

/// A group, or what stands between a place and the next one beside it, takes no more than `room` columns when it is on
/// one line, together with what follows it up to where a line may end next.
bool Document::fits(size_t index, uint32_t room) const {
  bool group = commands_[index].op == Op::Group;
  uint32_t used = group ? 0 : commands_[index].width;
  int depth = 0;
  bool inside = true; // of the group, or of what the place stands in: there a line ends only where it must
  for (++index; index < commands_.size() && used <= room; ++index) {
    const Command &command = commands_[index];
    switch (command.op) {
    case Op::Text:
    case Op::Pad:
      used += command.width;
      break;
    case Op::Line:
      if (!inside || (depth == 0 && !group) || command.kind == Break::Hard || command.kind == Break::Blank)
        return true;
      used += command.width;
      break;
    case Op::Group:
    case Op::Continuation:
    case Op::Block:
    case Op::Align:
      ++depth;
      break;
    case Op::End:
      inside &= --depth >= 0;
      break;
    case Op::PadIfBroken:
    case Op::Comment:
      break;
    }
  }
  return used <= room;
}

class Document::Printer {
public:
  explicit Printer(const Document &document) : document_(document) { lines_.emplace_back(); }

  std::vector<Line> run();

private:
  struct Level {
    uint32_t indent = 0; ///< of a line that is broken here
    uint32_t base = 0;   ///< of the statement
    bool broken = true;  ///< the innermost group
  };
  void command(size_t index);
  void open(size_t index);
  void lineBreak(size_t index);
  void blanks(uint32_t count) {
    pending_ += count;
    column_ += count;
  }
  bool room(size_t index) const { return column_ <= lineWidth && document_.fits(index, lineWidth - column_); }

  const Document &document_;
  std::vector<Line> lines_;
  std::vector<Level> levels_{Level{}};
  uint32_t column_ = 0;
  uint32_t pending_ = 0; ///< blanks before the next word: no line ends in blanks
};

std::vector<Line> Document::Printer::run() {
  for (size_t index = 0; index < document_.commands_.size(); ++index)
    command(index);
  return std::move(lines_);
}

void Document::Printer::command(size_t index) {
  const Command &next = document_.commands_[index];
  Line &line = lines_.back();
  switch (next.op) {
  case Op::Text:
    if (line.code.empty())
      line.indent = pending_;
    line.code.append(pending_, ' ');
    line.code += next.text;
    pending_ = 0;
    column_ += next.width;
    line.width = column_;
    return;
  case Op::PadIfBroken:
    if (!levels_.back().broken)
      return;
    [[fallthrough]];
  case Op::Pad:
    return blanks(next.width);
  case Op::Line:
    return lineBreak(index);
  case Op::Comment:
    line.comment = next.text.str();
    return;
  case Op::End:
    levels_.pop_back();
    return;
  case Op::Group:
  case Op::Continuation:
  case Op::Block:
  case Op::Align:
    return open(index);
  }
}

void Document::Printer::open(size_t index) {
  const Command &next = document_.commands_[index];
  Level level = levels_.back();
  if (next.op == Op::Group)
    level.broken = next.flag || !room(index);
  else if (next.op == Op::Continuation)
    level.indent = level.base + next.width;
  else if (next.op == Op::Block)
    level.indent = level.base = level.base + next.width;
  else
    level.indent = level.base = column_;
  levels_.push_back(level);
}

void Document::Printer::lineBreak(size_t index) {
  const Command &next = document_.commands_[index];
  const Level &level = levels_.back();
  bool ends = true;
  if (next.kind == Break::Group)
    ends = level.broken;
  else if (next.kind == Break::Fill)
    ends = !room(index);
  if (!ends)
    return blanks(next.width);
  if (next.kind == Break::Blank)
    lines_.emplace_back();
  lines_.emplace_back();
  pending_ = column_ = next.flag ? level.base : level.indent;
}

std::vector<Line> Document::print() const { return Printer(*this).run(); }

uint32_t displayWidth(llvm::StringRef text) {
  bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return c >= ' ' && c < 0x7F; });
  return ascii ? static_cast<uint32_t>(text.size()) : diagnostics::render::Cells(text).width();
}

} // namespace onus::format
