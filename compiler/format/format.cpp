// SPDX-License-Identifier: Apache-2.0
#include "format/format.h"

#include "diagnostics/diagnostic.h"
#include "format/layout.h"
#include "syntax/parse/parse.h"

#include <algorithm>

namespace onus::format {
namespace {

/// What stands outermost in a file, printed.
struct Item {
  Node node;
  std::vector<Line> lines;
  bool empty = false;    ///< an empty line stands above it in the source
  bool comments = false; ///< a comment stands above it
  bool row = false;      ///< it could be a row of a table
  /// It ends in a bracket on a line of its own: empty lines set it apart.
  bool block() const {
    llvm::StringRef last = lines.back().code;
    return lines.size() > 1 && (last.startswith("}") || last.startswith("]"));
  }
};

class FileFormatter {
public:
  FileFormatter(llvm::StringRef text, const syntax::Outline &outline) : source_(text, outline) {}
  std::vector<Line> run();

private:
  std::vector<Line> print(Node node, Columns columns) const;
  Item item(Node node) const;
  void align(llvm::MutableArrayRef<Item> run) const;
  void alignRuns();
  bool mayBeRow(Node node) const;
  bool sameRun(const Item &above, const Item &below) const;
  bool apart(const Item &above, const Item &below) const;
  Columns tableColumns(llvm::ArrayRef<Item> run) const;
  uint32_t titleEnd(const Item &item) const;
  void appendRest(std::vector<Line> &lines) const;

