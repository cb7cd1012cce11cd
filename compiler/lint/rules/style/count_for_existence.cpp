// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"
#include "syntax/walk.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using source::Range;
using syntax::BinaryOp;

/// A count that is only asked whether it is zero.
struct Question {
  const syntax::CallExpr *count = nullptr;
  bool some = false; ///< or none
};

std::optional<Question> questionOf(const syntax::BinaryExpr &expr) {
  bool first = llvm::isa<syntax::CallExpr>(expr.left);
  BinaryOp op = first ? expr.op : mirrored(expr.op);
  auto *call = llvm::dyn_cast<syntax::CallExpr>(first ? expr.left : expr.right);
  auto *number = llvm::dyn_cast<syntax::IntExpr>(first ? expr.right : expr.left);
  auto *name = call ? llvm::dyn_cast<syntax::NameExpr>(call->callee) : nullptr;
  if (!number || !name || name->name != "count" || call->arguments.size() != 1)
    return std::nullopt;
  bool zero = number->value == 0, one = number->value == 1;
  if ((zero && (op == BinaryOp::Greater || op == BinaryOp::NotEqual)) || (one && op == BinaryOp::GreaterEqual))
    return Question{call, true};
  if ((zero && (op == BinaryOp::Equal || op == BinaryOp::LessEqual)) || (one && op == BinaryOp::Less))
    return Question{call, false};
  return std::nullopt;
}

bool calls(const syntax::Expr &expr) {
  bool found = false;
  syntax::walk(expr, [&](const syntax::Expr &part) { found |= llvm::isa<syntax::CallExpr>(part); });
  return found;
}

/// A function may fail for an item that `any` no longer looks at.
void checkItems(const syntax::File &file, const syntax::Expr &expr, const Question &question, Pass &pass) {
  const syntax::Argument &items = question.count->arguments.front();
  if (!items.where)
    return;
  llvm::StringRef text = pass.sources().text(expr.range.file);
  size_t where = text.take_front(items.where->range.begin).rfind("where");
  Range list{expr.range.file, items.variable.range.begin, static_cast<uint32_t>(where)};
  Range body{expr.range.file, static_cast<uint32_t>(where + 5), question.count->range.end - 1};
  std::string condition = pass.sources().text(trimmed(pass.sources(), body)).str();
  if (isLoose(items.where) && !items.where->parenthesised)
    condition = "(" + condition + ")";
  std::string better = std::string(question.some ? "any " : "not any ") +
                       pass.sources().text(trimmed(pass.sources(), list)).str() + ": " + condition;
  if (text.take_front(expr.range.begin).rtrim().endswith(":"))
    better = "(" + better + ")";
  bool twice = !question.some && text.take_front(expr.range.begin).rtrim().endswith("not");
  auto builder = pass.report(expr.range, "only whether there is one matters here, which `any` says without counting");
  if (!holdsComment(file, expr.range) && !twice)
    builder.fix({"ask with `any`",
                 calls(*items.where) ? Applicability::MaybeIncorrect : Applicability::MachineApplicable,
                 {{expr.range, better}}});
}

/// The engine keeps another state for `seen`, which begins anew with the next build: a person decides when.
void checkHistory(const syntax::File &file, const syntax::Expr &expr, const Question &question, Pass &pass) {
  const syntax::Selector *events = question.count->arguments.front().selector;
  if (events && events->denied)
    return;
  auto builder = pass.report(expr.range, "only whether there was one matters here, which `seen` says without counting");
  std::string arguments = pass.sources()
                              .text(question.count->range)
                              .drop_front(question.count->callee->range.end - question.count->range.begin)
                              .str();
  llvm::StringRef earlier = pass.sources().text(expr.range.file).take_front(expr.range.begin).rtrim();
  if (!holdsComment(file, expr.range) && (question.some || !earlier.endswith("not")))
    builder.fix("ask with `seen`", expr.range, (question.some ? "seen" : "not seen") + arguments,
                Applicability::MaybeIncorrect);
}

void check(const syntax::File &file, const syntax::Expr &expr, Pass &pass) {
  auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(&expr);
  std::optional<Question> question = binary ? questionOf(*binary) : std::nullopt;
  if (!question)
    return;
  if (question->count->arguments.front().kind == syntax::Argument::Kind::Comprehension)
    checkItems(file, expr, *question, pass);
  else
    checkHistory(file, expr, *question, pass);
}

} // namespace

extern const Rule count_for_existence = {
    .name = "count-for-existence",
    .category = Category::Style,
    .summary = "`count(…) > 0` where `any` or `seen` says the same",
    .fixable = true,
    .expression = check,
};

} // namespace onus::lint
