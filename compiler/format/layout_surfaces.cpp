// SPDX-License-Identifier: Apache-2.0
#include "format/layout.h"

/// Surfaces. In the grammar the clauses of a surface stand one after the other; here those that say something of a
/// tool, or sign for it, go below it.
namespace onus::format {

/// Tools whose names are longer than this are no rows of a table: they would push the others too far.
static constexpr uint32_t widestName = 48;

/// Clauses of a surface that belong together: `tool …` or `unguarded …` with what follows, or one of the surface
/// itself.
struct Layout::Tool {
  llvm::SmallVector<Part, 6> clauses;
  TokenKind kind = TokenKind::End;
  uint32_t row = 0; ///< the width of what stands before `does`, in a row of a table; else 0
};

static bool isTerm(TokenKind kind) {
  return kind == TokenKind::Requested || kind == TokenKind::Approved || kind == TokenKind::Reviewed ||
         kind == TokenKind::Until;
}

/// `unguarded a, b because "…"` signs for tools by their names and belongs to the surface.
bool Layout::namesTools(Node unguarded, bool inTool) const {
  Parts parts = source_.parts(unguarded);
  size_t names = 0;
  for (const Part &each : parts)
    names += source_.is(each, RuleKind::ToolName);
  TokenKind first = source_.kind(unguarded.first() + 1);
  bool event = first == TokenKind::Call || first == TokenKind::Result;
  return names > 1 || (names == 1 && !(event && inTool));
}

std::vector<Layout::Tool> Layout::tools(llvm::ArrayRef<Part> members) const {
  std::vector<Tool> tools;
  for (const Part &each : members) {
    TokenKind kind = source_.kind(each.word);
    bool inTool = !tools.empty() && tools.back().kind == TokenKind::Tool;
    bool inWaiver = !tools.empty() && tools.back().kind == TokenKind::Unguarded;
    bool goesOn = (inTool || inWaiver) && (isTerm(kind) || kind == TokenKind::Returns || kind == TokenKind::Does);
    if (kind == TokenKind::Unguarded)
      goesOn = inTool && !namesTools(source_.node(each), true);
    if (!goesOn) {
      tools.emplace_back();
      tools.back().kind = kind;
    }
    tools.back().clauses.push_back(each);
  }
  for (Tool &tool : tools) {
    Node first = source_.node(tool.clauses.front());
    uint32_t width = source_.width(first.first(), first.end());
    bool row = tool.kind == TokenKind::Tool && tool.clauses.size() > 1 && width <= widestName &&
               source_.kind(tool.clauses[1].word) == TokenKind::Does &&
               source_.kind(first.end() - 1) != TokenKind::RParen &&
               !source_.commentWithin(first.first(), first.end() + 1);
    tool.row = row ? width : 0;
  }
  return tools;
}

/// Where `does` begins for each tool: rows without an empty line between them share a column.
std::vector<uint32_t> Layout::toolColumns(llvm::ArrayRef<Tool> tools) const {
  std::vector<uint32_t> columns(tools.size(), 0);
  for (size_t begin = 0, end = 0; begin < tools.size(); begin = end) {
    uint32_t widest = 0;
    for (end = begin; end < tools.size(); ++end) {
      if (end > begin && source_.blankBefore(tools[end].clauses.front().word))
        break;
      widest = std::max(widest, tools[end].row);
    }
    std::fill(columns.begin() + static_cast<std::ptrdiff_t>(begin), columns.begin() + static_cast<std::ptrdiff_t>(end),
              widest);
  }
  return columns;
}

void Layout::surfaceMembers(llvm::ArrayRef<Part> members) {
  std::vector<Tool> all = tools(members);
  std::vector<uint32_t> columns = toolColumns(all);
  Parts clauses;
  for (const Tool &each : all)
    if (each.kind != TokenKind::Tool && each.kind != TokenKind::Unguarded)
      clauses.push_back(each.clauses.front());
  uint32_t wide = column(clauses);
  for (size_t i = 0; i < all.size(); ++i) {
    gap(Gap::Statement);
    if (all[i].kind == TokenKind::Tool) {
      tool(all[i], columns[i]);
    } else if (all[i].kind == TokenKind::Unguarded) {
      document_.beginContinuation(4);
      unguarded(all[i].clauses);
      document_.end();
    } else {
      clause(source_.node(all[i].clauses.front()).inner(), wide);
    }
  }
}

/// `tool NAME … does …`, with its approval and what it is unguarded for on the lines below.
void Layout::tool(const Tool &tool, uint32_t column) {
  llvm::ArrayRef<Part> clauses = tool.clauses;
  document_.beginContinuation(4);
  document_.beginGroup();
  flow(source_.node(clauses.front()));
  size_t i = 1;
  for (; i < clauses.size(); ++i) {
    TokenKind kind = source_.kind(clauses[i].word);
    if (kind != TokenKind::Returns && kind != TokenKind::Does)
      break;
    if (kind == TokenKind::Returns) {
      flow(source_.node(clauses[i]));
      continue;
    }
    if (source_.kind(clauses[i - 1].word) == TokenKind::Returns)
      gap(Gap::Hard);
    else if (tool.row == 0)
      gap(Gap::Group, 2);
    else if (gap(Gap::Plain))
      document_.pad(column - tool.row + 1);
    word(); // `does`
    gap(Gap::Plain);
    document_.beginAlign();
    Parts does = source_.parts(source_.node(clauses[i]));
    flow(llvm::makeArrayRef(does).drop_front());
    document_.end();
  }
  document_.end();
  while (i < clauses.size()) {
    size_t begin = i++;
    gap(Gap::Hard);
    if (source_.kind(clauses[begin].word) != TokenKind::Unguarded) {
      flow(source_.node(clauses[begin]));
      continue;
    }
    while (i < clauses.size() && isTerm(source_.kind(clauses[i].word)))
      ++i;
    unguarded(clauses.slice(begin, i - begin));
  }
  document_.end();
}

/// `unguarded [TOOLS] because "…"` and its terms.
void Layout::unguarded(llvm::ArrayRef<Part> clauses) {
  Parts parts = source_.parts(source_.node(clauses.front()));
  word();
  gap(Gap::Plain);
  document_.beginAlign();
  for (const Part &each : llvm::makeArrayRef(parts).drop_front()) {
    if (source_.is(each, TokenKind::Because) && !gapDone_)
      gap(Gap::Fill);
    flow(each);
    if (source_.is(each, TokenKind::Comma))
      gap(Gap::Fill);
  }
  TokenKind before = TokenKind::Because;
  for (const Part &each : clauses.drop_front()) {
    TokenKind now = source_.kind(each.word);
    gapBeforeTerm(before, now);
    flow(source_.node(each));
    before = now;
  }
  document_.end();
}

} // namespace onus::format
