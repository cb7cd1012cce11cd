// SPDX-License-Identifier: Apache-2.0
#include "check/standards/terms.h"
#include "check/paths.h"
#include "check/text.h"

#include "llvm/ADT/StringExtras.h"

namespace onus::check::standards {
namespace {

using diagnostics::Kind;
using llvm::dyn_cast;
using llvm::isa;
using llvm::StringRef;
using syntax::BinaryOp;
using syntax::Expr;

std::string wordsOf(const Expr *expr) {
  std::vector<syntax::Name> names;
  std::string words;
  if (!namesOf(expr, names))
    return words;
  for (const syntax::Name &name : names)
    words += (words.empty() ? "" : ".") + name.text.str();
  return words;
}

const Attribute *attributeIn(SubjectKind subject, const Expr *expr) { return findAttribute(subject, wordsOf(expr)); }

std::optional<ir::Severity> severityWord(StringRef text) {
  for (ir::Severity severity : {ir::Severity::Low, ir::Severity::Medium, ir::Severity::High, ir::Severity::Critical})
    if (ir::word(severity) == text)
      return severity;
  return std::nullopt;
}

/// A constant whose type shows without context.
std::optional<AttributeType> literalType(const Expr *expr) {
  if (isa<syntax::IntExpr>(expr))
    return AttributeType::Int;
  if (isa<syntax::DurationExpr>(expr))
    return AttributeType::Duration;
  if (isa<syntax::StringExpr>(expr))
    return AttributeType::Text;
  if (isa<syntax::BoolExpr>(expr))
    return AttributeType::Bool;
  if (isa<syntax::DateExpr>(expr))
    return AttributeType::Date;
  return std::nullopt;
}

std::optional<AttributeType> typeIn(SubjectKind subject, const Expr *expr) {
  if (const Attribute *attribute = attributeIn(subject, expr))
    return attribute->type;
  return literalType(expr);
}

bool ordered(AttributeType type) {
  return type == AttributeType::Severity || type == AttributeType::Duration || type == AttributeType::Int ||
         type == AttributeType::Date;
}

bool isComparison(BinaryOp op) {
  return op == BinaryOp::Equal || op == BinaryOp::NotEqual || op == BinaryOp::Less || op == BinaryOp::LessEqual ||
         op == BinaryOp::Greater || op == BinaryOp::GreaterEqual;
}

// ---- Checking

class Checker {
public:
  Checker(Context &context, const Standard &standard, SubjectKind subject)
      : context_(context), standard_(standard), subject_(subject) {}

  bool condition(const Expr *expr);

private:
  bool comparison(const syntax::BinaryExpr *expr);
  bool membership(const syntax::BinaryExpr *expr);
  bool operand(const Expr *expr, AttributeType wanted);
  bool unknownAttribute(const Expr *expr);
  bool mismatch(Range range, AttributeType left, AttributeType right);
  bool unfit(Range range, StringRef why);

