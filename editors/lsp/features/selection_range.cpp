// SPDX-License-Identifier: Apache-2.0
#include "lsp/brackets.h"
#include "lsp/feature.h"

#include "syntax/literals.h"
#include "syntax/walk.h"
#include "llvm/ADT/STLExtras.h"

/// What a selection grows to, step by step: from the word by way of expressions, clauses and declarations to the file.
namespace onus::lsp {

namespace {

struct Bytes {
  uint32_t begin = 0, end = 0;
  bool holds(uint32_t offset) const { return begin <= offset && offset <= end; }
  bool holds(const Bytes &other) const { return begin <= other.begin && other.end <= end; }
  uint32_t size() const { return end - begin; }
  bool operator==(const Bytes &) const = default;
};

/// Everything in a text that can be selected as one, and lies around an offset.
class Surroundings {
public:
  Surroundings(const DocumentSyntax &syntax, uint32_t offset) : syntax_(syntax), offset_(offset) {}
  /// The smallest first, each within the next.
  std::vector<Bytes> find();

private:
  void word();
  void comment();
  void brackets();
  void outline();
  void expressions();
  void add(uint32_t begin, uint32_t end) {
    if (Bytes found{begin, end}; found.holds(offset_))
      found_.push_back(found);
  }

  const DocumentSyntax &syntax_;
  uint32_t offset_;
  std::vector<Bytes> found_;
};

/// The word at the offset, or the one that ends there where none begins.
void Surroundings::word() {
  const auto &words = syntax_.tokens().words;
  const syntax::Token *chosen = nullptr;
  for (const syntax::Token &each : words) {
    if (each.begin > offset_ || each.kind == syntax::TokenKind::End)
      break;
    if (each.end >= offset_ && (!chosen || !syntax::isWord(chosen->kind) || syntax::isWord(each.kind)))
      chosen = &each;
  }
  if (!chosen)
    return;
  add(chosen->begin, chosen->end);
  llvm::StringRef text = syntax_.text().slice(chosen->begin, chosen->end);
  if (!text.startswith("\"") && !text.startswith("r\""))
    return;
  llvm::StringRef body = syntax::quotedBody(text);
  uint32_t begin = static_cast<uint32_t>(body.data() - syntax_.text().data());
  add(begin, begin + static_cast<uint32_t>(body.size()));
}

/// The comment, and the run of them that follow each other without an empty line or a word between them.
void Surroundings::comment() {
  const auto &comments = syntax_.tokens().comments;
  auto at = llvm::find_if(comments, [&](const syntax::Token &each) {
    return Bytes{each.begin, each.end}.holds(offset_);
  });
  if (at == comments.end())
    return;
  add(at->begin, at->end);
  auto joined = [&](const syntax::Token &above, const syntax::Token &below) {
    llvm::StringRef between = syntax_.text().slice(above.end, below.begin);
    return between.trim().empty() && between.count('\n') <= 1;
  };
  auto first = at, last = at;
  while (first != comments.begin() && joined(*std::prev(first), *first))
    --first;
  while (std::next(last) != comments.end() && joined(*last, *std::next(last)))
    ++last;
  add(first->begin, last->end);
}

void Surroundings::brackets() {
  const auto &words = syntax_.tokens().words;
  for (const BracketPair &pair : bracketPairs(words)) {
    llvm::StringRef inner = syntax_.text().slice(words[pair.open].end, words[pair.close].begin);
    uint32_t begin = words[pair.open].end + static_cast<uint32_t>(inner.size() - inner.ltrim().size());
    add(begin, begin + static_cast<uint32_t>(inner.trim().size()));
    add(words[pair.open].begin, words[pair.close].end);
  }
}

void Surroundings::outline() {
  const auto &words = syntax_.outline().tokens.words;
  for (const syntax::OutlineNode &node : syntax_.outline().nodes)
    if (node.end > node.first)
      add(words[node.first].begin, words[node.end - 1].end);
}

void Surroundings::expressions() {
  for (const syntax::Decl *decl : syntax_.tree()->decls)
    if (Bytes{decl->range.begin, decl->range.end}.holds(offset_))
      syntax::walk(*decl, [&](const syntax::Expr &expr) { add(expr.range.begin, expr.range.end); });
}

std::vector<Bytes> Surroundings::find() {
  comment();
  if (found_.empty())
    word();
  brackets();
  outline();
  expressions();
  add(0, static_cast<uint32_t>(syntax_.text().size()));
  llvm::stable_sort(found_, [](const Bytes &left, const Bytes &right) { return left.size() < right.size(); });
  std::vector<Bytes> nested;
  for (const Bytes &each : found_)
    if (nested.empty() || (each.holds(nested.back()) && each != nested.back()))
      nested.push_back(each);
  return nested;
}

json::Value chain(const Document &document, uint32_t offset) {
  json::Value result;
  std::vector<Bytes> found = Surroundings(document.syntax(), offset).find();
  for (const Bytes &each : llvm::reverse(found)) {
    json::Object object{{"range", toJson(document.lines.span(each.begin, each.end))}};
    if (!result.isNull())
      object.emplace_back("parent", std::move(result));
    result = std::move(object);
  }
  return result;
}

json::Value answer(Session &session, const json::Value &params) {
  auto document = documentOf(session, params);
  const json::Array *positions = required(params, "positions").asArray();
  if (!positions)
    throw RequestError(ErrorCode::InvalidParams, "`positions` is no list");
  json::Array result;
  for (const json::Value &position : *positions) {
    if (session.isCancelled())
      throw RequestError(ErrorCode::RequestCancelled, "the client does not want the answer any more");
    result.push_back(chain(*document, document->lines.offset(readPosition(position))));
  }
  return result;
}

} // namespace

const Feature selectionRange = {
    .offer = [](json::Object &capabilities,
                const Client &) { capabilities.emplace_back("selectionRangeProvider", true); },
    .methods = {{"textDocument/selectionRange", answer}},
};

} // namespace onus::lsp
