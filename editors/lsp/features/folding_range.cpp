// SPDX-License-Identifier: Apache-2.0
#include "lsp/brackets.h"
#include "lsp/feature.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

/// What an editor can collapse: declarations, everything in brackets, runs of comments, and the block of `use`s.
namespace onus::lsp {

namespace {

using syntax::RuleKind;

struct Fold {
  Span span;
  size_t depth = 0;           ///< the deepest are left out first where there are too many
  const char *kind = nullptr; ///< `comment`, `imports`
};

class Folder {
public:
  Folder(const Document &document, bool wholeLines)
      : lines_(document.lines), syntax_(document.syntax()), wholeLines_(wholeLines) {}
  std::vector<Fold> folds();

private:
  void brackets();
  void declarations();
  void comments();
  bool standsAlone(const syntax::Token &comment) const;
  void add(uint32_t begin, uint32_t end, size_t depth, const char *kind = nullptr) {
    folds_.push_back({lines_.span(begin, end), depth, kind});
  }

  const TextLines &lines_;
  const DocumentSyntax &syntax_;
  bool wholeLines_;
  std::vector<Fold> folds_;
};

/// The last bracket stays in sight, and so does all of its line where only whole lines can be collapsed.
void Folder::brackets() {
  const auto &words = syntax_.tokens().words;
  for (const BracketPair &pair : bracketPairs(words)) {
    add(words[pair.open].end, words[pair.close].begin, pair.depth);
    Span &span = folds_.back().span;
    if (wholeLines_ && span.end.line > span.start.line)
      --span.end.line;
  }
}

/// Declarations without brackets, and the `use`s as one.
void Folder::declarations() {
  const auto &words = syntax_.outline().tokens.words;
  std::optional<Fold> imports;
  const auto &nodes = syntax_.outline().nodes;
  for (size_t at = 0; at < nodes.size(); at = nodes[at].after) {
    uint32_t begin = words[nodes[at].first].begin, end = words[nodes[at].end - 1].end;
    if (nodes[at].rule == RuleKind::UseClause)
      imports = Fold{{imports ? imports->span.start : lines_.position(begin), lines_.position(end)}, 0, "imports"};
    else if (nodes[at].rule == RuleKind::Declaration && !closesBracket(words[nodes[at].end - 1].kind))
      add(begin, end, 0);
  }
  if (imports)
    folds_.push_back(*imports);
}

bool Folder::standsAlone(const syntax::Token &comment) const {
  Position start = lines_.position(comment.begin);
  uint32_t begin = lines_.offset({start.line, 0});
  return syntax_.text().slice(begin, comment.begin).trim(" \t\uFEFF").empty();
}

/// Comments on lines of their own, one below the other and of one form.
void Folder::comments() {
  const auto &comments = syntax_.tokens().comments;
  for (size_t first = 0, last = 0; first < comments.size(); first = last + 1) {
    last = first;
    if (!standsAlone(comments[first]))
      continue;
    uint32_t line = lines_.position(comments[first].begin).line;
    while (last + 1 < comments.size() && comments[last + 1].kind == comments[first].kind &&
           lines_.position(comments[last + 1].begin).line == line + (last + 1 - first))
      ++last;
    add(comments[first].begin, comments[last].end, 0, "comment");
  }
}

std::vector<Fold> Folder::folds() {
  brackets();
  declarations();
  comments();
  llvm::erase_if(folds_, [](const Fold &fold) { return fold.span.end.line <= fold.span.start.line; });
  llvm::stable_sort(folds_, [](const Fold &left, const Fold &right) {
    return std::pair(left.span.start.line, left.depth) < std::pair(right.span.start.line, right.depth);
  });
  if (wholeLines_) // one line collapses one thing: the outermost
    folds_.erase(llvm::unique(folds_, [](const Fold &left,
                                         const Fold &right) { return left.span.start.line == right.span.start.line; }),
                 folds_.end());
  return std::move(folds_);
}

/// Leaves the `limit` that lie furthest out, in their order.
void limitTo(size_t limit, std::vector<Fold> &folds) {
  if (folds.size() <= limit)
    return;
  llvm::stable_sort(folds, [](const Fold &left, const Fold &right) { return left.depth < right.depth; });
  folds.resize(limit);
  llvm::stable_sort(folds, [](const Fold &left, const Fold &right) {
    return std::pair(left.span.start.line, left.depth) < std::pair(right.span.start.line, right.depth);
  });
}

json::Value toJson(const Fold &fold, bool wholeLines) {
  json::Object object{{"startLine", json::Value::integer(fold.span.start.line)},
                      {"endLine", json::Value::integer(fold.span.end.line)}};
  if (!wholeLines) {
    object.emplace_back("startCharacter", json::Value::integer(fold.span.start.character));
    object.emplace_back("endCharacter", json::Value::integer(fold.span.end.character));
  }
  if (fold.kind)
    object.emplace_back("kind", fold.kind);
  return object;
}

json::Value answer(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  bool wholeLines = session.client.supports({"textDocument", "foldingRange", "lineFoldingOnly"});
  std::vector<Fold> folds = Folder(*document, wholeLines).folds();
  if (const json::Value *limit = session.client.capability({"textDocument", "foldingRange", "rangeLimit"}))
    if (auto most = readInteger(*limit); most && *most >= 0)
      limitTo(static_cast<size_t>(*most), folds);
  json::Array result;
  for (const Fold &fold : folds)
    result.push_back(toJson(fold, wholeLines));
  return result;
}

} // namespace

const Feature foldingRange = {
    .offer = [](json::Object &capabilities,
                const Client &) { capabilities.emplace_back("foldingRangeProvider", true); },
    .methods = {{"textDocument/foldingRange", answer}},
};

} // namespace onus::lsp