  Context &context_;
  const Standard &standard_;
  SubjectKind subject_;
};

bool Checker::unfit(Range range, StringRef why) {
  context_.reporter.report<Kind::StandardExpression>(range, why)
      .help("compare attributes with constants, and join the comparisons by `and`, `or` and `not`");
  return false;
}

bool Checker::mismatch(Range range, AttributeType left, AttributeType right) {
  context_.reporter.report<Kind::StandardTypes>(range, describe(left), describe(right));
  return false;
}

bool Checker::unknownAttribute(const Expr *expr) {
  std::string words = wordsOf(expr);
  if (words.empty())
    return unfit(expr->range, "this is no attribute and no constant");
  std::vector<StringRef> known;
  for (const Attribute &attribute : allAttributes())
    if (attribute.subject == subject_)
      known.push_back(attribute.words);
  std::string guess = resolve::closest(words, known);
  auto builder = context_.reporter.report<Kind::StandardAttributeUnknown>(expr->range, words, word(subject_));
  builder.help("its attributes are " + llvm::join(known, ", "));
  if (!guess.empty())
    builder.didYouMean(expr->range, guess);
  return false;
}

bool Checker::operand(const Expr *expr, AttributeType wanted) {
  if (std::optional<AttributeType> type = typeIn(subject_, expr))
    return *type == wanted || mismatch(expr->range, wanted, *type);
  std::vector<syntax::Name> names;
  if (!namesOf(expr, names))
    return unfit(expr->range, "this is no attribute and no constant");
  if (wanted == AttributeType::Severity) {
    if (severityWord(wordsOf(expr)))
      return true;
    return unfit(expr->range, "a severity is `low`, `medium`, `high` or `critical`");
  }
  if (wanted != AttributeType::Party)
    return unknownAttribute(expr);
  syntax::Path path{names, expr->range};
  return context_.program.names->find(*standard_.symbol->file, path, resolve::parties, "a party", context_.reporter);
}

bool Checker::comparison(const syntax::BinaryExpr *expr) {
  std::optional<AttributeType> type = typeIn(subject_, expr->left);
  bool leftFirst = type.has_value();
  if (!type)
    type = typeIn(subject_, expr->right);
  bool constants = !attributeIn(subject_, expr->left) && !attributeIn(subject_, expr->right);
  if (constants && literalType(expr->left))
    return literalType(expr->right) ? unfit(expr->range, "it compares two constants") : unknownAttribute(expr->right);
  if (!type || constants)
    return unknownAttribute(expr->left);
  if (!operand(leftFirst ? expr->right : expr->left, *type))
    return false;
  if (expr->op == BinaryOp::Equal || expr->op == BinaryOp::NotEqual || ordered(*type))
    return true;
  return unfit(expr->opRange, describe(*type).str() + " is neither more nor less than another");
}

bool Checker::membership(const syntax::BinaryExpr *expr) {
  const Attribute *attribute = attributeIn(subject_, expr->left);
  if (!attribute)
    return unknownAttribute(expr->left);
  const auto *list = dyn_cast<syntax::ListExpr>(expr->right);
  if (!list)
    return unfit(expr->right->range, "`in` wants a list of constants here");
  bool good = true;
  for (const Expr *item : list->items)
    good &= operand(item, attribute->type);
  return good;
}

bool Checker::condition(const Expr *expr) {
  if (isa<syntax::ErrorExpr>(expr))
    return false;
  if (const auto *unary = dyn_cast<syntax::UnaryExpr>(expr); unary && unary->op == syntax::UnaryOp::Not)
    return condition(unary->operand);
  if (const auto *has = dyn_cast<syntax::HasExpr>(expr))
    return attributeIn(subject_, has->operand) || unknownAttribute(has->operand);
  if (const auto *binary = dyn_cast<syntax::BinaryExpr>(expr)) {
    if (binary->op == BinaryOp::And || binary->op == BinaryOp::Or) {
      bool left = condition(binary->left);
      return condition(binary->right) && left;
    }
    if (isComparison(binary->op))
      return comparison(binary);
    if (binary->op == BinaryOp::In)
      return membership(binary);
  }
  if (std::optional<AttributeType> type = typeIn(subject_, expr)) {
    if (*type == AttributeType::Bool)
      return true;
    return unfit(expr->range, "this is " + describe(*type).str() + ", and a condition is wanted");
  }
  return wordsOf(expr).empty() ? unfit(expr->range, "standards compare attributes with constants")
                               : unknownAttribute(expr);
}

// ---- Evaluating

Truth truth(bool value) { return value ? Truth::True : Truth::False; }

class Evaluator {
public:
  Evaluator(const Context &context, const Standard &standard, const Subject &subject)
      : context_(context), standard_(standard), subject_(subject) {}

  Truth condition(const Expr *expr) const;

private:
  Value value(const Expr *expr, bool party) const;
  Truth comparison(BinaryOp op, const Expr *left, const Expr *right) const;
  Truth junction(const syntax::BinaryExpr *expr) const;
  Truth membership(const syntax::BinaryExpr *expr) const;