  Source source_;
  std::vector<Item> items_;
};

std::vector<Line> FileFormatter::print(Node node, Columns columns) const {
  Document document;
  Layout(source_, document, node.first()).top(node, columns);
  return document.print();
}

Item FileFormatter::item(Node node) const {
  Item item{node, print(node, {})};
  item.row = mayBeRow(node);
  uint32_t from = node.first() == 0 ? 0 : source_.word(node.first() - 1).end;
  llvm::ArrayRef<syntax::Token> comments = source_.comments();
  for (size_t i = source_.commentFrom(from); i <= comments.size(); ++i) {
    uint32_t to = source_.word(node.first()).begin;
    bool comment = i < comments.size() && comments[i].begin < to;
    if (comment)
      to = comments[i].begin;
    unsigned breaks = source_.lineBreaks(from, to);
    // A comment behind the word above belongs to that word's line.
    if (comment && breaks == 0 && node.first() > 0) {
      from = comments[i].end;
      continue;
    }
    item.empty = node.first() > 0 && breaks > 1;
    item.comments = comment;
    break;
  }
  return item;
}

bool FileFormatter::apart(const Item &above, const Item &below) const {
  return below.empty || above.node.rule() != below.node.rule() || above.block() || below.block();
}

/// A party or an effect that has at most one clause and fits on one line.
bool FileFormatter::mayBeRow(Node node) const {
  Node inner = node.inner();
  if (inner.rule() != RuleKind::EffectDecl && inner.rule() != RuleKind::PartyDecl)
    return false;
  if (source_.width(inner.first(), inner.end()) > lineWidth || source_.commentWithin(inner.first(), inner.end()))
    return false;
  size_t clauses = 0;
  for (const Part &part : source_.parts(inner))
    clauses += source_.is(part, RuleKind::EffectClause) || source_.is(part, RuleKind::PartyClause);
  return clauses < 2;
}

/// Declarations of one kind, one directly below the other, are a table: `=` under `=`, caption under caption.
bool FileFormatter::sameRun(const Item &above, const Item &below) const {
  if (below.empty || below.comments || above.node.rule() != RuleKind::Declaration ||
      below.node.rule() != RuleKind::Declaration)
    return false;
  Node first = above.node.inner(), second = below.node.inner();
  if (first.firstKind() != second.firstKind())
    return false;
  auto assigns = [&](Node node) { return source_.kind(node.first() + 2) == TokenKind::Assign; };
  if (first.rule() == RuleKind::TypeDecl || first.rule() == RuleKind::LetDecl)
    return !above.block() && !below.block() && assigns(first) && assigns(second);
  return above.row && below.row;
}

/// The width of what stands before the `=`, or before the caption, or before the brace.
uint32_t FileFormatter::titleEnd(const Item &item) const {
  Node node = item.node.inner();
  uint32_t end = node.first();
  for (const Part &part : source_.parts(node)) {
    if (source_.is(part, TokenKind::Assign) || source_.is(part, TokenKind::String) ||
        source_.is(part, TokenKind::LBrace))
      break;
    end = part.isNode() ? source_.node(part).end() : part.word + 1;
  }
  return source_.width(node.first(), end);
}

Columns FileFormatter::tableColumns(llvm::ArrayRef<Item> run) const {
  RuleKind rule = run.front().node.inner().rule();
  bool captions = rule == RuleKind::EffectDecl || rule == RuleKind::PartyDecl;
  Columns columns;
  for (const Item &item : run)
    columns.title = std::max(columns.title, titleEnd(item) + (captions ? 2 : 1));
  for (const Item &item : run) {
    uint32_t end = titleEnd(item);
    for (const Part &part : source_.parts(item.node.inner()))
      if (captions && source_.is(part, TokenKind::String))
        end = columns.title + source_.width(part.word);
    columns.caption = std::max(columns.caption, captions ? end + 1 : 0);
  }
  return columns;
}

/// Prints a run again as a table. Where a row would no longer be one, or an `=` would push what follows to another
/// line, nothing is aligned.
void FileFormatter::align(llvm::MutableArrayRef<Item> run) const {
  if (run.size() < 2)
    return;
  Columns columns = tableColumns(run);
  columns.row = run.front().row;
  std::vector<std::vector<Line>> printed;
  bool fits = true;
  for (const Item &item : run) {
    fits &= !source_.commentWithin(item.node.first(), item.node.end());
    printed.push_back(print(item.node, columns));
    fits &= columns.row ? !Item{item.node, printed.back()}.block() : printed.back().size() == item.lines.size();
    for (const Line &line : printed.back())
      fits &= line.width <= lineWidth;
  }
  for (size_t i = 0; i < run.size(); ++i) {
    if (fits)
      run[i].lines = std::move(printed[i]);
    else if (columns.row)
      run[i].lines = print(run[i].node, {true, 0, 0});
  }
}

void FileFormatter::alignRuns() {
  for (size_t begin = 0, end = 0; begin < items_.size(); begin = end) {
    end = begin + 1;
    while (end < items_.size() && sameRun(items_[end - 1], items_[end]))
      ++end;
    align(llvm::MutableArrayRef<Item>(items_).slice(begin, end - begin));
  }
}

/// The comments below the last declaration.
void FileFormatter::appendRest(std::vector<Line> &lines) const {
  uint32_t last = source_.wordCount();
  uint32_t from = last == 0 ? 0 : source_.word(last - 1).end;
  Document document;
  Layout(source_, document, last).rest();
  std::vector<Line> rest = document.print();
  while (!rest.empty() && rest.back().code.empty())
    rest.pop_back();
  llvm::ArrayRef<syntax::Token> comments = source_.comments();
  size_t first =
      comments.size() -
      static_cast<size_t>(std::count_if(rest.begin(), rest.end(), [](const Line &line) { return !line.code.empty(); }));
  if (rest.empty())
    return;
  if (first > 0)
    from = std::max(from, comments[first - 1].end);
  if (!lines.empty() && source_.lineBreaks(from, comments[first].begin) > 1)
    lines.emplace_back();
  std::move(rest.begin(), rest.end(), std::back_inserter(lines));
}

std::vector<Line> FileFormatter::run() {
  for (Node node : source_.top())
    items_.push_back(item(node));
  alignRuns();
  std::vector<Line> lines;
  for (size_t i = 0; i < items_.size(); ++i) {
    if (i + 1 < items_.size() && apart(items_[i], items_[i + 1]))
      items_[i].lines.emplace_back();
    std::move(items_[i].lines.begin(), items_[i].lines.end(), std::back_inserter(lines));
  }
  appendRest(lines);
  return lines;
}

/// Comments at the ends of neighbouring lines that are indented alike begin in one column.
void alignComments(llvm::MutableArrayRef<Line> lines) {
  for (size_t begin = 0, end = 0; begin < lines.size(); begin = std::max(end, begin + 1)) {
    uint32_t widest = 0;
    for (end = begin; end < lines.size() && !lines[end].comment.empty() && lines[end].indent == lines[begin].indent;
         ++end)
      widest = std::max(widest, lines[end].width);
    for (size_t i = begin; i < end; ++i)
      lines[i].code.append(widest + 2 - lines[i].width, ' ').append(lines[i].comment);
  }
}

} // namespace

std::string format(llvm::StringRef text, const syntax::Outline &outline) {
  std::vector<Line> lines = FileFormatter(text, outline).run();
  alignComments(lines);
  std::string out;
  out.reserve(text.size() + text.size() / 8);
  for (const Line &line : lines) {
    out += line.code;
    out += '\n';
  }
  return out;
}

std::optional<std::string> format(llvm::StringRef text) {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  syntax::Outline outline;
  source::FileId id = sources.add("text.onus", text.str());
  if (syntax::parse(sources, id, arena, reporter, {}, &outline)->broken)
    return std::nullopt;
  return format(text, outline);
}

bool sameWords(llvm::StringRef left, llvm::StringRef right) {
  syntax::Tokens a = syntax::lex(left), b = syntax::lex(right);
  auto same = [&](const std::vector<syntax::Token> &first, const std::vector<syntax::Token> &second, bool trim) {
    return std::equal(first.begin(), first.end(), second.begin(), second.end(),
                      [&](const syntax::Token &x, const syntax::Token &y) {
                        llvm::StringRef one = left.slice(x.begin, x.end), other = right.slice(y.begin, y.end);
                        return x.kind == y.kind && (trim ? one.rtrim() == other.rtrim() : one == other);
                      });
  };
  return same(a.words, b.words, false) && same(a.comments, b.comments, true);
}

} // namespace onus::format
