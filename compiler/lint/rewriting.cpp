// SPDX-License-Identifier: Apache-2.0
#include "lint/rewriting.h"

#include "syntax/lexer.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lint {

using llvm::isa;
using llvm::StringRef;
using source::Range;
using syntax::BinaryOp;

bool isInStandard(const syntax::File &file, const syntax::Expr &expr) {
  return llvm::any_of(file.decls, [&](const syntax::Decl *decl) {
    return isa<syntax::StandardDecl>(decl) && decl->range.begin <= expr.range.begin &&
           expr.range.end <= decl->range.end;
  });
}

Range trimmed(const source::SourceManager &sources, Range range) {
  StringRef text = sources.text(range);
  range.begin += static_cast<uint32_t>(text.size() - text.ltrim().size());
  range.end -= static_cast<uint32_t>(text.size() - text.rtrim().size());
  return range;
}

Range leftOf(const source::SourceManager &sources, const syntax::BinaryExpr &expr) {
  return trimmed(sources, {expr.range.file, expr.range.begin, expr.opRange.begin});
}

Range rightOf(const source::SourceManager &sources, const syntax::BinaryExpr &expr) {
  return trimmed(sources, {expr.range.file, expr.opRange.end, expr.range.end});
}

Range operandOf(const source::SourceManager &sources, const syntax::UnaryExpr &expr) {
  uint32_t word = expr.op == syntax::UnaryOp::Not ? 3 : 1;
  return trimmed(sources, {expr.range.file, expr.range.begin + word, expr.range.end});
}

Range listOf(const source::SourceManager &sources, const syntax::QuantifierExpr &expr) {
  StringRef text = sources.text(expr.range.file);
  auto in = static_cast<uint32_t>(text.find("in", expr.variable.range.end) + 2);
  auto colon = static_cast<uint32_t>(text.find(':', expr.list->range.end));
  return trimmed(sources, {expr.range.file, in, colon});
}

bool sameWords(const source::SourceManager &sources, Range left, Range right) {
  StringRef first = sources.text(left), second = sources.text(right);
  if (first == second)
    return true;
  auto words = [](StringRef text) {
    std::vector<StringRef> out;
    for (const syntax::Token &token : syntax::lex(text).words)
      out.push_back(text.slice(token.begin, token.end));
    return out;
  };
  return words(first) == words(second);
}

bool holdsComment(const syntax::File &file, Range range) {
  auto behind = llvm::partition_point(
      file.comments, [&](const syntax::Comment &comment) { return comment.range.begin < range.begin; });
  return behind != file.comments.end() && behind->range.begin < range.end;
}

bool isLiteral(const syntax::Expr *expr) {
  return isa<syntax::BoolExpr, syntax::IntExpr, syntax::DecimalExpr, syntax::StringExpr, syntax::DurationExpr,
             syntax::DateExpr, syntax::InstantExpr>(expr);
}

bool isComparison(BinaryOp op) { return op >= BinaryOp::Equal && op <= BinaryOp::GreaterEqual; }

namespace {
/// What takes an operator's place: its partner in one of the pairs, or itself.
BinaryOp partner(BinaryOp op, llvm::ArrayRef<std::pair<BinaryOp, BinaryOp>> pairs) {
  for (auto [one, other] : pairs)
    if (op == one || op == other)
      return op == one ? other : one;
  return op;
}
} // namespace

BinaryOp mirrored(BinaryOp op) {
  return partner(op, {{BinaryOp::Less, BinaryOp::Greater}, {BinaryOp::LessEqual, BinaryOp::GreaterEqual}});
}

BinaryOp opposite(BinaryOp op) {
  return partner(op, {{BinaryOp::Equal, BinaryOp::NotEqual},
                      {BinaryOp::Less, BinaryOp::GreaterEqual},
                      {BinaryOp::LessEqual, BinaryOp::Greater}});
}

bool isLoose(const syntax::Expr *expr) {
  auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(expr);
  return isa<syntax::IfExpr>(expr) || (binary && (binary->op == BinaryOp::And || binary->op == BinaryOp::Or));
}

} // namespace onus::lint