  const Context &context_;
  const Standard &standard_;
  const Subject &subject_;
};

Value Evaluator::value(const Expr *expr, bool party) const {
  if (const Attribute *attribute = attributeIn(subject_.kind, expr))
    return attributeOf(context_, subject_, attribute->id).value;
  if (const auto *number = dyn_cast<syntax::IntExpr>(expr))
    return number->value;
  if (const auto *duration = dyn_cast<syntax::DurationExpr>(expr))
    return Duration{duration->value};
  if (const auto *text = dyn_cast<syntax::StringExpr>(expr))
    return text->value.str();
  if (const auto *truth = dyn_cast<syntax::BoolExpr>(expr))
    return truth->value;
  if (const auto *date = dyn_cast<syntax::DateExpr>(expr))
    return Date{date->value};
  std::vector<syntax::Name> names;
  namesOf(expr, names);
  if (party) {
    const resolve::Symbol *symbol = context_.program.names->tryFind(*standard_.symbol->file, names, resolve::parties);
    const Party *found = symbol ? context_.program.party(symbol) : nullptr;
    return found ? Value(found) : Value(Unknown{});
  }
  std::optional<ir::Severity> severity = severityWord(wordsOf(expr));
  return severity ? Value(*severity) : Value(Unknown{});
}

Truth Evaluator::comparison(BinaryOp op, const Expr *left, const Expr *right) const {
  const Attribute *attribute = attributeIn(subject_.kind, left);
  if (!attribute)
    attribute = attributeIn(subject_.kind, right);
  bool party = attribute && attribute->type == AttributeType::Party;
  Value first = value(left, party), second = value(right, party);
  if (std::holds_alternative<Unknown>(first) || std::holds_alternative<Unknown>(second))
    return Truth::Unknown;
  if (first.index() != second.index())
    return Truth::False;
  switch (op) {
  case BinaryOp::Equal:
    return truth(first == second);
  case BinaryOp::NotEqual:
    return truth(first != second);
  case BinaryOp::Less:
    return truth(first < second);
  case BinaryOp::LessEqual:
    return truth(first <= second);
  case BinaryOp::Greater:
    return truth(first > second);
  case BinaryOp::GreaterEqual:
    return truth(first >= second);
  case BinaryOp::Or:
  case BinaryOp::And:
  case BinaryOp::In:
  case BinaryOp::Matches:
  case BinaryOp::Like:
  case BinaryOp::Coalesce:
  case BinaryOp::Add:
  case BinaryOp::Subtract:
  case BinaryOp::Multiply:
    break;
  }
  return Truth::Unknown;
}

Truth Evaluator::junction(const syntax::BinaryExpr *expr) const {
  Truth left = condition(expr->left), right = condition(expr->right);
  Truth decisive = expr->op == BinaryOp::Or ? Truth::True : Truth::False;
  if (left == decisive || right == decisive)
    return decisive;
  if (left == Truth::Unknown || right == Truth::Unknown)
    return Truth::Unknown;
  return expr->op == BinaryOp::Or ? Truth::False : Truth::True;
}

Truth Evaluator::membership(const syntax::BinaryExpr *expr) const {
  Truth result = Truth::False;
  for (const Expr *item : llvm::cast<syntax::ListExpr>(expr->right)->items) {
    Truth equal = comparison(BinaryOp::Equal, expr->left, item);
    if (equal == Truth::True)
      return equal;
    if (equal == Truth::Unknown)
      result = equal;
  }
  return result;
}

Truth Evaluator::condition(const Expr *expr) const {
  if (const auto *unary = dyn_cast<syntax::UnaryExpr>(expr)) {
    Truth inner = condition(unary->operand);
    return inner == Truth::Unknown ? inner : truth(inner == Truth::False);
  }
  if (const auto *has = dyn_cast<syntax::HasExpr>(expr)) {
    Value there = attributeOf(context_, subject_, attributeIn(subject_.kind, has->operand)->id).value;
    return std::holds_alternative<Unknown>(there) ? Truth::Unknown : truth(!std::holds_alternative<Absent>(there));
  }
  if (const auto *binary = dyn_cast<syntax::BinaryExpr>(expr)) {
    if (binary->op == BinaryOp::And || binary->op == BinaryOp::Or)
      return junction(binary);
    if (binary->op == BinaryOp::In)
      return membership(binary);
    return comparison(binary->op, binary->left, binary->right);
  }
  Value alone = value(expr, false);
  const bool *held = std::get_if<bool>(&alone);
  return held ? truth(*held) : Truth::Unknown;
}

} // namespace

bool checkCondition(Context &context, const Standard &standard, SubjectKind subject, const Expr *expr) {
  return Checker(context, standard, subject).condition(expr);
}

Truth evaluate(const Context &context, const Standard &standard, const Subject &subject, const Expr *expr) {
  return Evaluator(context, standard, subject).condition(expr);
}

std::vector<const Expr *> conjuncts(const Expr *expr) {
  const auto *binary = dyn_cast<syntax::BinaryExpr>(expr);
  if (!binary || binary->op != BinaryOp::And)
    return {expr};
  std::vector<const Expr *> parts = conjuncts(binary->left);
  for (const Expr *part : conjuncts(binary->right))
    parts.push_back(part);
  return parts;
}

const Attribute *firstAttribute(SubjectKind subject, const Expr *expr) {
  if (const Attribute *attribute = attributeIn(subject, expr))
    return attribute;
  if (const auto *has = dyn_cast<syntax::HasExpr>(expr))
    return firstAttribute(subject, has->operand);
  if (const auto *unary = dyn_cast<syntax::UnaryExpr>(expr))
    return firstAttribute(subject, unary->operand);
  if (const auto *binary = dyn_cast<syntax::BinaryExpr>(expr)) {
    const Attribute *left = firstAttribute(subject, binary->left);
    return left ? left : firstAttribute(subject, binary->right);
  }
  return nullptr;
}

Finding explain(const Context &context, const Subject &subject, const Expr *condition) {
  const Attribute *attribute = firstAttribute(subject.kind, condition);
  if (!attribute)
    return {subject.text + " does not meet it", subject.name};
  Found found = attributeOf(context, subject, attribute->id);
  Range range = found.range.valid() ? found.range : subject.name;
  if (std::holds_alternative<Absent>(found.value))
    return {subject.text + " has no " + quoted(attribute->words), range};
  std::string text = quoted(attribute->words) + " is " + print(found.value);
  return {found.range.valid() ? text : text + " for " + subject.text, range};
}

} // namespace onus::check::standards
