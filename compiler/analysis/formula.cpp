// SPDX-License-Identifier: Apache-2.0
#include "analysis/formula.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::analysis {

using ir::Expr;
using ir::ExprKind;

Claim opposite(Claim claim) {
  switch (claim) {
  case Claim::True:
    return Claim::False;
  case Claim::False:
    return Claim::True;
  case Claim::NotTrue:
    return Claim::NotFalse;
  case Claim::NotFalse:
    return Claim::NotTrue;
  }
  return claim;
}

namespace {

FormulaPtr make(Formula formula) { return std::make_shared<const Formula>(std::move(formula)); }

FormulaPtr constant(bool value) { return value ? all({}) : some({}); }

Atom truth(Terms &terms, const Expr *expr) {
  Atom atom;
  atom.left = terms.find(expr);
  atom.orders = equal;
  atom.constants = {{1, {}}};
  atom.written = expr;
  return atom;
}

/// `left < right` and so on; at most one side is a constant.
Atom comparison(Terms &terms, const Expr *expr) {
  const Expr *left = expr->operand(0), *right = expr->operand(1);
  Atom atom;
  atom.written = expr;
  atom.orders = equal;
  if (expr->kind != ExprKind::Equal)
    atom.orders = expr->kind == ExprKind::Less ? unsigned(less) : less | equal;
  if (isConstant(left)) {
    std::swap(left, right);
    atom.orders = (atom.orders & equal) | (atom.orders & less ? unsigned(greater) : 0);
  }
  atom.left = terms.find(left);
  if (isConstant(right)) {
    atom.constants = {constantOf(right)};
    return atom;
  }
  atom.kind = Atom::Kind::Relate;
  atom.right = terms.find(right);
  return atom;
}

Atom atomOf(Terms &terms, const Expr *expr) {
  switch (expr->kind) {
  case ExprKind::Equal:
  case ExprKind::Less:
  case ExprKind::LessEqual:
    return comparison(terms, expr);
  case ExprKind::In:
    if (expr->operand(1)->kind == ExprKind::List && llvm::all_of(expr->operand(1)->operands, isConstant)) {
      Atom atom;
      atom.kind = Atom::Kind::OneOf;
      atom.left = terms.find(expr->operand(0));
      atom.written = expr;
      for (const Expr *item : expr->operand(1)->operands)
        atom.constants.push_back(constantOf(item));
      return atom;
    }
    return truth(terms, expr);
  default:
    return truth(terms, expr);
  }
}

/// A condition that chooses: `(C and A) or (not C and B)`, said for each claim.
FormulaPtr choice(Terms &terms, const Expr *expr, Claim wanted) {
  const Expr *decision = expr->operand(0), *then = expr->operand(1), *otherwise = expr->operand(2);
  if (wanted == Claim::True || wanted == Claim::False)
    return some({all({claim(terms, decision, Claim::True), claim(terms, then, wanted)}),
                 all({claim(terms, decision, Claim::False), claim(terms, otherwise, wanted)})});
  return all({some({claim(terms, decision, Claim::NotTrue), claim(terms, then, wanted)}),
              some({claim(terms, decision, Claim::NotFalse), claim(terms, otherwise, wanted)})});
}

} // namespace

FormulaPtr all(std::vector<FormulaPtr> parts) {
  Formula formula;
  formula.kind = Formula::Kind::All;
  formula.parts = std::move(parts);
  return make(std::move(formula));
}

FormulaPtr some(std::vector<FormulaPtr> parts) {
  Formula formula;
  formula.kind = Formula::Kind::Some;
  formula.parts = std::move(parts);
  return make(std::move(formula));
}

FormulaPtr claim(Terms &terms, const Expr *condition, Claim wanted) {
  switch (condition->kind) {
  case ExprKind::Bool:
    return constant((condition->number != 0) == (wanted == Claim::True || wanted == Claim::NotFalse));
  case ExprKind::Not:
    return claim(terms, condition->operand(0), opposite(wanted));
  case ExprKind::If:
    return choice(terms, condition, wanted);
  case ExprKind::And:
  case ExprKind::Or: {
    bool every = (condition->kind == ExprKind::And) == (wanted == Claim::True || wanted == Claim::NotFalse);
    std::vector<FormulaPtr> parts;
    for (const Expr *operand : condition->operands)
      parts.push_back(claim(terms, operand, wanted));
    return every ? all(std::move(parts)) : some(std::move(parts));
  }
  default: {
    Formula formula;
    formula.kind = Formula::Kind::Atom;
    formula.claim = wanted;
    formula.atom = atomOf(terms, condition);
    return make(std::move(formula));
  }
  }
}

} // namespace onus::analysis
