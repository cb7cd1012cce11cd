// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"
#include "check/frame.h"
#include "diagnostics/repeated.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"

namespace onus::check {

using diagnostics::Applicability;
using diagnostics::Kind;
using ir::ExprKind;
using ir::TypeKind;
using syntax::BinaryOp;

namespace {
ExprKind kindOf(BinaryOp op) {
  switch (op) {
  case BinaryOp::Or:
    return ExprKind::Or;
  case BinaryOp::And:
    return ExprKind::And;
  case BinaryOp::Equal:
    return ExprKind::Equal;
  case BinaryOp::NotEqual:
    return ExprKind::NotEqual;
  case BinaryOp::Less:
    return ExprKind::Less;
  case BinaryOp::LessEqual:
    return ExprKind::LessEqual;
  case BinaryOp::Greater:
    return ExprKind::Greater;
  case BinaryOp::GreaterEqual:
    return ExprKind::GreaterEqual;
  case BinaryOp::In:
    return ExprKind::In;
  case BinaryOp::Matches:
    return ExprKind::Matches;
  case BinaryOp::Like:
    return ExprKind::Like;
  case BinaryOp::Coalesce:
    return ExprKind::Coalesce;
  case BinaryOp::Add:
    return ExprKind::Add;
  case BinaryOp::Subtract:
    return ExprKind::Subtract;
  case BinaryOp::Multiply:
    return ExprKind::Multiply;
  }
  return ExprKind::Or;
}

bool isLiteral(const ir::Expr *node) {
  return node->kind == ExprKind::Int || node->kind == ExprKind::Decimal || node->kind == ExprKind::String ||
         node->kind == ExprKind::Bool;
}
} // namespace

const ir::Expr *Elaborator::binary(const syntax::BinaryExpr *expr, const ir::Type *wanted) {
  switch (expr->op) {
  case BinaryOp::Or:
  case BinaryOp::And:
    return junction(expr);
  case BinaryOp::Equal:
  case BinaryOp::NotEqual:
    return comparison(expr, false);
  case BinaryOp::Less:
  case BinaryOp::LessEqual:
  case BinaryOp::Greater:
  case BinaryOp::GreaterEqual:
    return comparison(expr, true);
  case BinaryOp::In:
    return membership(expr);
  case BinaryOp::Matches:
    return matches(expr);
  case BinaryOp::Like:
    return like(expr);
  case BinaryOp::Coalesce:
    return coalesce(expr, wanted);
  case BinaryOp::Add:
  case BinaryOp::Subtract:
  case BinaryOp::Multiply:
    return arithmetic(expr, wanted);
  }
  return bad(expr->range);
}

// ---- Conditions

namespace {
/// The quantifier whose body ends where the expression ends, or null.
const syntax::QuantifierExpr *lastQuantifier(const syntax::Expr *expr) {
  if (auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(expr))
    return binary->op == BinaryOp::And || binary->op == BinaryOp::Or ? lastQuantifier(binary->right) : nullptr;
  if (auto *unary = llvm::dyn_cast<syntax::UnaryExpr>(expr))
    return unary->op == syntax::UnaryOp::Not ? lastQuantifier(unary->operand) : nullptr;
  return llvm::dyn_cast<syntax::QuantifierExpr>(expr);
}
} // namespace

/// `and` and `or`: what is on the left may be assumed on the right. Chains become one node.
const ir::Expr *Elaborator::junction(const syntax::BinaryExpr *expr) {
  bool conjunction = expr->op == BinaryOp::And;
  const ir::Expr *left = condition(expr->left);
  const ir::Expr *right = nullptr;
  {
    FactsGuard guard(*this);
    assume(left, conjunction);
    const syntax::QuantifierExpr *passed = lastQuantifier(expr->left);
    if (passed)
      passed_.push_back({passed, expr->right->range});
    right = condition(expr->right);
    if (passed)
      passed_.pop_back();
  }
  ExprKind kind = kindOf(expr->op);
  if (left->type->isError() || right->type->isError()) // what the other side tests still holds
    return make(kind, types_.error(), expr->range, {left, right});
  std::vector<const ir::Expr *> operands;
  for (const ir::Expr *side : {left, right}) {
    if (side->kind == kind)
      operands.insert(operands.end(), side->operands.begin(), side->operands.end());
    else
      operands.push_back(side);
  }
  return make(kind, simple(TypeKind::Bool), expr->range, operands);
}

const ir::Expr *Elaborator::unary(const syntax::UnaryExpr *expr, const ir::Type *wanted) {
  if (expr->op == syntax::UnaryOp::Not) {
    const ir::Expr *operand = condition(expr->operand);
    return operand->type->isError() ? operand : make(ExprKind::Not, simple(TypeKind::Bool), expr->range, {operand});
  }
  const ir::Expr *operand = present(expr->operand, wanted);
  if (operand->type->isError())
    return operand;
  if (isLiteral(operand) && operand->type->isNumber() && operand->number != INT64_MIN)
    return make(operand->kind, operand->type, expr->range, {}, {}, -operand->number);
  if (!operand->type->isNumber() && operand->type->kind != TypeKind::Duration) {
    report<Kind::TypeMismatch>(expr->operand->range, ir::print(operand->type), "int, decimal or duration");
    return bad(expr->range);
  }
  return make(ExprKind::Negate, operand->type, expr->range, {operand});
}

/// A member of the context that this package may take as optional, but another one of the system requires (S43).
bool Elaborator::madeRequired(const ir::Expr *node) const {
  const System *system = frame_.scope->system;
  return system && node->kind == ExprKind::Member && node->operand(0)->kind == ExprKind::Root &&
         node->operand(0)->text == "context" && system->contextMadeRequired.count(node->text.str());
}

const ir::Expr *Elaborator::has(const syntax::HasExpr *expr) {
  const ir::Expr *operand = raw(expr->operand, nullptr);
  if (operand->type->isError())
    return bad(expr->range);
  if (madeRequired(operand))
    return make(ExprKind::Bool, simple(TypeKind::Bool), expr->range, {}, {}, 1);
  if (!operand->type->isOptional()) {
    if (diagnostics::saidInFile<Kind::HasRequired>(context_.reporter, at(expr->operand->range).file,
                                                   written(expr->operand)))
      return bad(expr->range);
    report<Kind::HasRequired>(expr->operand->range, written(expr->operand))
        .label("its type is `" + ir::print(operand->type) + "`, which is never absent")
        .help("leave the test out");
    return bad(expr->range);
  }
  return make(ExprKind::Has, simple(TypeKind::Bool), expr->range, {operand});
}

// ---- Comparisons

/// True where the literal is one of the union's; reports and gives false otherwise.
bool Elaborator::insideUnion(const ir::Expr *literal, const ir::Type *type) {
  if (llvm::is_contained(type->literals, literal->text))
    return true;
  std::string guess = resolve::closest(literal->text, type->literals);
  auto builder =
      report<Kind::LiteralOutsideUnion>(literal->range, ir::print(literal), ir::print(types_.withoutSensitive(type)));
  builder.note("so this could never be true");
  if (!guess.empty())
    builder.didYouMean(literal->range, "\"" + guess + "\"");
  return false;
}

namespace {
bool overlap(const ir::Type *left, const ir::Type *right) {
  return llvm::any_of(left->literals, [&](llvm::StringRef each) { return llvm::is_contained(right->literals, each); });
}

bool hasEquality(TypeKind kind) {
  return kind != TypeKind::Json && kind != TypeKind::Content && kind != TypeKind::Pattern;
}
} // namespace

bool Elaborator::comparable(const ir::Expr *left, const ir::Expr *right, const syntax::BinaryExpr *expr) {
  for (auto [side, other, syntax] : {std::tuple(left, right, expr->left), std::tuple(right, left, expr->right)})
    if (!hasEquality(side->type->kind)) {
      mismatch(side, hasEquality(other->type->kind) ? other->type : simple(TypeKind::String), syntax->range);
      return false;
    }
  const ir::Type *l = types_.withoutSensitive(left->type), *r = types_.withoutSensitive(right->type);
  bool unions = l->kind == TypeKind::Union && r->kind == TypeKind::Union;
  bool good = unions ? overlap(l, r) : ir::assignable(l, r) || ir::assignable(r, l);
  if (good)
    return true;
  auto builder = report<Kind::NotComparable>(expr->range, ir::print(l), ir::print(r));
  bool numbers = l->isNumber() && r->isNumber();
  if (numbers) {
    const syntax::Expr *whole = l->kind == TypeKind::Int ? expr->left : expr->right;
    builder.help("only a literal turns into a decimal by itself")
        .fix("convert it", whole->range, "decimal(" + written(whole) + ")");
  } else if (unions) {
    builder.note("they have no value in common");
  } else if (l->kind == TypeKind::Instant && r->kind == TypeKind::Date) {
    builder.label("a moment and a day").fix("compare days", expr->left->range, "date(" + written(expr->left) + ")");
  } else if (l->kind == TypeKind::Date && r->kind == TypeKind::Instant) {
    builder.label("a day and a moment").fix("compare days", expr->right->range, "date(" + written(expr->right) + ")");
  } else {
    builder.label("one is `" + ir::print(l) + "`, the other `" + ir::print(r) + "`");
  }
  return false;
}

const ir::Expr *Elaborator::comparison(const syntax::BinaryExpr *expr, bool ordered) {
  if (const ir::Expr *refused = comparedWithNull(expr))
    return refused;
  const ir::Expr *left = present(expr->left);
  const ir::Expr *right = present(expr->right, isLiteral(left) ? nullptr : left->type);
  if (left->type->isError() || right->type->isError())
    return bad(expr->range);
  // A literal takes the other side's type where it can.
  if (isLiteral(right) && !isLiteral(left)) {
    if (const ir::Expr *made = coerceLiteral(right, left->type, expr->right->range))
      right = made;
  } else if (isLiteral(left)) {
    if (const ir::Expr *made = coerceLiteral(left, right->type, expr->left->range))
      left = made;
    else if (const ir::Expr *other = coerceLiteral(right, left->type, expr->right->range))
      right = other;
  }
  if (left->type->isError() || right->type->isError() || !comparable(left, right, expr))
    return bad(expr->range);
  bool mayEqual = left->kind == ExprKind::String ? mayBe(right, left, expr->left->range, true)
                                                 : mayBe(left, right, expr->right->range, true);
  if (!mayEqual)
    return bad(expr->range);
  TypeKind kind = left->type->kind;
  bool inOrder = kind == TypeKind::Int || kind == TypeKind::Decimal || kind == TypeKind::Duration ||
                 kind == TypeKind::Date || kind == TypeKind::Instant;
  if (ordered && !inOrder) {
    auto builder = report<Kind::NotOrdered>(expr->range, ir::print(types_.withoutSensitive(left->type)));
    if (left->type->isStringLike())
      builder.note("the order of texts depends on language and place")
          .help("compare with `==`, or parse them: `int(…)`, `decimal(…)`, `date(…)`, `instant(…)`");
    return bad(expr->range);
  }
  return make(kindOf(expr->op), simple(TypeKind::Bool), expr->range, {left, right});
}

const ir::Expr *Elaborator::membership(const syntax::BinaryExpr *expr) {
  const ir::Expr *left = present(expr->left);
  bool address = left->type->kind == TypeKind::Ip;
  bool list = llvm::isa<syntax::ListExpr, syntax::NameExpr, syntax::MemberExpr>(expr->right);
  const ir::Type *wanted = nullptr;
  bool names = !llvm::isa<syntax::ListExpr>(expr->right); // a named block is no list
  if (list && !(address && names) && !isLiteral(left) && !left->type->isError())
    wanted = types_.list(types_.withoutSensitive(left->type));
  const ir::Expr *right = present(expr->right, wanted);
  if (left->type->isError() || right->type->isError())
    return bad(expr->range);
  if (address)
    if (const ir::Expr *block = coerceLiteral(right, simple(TypeKind::Cidr), expr->right->range))
      right = block;
  if (right->type->isError())
    return bad(expr->range);
  TypeKind kind = right->type->kind;
  if (right->type->isStringLike()) {
    report<Kind::InText>(expr->range)
        .label("the right side is a text")
        .help("`contains` looks inside a text")
        .fix("look inside it", expr->range, written(expr->right) + ".contains(" + written(expr->left) + ")");
    return bad(expr->range);
  }
  bool sequence = kind == TypeKind::List || kind == TypeKind::Set;
  if (!sequence && kind != TypeKind::Map && kind != TypeKind::Cidr)
    return mismatch(right, types_.list(left->type), expr->right->range);
  const ir::Type *element = sequence                ? right->type->element
                            : kind == TypeKind::Map ? simple(TypeKind::String)
                                                    : nullptr;
  if (element)
    if (const ir::Expr *made = coerceLiteral(left, element, expr->left->range))
      left = made;
  if (left->type->isError())
    return bad(expr->range);
  bool good = element ? ir::assignable(left->type, element) || ir::assignable(element, left->type) : address;
  if (!good) {
    report<Kind::NotComparable>(expr->range, ir::print(left->type), ir::print(element ? element : right->type))
        .label("the right side holds another type");
    return bad(expr->range);
  }
  if (!mayBe(left, right, expr->right->range, true))
    return bad(expr->range);
  return make(ExprKind::In, simple(TypeKind::Bool), expr->range, {left, right});
}

const ir::Expr *Elaborator::matches(const syntax::BinaryExpr *expr) {
  const ir::Expr *left = stringArgument(expr->left);
  const ir::Expr *right = patternArgument(expr->right, true);
  if (left->type->isError() || right->type->isError() || !tells(left, right, expr->right, true))
    return bad(expr->range);
  return make(ExprKind::Matches, simple(TypeKind::Bool), expr->range, {left, right});
}

const ir::Expr *Elaborator::like(const syntax::BinaryExpr *expr) {
  const ir::Expr *left = stringArgument(expr->left);
  const ir::Expr *right = substituted(value(expr->right, simple(TypeKind::String)), false);
  if (left->type->isError() || right->type->isError())
    return bad(expr->range);
  if (right->kind != ExprKind::String) {
    report<Kind::PatternWanted>(expr->right->range, ir::print(right->type))
        .help("`like` takes a text that is written out, in which `*` stands for anything");
    return bad(expr->range);
  }
  if (!isWildcard(left, right->text, expr->right->range, expr->range))
    return bad(expr->range);
  return make(ExprKind::Like, simple(TypeKind::Bool), expr->range, {left}, right->text);
}

const ir::Expr *Elaborator::coalesce(const syntax::BinaryExpr *expr, const ir::Type *wanted) {
  const ir::Expr *left = raw(expr->left, wanted);
  if (left->type->isError())
    return bad(expr->range);
  if (madeRequired(left))
    return left;
  if (!left->type->isOptional()) {
    report<Kind::FallbackUnused>(expr->left->range, written(expr->left))
        .label("its type is `" + ir::print(left->type) + "`, which is never absent");
    return bad(expr->range);
  }
  const ir::Type *element = left->type->element;
  const ir::Expr *right = read(expr->right, element);
  bool optional = right->type->isOptional();
  right = coerce(right, optional ? types_.optional(element) : element, expr->right->range);
  if (right->type->isError())
    return bad(expr->range);
  const ir::Type *common = ir::meet(types_, element, types_.withoutOptional(right->type));
  common = common ? common : element;
  return make(ExprKind::Coalesce, optional ? types_.optional(common) : common, expr->range, {left, right});
}

// ---- Arithmetic

/// The type of a sum or product, or null. Widens int literals beside decimals, and puts the int of a product last.
const ir::Type *Elaborator::arithmeticType(BinaryOp op, const ir::Expr *&left, const ir::Expr *&right) {
  if (op != BinaryOp::Multiply) {
    if (const ir::Expr *made = right->kind == ExprKind::Int ? coerceLiteral(right, left->type, right->range) : nullptr)
      right = made;
    else if (const ir::Expr *other =
                 left->kind == ExprKind::Int ? coerceLiteral(left, right->type, left->range) : nullptr)
      left = other;
  } else if (left->type->kind == TypeKind::Int && right->type->kind == TypeKind::Decimal) {
    std::swap(left, right);
  }
  TypeKind l = left->type->kind, r = right->type->kind;
  auto both = [&](TypeKind kind) { return l == kind && r == kind; };
  if (op == BinaryOp::Multiply)
    return both(TypeKind::Int) || (l == TypeKind::Decimal && r == TypeKind::Int) ? simple(l) : nullptr;
  if (both(TypeKind::Int) || both(TypeKind::Decimal) || both(TypeKind::Duration))
    return simple(l);
  if (l == TypeKind::Instant && r == TypeKind::Duration)
    return simple(TypeKind::Instant);
  if (op == BinaryOp::Subtract)
    return both(TypeKind::Instant) ? simple(TypeKind::Duration) : nullptr;
  if (l == TypeKind::Duration && r == TypeKind::Instant) {
    std::swap(left, right);
    return simple(TypeKind::Instant);
  }
  if (left->type->isStringLike() && right->type->isStringLike())
    return simple(TypeKind::String);
  if (both(TypeKind::List)) {
    const ir::Type *element = ir::meet(types_, left->type->element, right->type->element);
    auto items = [](const ir::Type *list) { return list->max ? list->max : ir::defaultMaxItems; };
    return element ? types_.list(element, items(left->type) + items(right->type)) : nullptr;
  }
  return nullptr;
}

const ir::Expr *Elaborator::arithmetic(const syntax::BinaryExpr *expr, const ir::Type *wanted) {
  const ir::Type *hint = wanted && wanted->kind == TypeKind::List ? wanted : nullptr;
  const ir::Expr *left = present(expr->left, hint);
  const ir::Expr *right = present(expr->right, hint);
  if (left->type->isError() || right->type->isError())
    return bad(expr->range);
  for (auto [side, syntax] : {std::pair(left, expr->left), std::pair(right, expr->right)})
    if (side->type->kind == TypeKind::Json || side->type->kind == TypeKind::Content)
      return mismatch(side, simple(side->type->kind == TypeKind::Json ? TypeKind::Decimal : TypeKind::String),
                      syntax->range);
  const ir::Type *type = arithmeticType(expr->op, left, right);
  if (left->type->isError() || right->type->isError())
    return bad(expr->range);
  if (!type) {
    auto builder =
        report<Kind::OperandTypes>(expr->range, word(expr->op), ir::print(types_.withoutSensitive(left->type)),
                                   ir::print(types_.withoutSensitive(right->type)));
    if (left->type->isNumber() && right->type->isNumber() && expr->op != BinaryOp::Multiply)
      builder.help("only a literal turns into a decimal by itself; `decimal(…)` converts");
    else if (expr->op == BinaryOp::Multiply)
      builder.help("a decimal is multiplied by an int, so that nothing is ever rounded");
    return bad(expr->range);
  }
  return folded(kindOf(expr->op), flowing(type, {left, right}), left, right, expr->range);
}

/// Two literals are computed here, so that a constant that does not fit is an error and not a failure later.
const ir::Expr *Elaborator::folded(ExprKind kind, const ir::Type *type, const ir::Expr *left, const ir::Expr *right,
                                   Range range) {
  auto isNumberLiteral = [](const ir::Expr *node) {
    return node->kind == ExprKind::Int || node->kind == ExprKind::Decimal || node->kind == ExprKind::Duration;
  };
  if (!isNumberLiteral(left) || !isNumberLiteral(right))
    return make(kind, type, range, {left, right});
  int64_t result = 0;
  bool overflow = kind == ExprKind::Add        ? llvm::AddOverflow(left->number, right->number, result)
                  : kind == ExprKind::Subtract ? llvm::SubOverflow(left->number, right->number, result)
                                               : llvm::MulOverflow(left->number, right->number, result);
  if (overflow) {
    report<Kind::ConstantOverflow>(range, ir::print(type)).note("a decimal holds up to 922337203685477.5807");
    return bad(range);
  }
  return make(left->kind, type, range, {}, {}, result);
}

} // namespace onus::check
