// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"

namespace onus::lint {

namespace {

using llvm::dyn_cast;
using source::Range;
using syntax::BinaryOp;
using Known = std::vector<Range>; ///< paths that are known to be there, as they are written

/// Follows what a condition proves on its way from left to right, as flow typing does.
class Walker {
public:
  Walker(const syntax::File &file, Pass &pass) : file_(file), pass_(pass) {}

  void condition(const syntax::Expr *expr, const Known &facts);
  /// Adds what holds wherever the condition does.
  void prove(const syntax::Expr *expr, Known &facts) const;

private:
  void junction(const syntax::BinaryExpr &expr, const Known &facts);
  void call(const syntax::CallExpr &expr, const Known &facts);
  void below(const syntax::Expr *expr, const Known &facts);
  bool isKnown(const syntax::HasExpr &has, const Known &facts, Range &where) const;
  void report(const syntax::HasExpr &has, Range first, std::optional<Range> edit);
  Known without(const syntax::Name &variable, Known facts) const;

  const syntax::File &file_;
  Pass &pass_;
};

void Walker::prove(const syntax::Expr *expr, Known &facts) const {
  if (auto *has = dyn_cast<syntax::HasExpr>(expr))
    facts.push_back(has->operand->range);
  auto *both = dyn_cast<syntax::BinaryExpr>(expr);
  if (!both || both->op != BinaryOp::And)
    return;
  prove(both->left, facts);
  prove(both->right, facts);
}

/// What lies below a path can only be there where the path is.
bool Walker::isKnown(const syntax::HasExpr &has, const Known &facts, Range &where) const {
  llvm::StringRef path = pass_.sources().text(has.operand->range);
  for (const Range &fact : facts) {
    llvm::StringRef rest = pass_.sources().text(fact);
    where = fact;
    if (rest.consume_front(path) && (rest.empty() || rest.startswith(".") || rest.startswith("[")))
      return true;
  }
  return false;
}

/// Inside the body a variable hides what the same word meant outside.
Known Walker::without(const syntax::Name &variable, Known facts) const {
  llvm::erase_if(facts, [&](Range fact) {
    llvm::StringRef rest = pass_.sources().text(fact);
    return rest.consume_front(variable.text) && (rest.empty() || rest.startswith(".") || rest.startswith("["));
  });
  return facts;
}

void Walker::report(const syntax::HasExpr &has, Range first, std::optional<Range> edit) {
  auto builder = pass_.report(has.range, "`{}` is known to be there already", pass_.sources().text(has.operand->range));
  builder.label("always true here").related(first, "it was asked for here");
  if (edit && !holdsComment(file_, *edit))
    builder.fix("leave the test out", *edit, "", diagnostics::Applicability::MachineApplicable);
}

void Walker::condition(const syntax::Expr *expr, const Known &facts) {
  if (!expr)
    return;
  auto *binary = dyn_cast<syntax::BinaryExpr>(expr);
  if (binary && (binary->op == BinaryOp::And || binary->op == BinaryOp::Or))
    return junction(*binary, facts);
  Range first;
  if (auto *has = dyn_cast<syntax::HasExpr>(expr); has && isKnown(*has, facts, first))
    return report(*has, first, std::nullopt);
  below(expr, facts);
}

/// One side of `and` may go; a side of `or` that is always true decides the whole, and is left to its author.
void Walker::junction(const syntax::BinaryExpr &expr, const Known &facts) {
  bool both = expr.op == BinaryOp::And;
  Range left = leftOf(pass_.sources(), expr), right = rightOf(pass_.sources(), expr), first;
  auto *has = dyn_cast<syntax::HasExpr>(expr.left);
  if (both && has && isKnown(*has, facts, first))
    report(*has, first, Range{left.file, left.begin, right.begin});
  else
    condition(expr.left, facts);
  Known known = facts;
  if (both)
    prove(expr.left, known);
  has = dyn_cast<syntax::HasExpr>(expr.right);
  if (both && has && isKnown(*has, known, first))
    report(*has, first, Range{right.file, left.end, right.end});
  else
    condition(expr.right, known);
}

/// A history term speaks of earlier events, of which nothing is known.
void Walker::call(const syntax::CallExpr &expr, const Known &facts) {
  if (auto *method = dyn_cast<syntax::MemberExpr>(expr.callee))
    condition(method->base, facts);
  for (const syntax::Argument &argument : expr.arguments) {
    bool earlier = argument.kind == syntax::Argument::Kind::Selector;
    condition(argument.value, facts);
    condition(argument.where, earlier ? Known() : without(argument.variable, facts));
  }
}

void Walker::below(const syntax::Expr *expr, const Known &facts) {
  if (auto *unary = dyn_cast<syntax::UnaryExpr>(expr)) {
    condition(unary->operand, facts);
  } else if (auto *binary = dyn_cast<syntax::BinaryExpr>(expr)) {
    condition(binary->left, facts);
    condition(binary->right, facts);
  } else if (auto *called = dyn_cast<syntax::CallExpr>(expr)) {
    call(*called, facts);
  } else if (auto *quantifier = dyn_cast<syntax::QuantifierExpr>(expr)) {
    condition(quantifier->list, facts);
    condition(quantifier->body, without(quantifier->variable, facts));
  } else if (auto *choice = dyn_cast<syntax::IfExpr>(expr)) {
    Known known = facts;
    prove(choice->condition, known);
    condition(choice->condition, facts);
    condition(choice->then, known);
    condition(choice->otherwise, facts);
  }
}

/// A rule is evaluated only where every `require` before it holds.
void checkClauses(const syntax::File &file, const syntax::Clauses &clauses, Pass &pass) {
  Walker walker(file, pass);
  Known required;
  for (const syntax::LocalLet &let : clauses.lets)
    walker.condition(let.value, {});
  for (const syntax::Rule *rule : clauses.rules) {
    walker.condition(rule->condition, required);
    if (rule->require && rule->condition)
      walker.prove(rule->condition, required);
  }
  for (const syntax::ExceptionDecl *exception : clauses.exceptions)
    walker.condition(exception->when, {});
}

void check(const syntax::File &file, const syntax::Decl &decl, Pass &pass) {
  if (auto *guardrail = dyn_cast<syntax::GuardrailDecl>(&decl))
    checkClauses(file, guardrail->clauses, pass);
  else if (auto *pattern = dyn_cast<syntax::PatternDecl>(&decl))
    checkClauses(file, pattern->clauses, pass);
  else if (auto *exception = dyn_cast<syntax::ExceptionDecl>(&decl))
    Walker(file, pass).condition(exception->when, {});
  else if (auto *let = dyn_cast<syntax::LetDecl>(&decl))
    Walker(file, pass).condition(let->value, {});
}

} // namespace

extern const Rule redundant_has = {
    .name = "redundant-has",
    .category = Category::Style,
    .summary = "`has` asks for what is known to be there",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
