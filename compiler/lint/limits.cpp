// SPDX-License-Identifier: Apache-2.0
#include "lint/limits.h"

#include "base/decimal.h"
#include "lint/facts.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

namespace onus::lint {

using ir::Expr;
using ir::ExprKind;

namespace {

/// A size or a count beyond this would take a test of many lines. The least ones, 0 and 1, are no limit: they ask
/// whether there is anything.
constexpr int64_t mostCounted = 32;

class Gathering {
public:
  Gathering(const ir::Guardrail &guardrail, const Trials &trials, const Facts &facts,
            const source::SourceManager &sources, std::vector<Limit> &found)
      : trials_(trials), facts_(facts), sources_(sources), found_(found) {
    for (const ir::LocalValue &let : guardrail.lets)
      meanings_[let.local] = let.value;
    for (size_t place = 0; place < guardrail.rules.size(); ++place)
      if (guardrail.rules[place].condition)
        look(guardrail.rules[place].condition, [&](Limit &limit) { limit.rules.push_back(place); });
    for (const ir::Exception &exception : guardrail.exceptions)
      if (exception.when)
        look(exception.when, [&](Limit &limit) { limit.exception = exception.name; });
  }

private:
  void look(const Expr *root, llvm::function_ref<void(Limit &)> made) {
    seen_.clear();
    visit(root, made);
  }

  /// What names stand for is part of what reads them.
  void visit(const Expr *expr, llvm::function_ref<void(Limit &)> made) {
    if (!seen_.insert(expr).second)
      return;
    if (expr->kind == ExprKind::Let)
      meanings_[expr->number] = expr->operand(0);
    if (auto meaning = meanings_.find(expr->number); expr->kind == ExprKind::Local && meaning != meanings_.end())
      visit(meaning->second, made);
    if (auto limit = limitOf(expr)) {
      made(*limit);
      add(std::move(*limit));
    }
    for (const Expr *operand : expr->operands)
      visit(operand, made);
  }

  void add(Limit limit) {
    auto same = llvm::find_if(found_, [&](const Limit &other) {
      return other.range == limit.range && other.exception == limit.exception && other.value == limit.value;
    });
    if (same == found_.end())
      return found_.push_back(std::move(limit));
    same->tested.insert(limit.tested.begin(), limit.tested.end());
    if (!limit.rules.empty() && !llvm::is_contained(same->rules, limit.rules.front()))
      same->rules.push_back(limit.rules.front());
  }

  /// The expression that a name or a chain of names stands for.
  const Expr *meaning(const Expr *expr) const {
    for (auto known = meanings_.end();
         expr->kind == ExprKind::Local && (known = meanings_.find(expr->number)) != meanings_.end();)
      expr = known->second;
    return expr;
  }

  bool isNumber(const Expr *expr) const { return expr->kind == ExprKind::Int || expr->kind == ExprKind::Decimal; }

  static bool isCounted(const Expr *expr) {
    return expr->kind == ExprKind::CountOf ||
           (expr->kind == ExprKind::History && expr->type->kind == ir::TypeKind::Int) ||
           (expr->kind == ExprKind::Call && expr->text == "size");
  }

  std::optional<Limit> limitOf(const Expr *expr) const {
    bool more = expr->kind == ExprKind::Greater || expr->kind == ExprKind::GreaterEqual;
    if (!more && expr->kind != ExprKind::Less && expr->kind != ExprKind::LessEqual)
      return std::nullopt;
    const Expr *left = meaning(expr->operand(0)), *right = meaning(expr->operand(1));
    const ExprTrial *trial = trials_.of(expr);
    bool mirrored = isNumber(left);
    if (!trial || trial->compared.empty() || mirrored == isNumber(right))
      return std::nullopt;
    const Expr *subject = mirrored ? right : left, *number = mirrored ? left : right;
    Limit limit;
    limit.read = subject;
    limit.subject = facts_.isOwn(subject->range.file) ? sources_.text(subject->range).str() : ir::print(subject);
    limit.type = number->type;
    limit.value = number->number;
    limit.places = placesOf(number);
    bool includes = expr->kind == ExprKind::GreaterEqual || expr->kind == ExprKind::LessEqual;
    bool upwards = (more != mirrored) != includes; // the neighbour lies above
    limit.beyond = limit.value + (upwards ? 1 : -1) * unit(limit);
    bool asksForAny = std::min(limit.value, limit.beyond) == 0;
    if (isCounted(subject) && (asksForAny || std::abs(limit.value) > mostCounted))
      return std::nullopt;
    for (const auto &[first, second] : trial->compared)
      limit.tested.insert(mirrored ? second : first);
    limit.range = facts_.isOwn(expr->range.file) ? expr->range : number->range;
    return limit;
  }

  static int64_t unit(const Limit &limit) {
    int64_t unit = limit.type->kind == ir::TypeKind::Decimal ? onus::Decimal::scale : 1;
    for (int place = 0; place < limit.places; ++place)
      unit /= 10;
    return unit;
  }

  /// How precisely the number was written; one that stands nowhere in the text, as precisely as it must be.
  int placesOf(const Expr *number) const {
    if (number->kind != ExprKind::Decimal)
      return 0;
    std::string text = number->range.valid() ? sources_.text(number->range).str() : "";
    bool written = !text.empty() && llvm::all_of(text, [](char c) { return llvm::isDigit(c) || c == '.' || c == '_'; });
    if (!written)
      text = onus::Decimal{number->number}.text();
    auto point = text.find('.');
    return point == std::string::npos ? 0 : std::min<int>(4, static_cast<int>(text.size() - point - 1));
  }

  const Trials &trials_;
  const Facts &facts_;
  const source::SourceManager &sources_;
  std::vector<Limit> &found_;
  std::map<int64_t, const Expr *> meanings_;
  std::set<const Expr *> seen_;
};

} // namespace

std::string Limit::show(int64_t number) const {
  if (type->kind != ir::TypeKind::Decimal)
    return std::to_string(number);
  std::string text = onus::Decimal{number}.text();
  auto point = text.find('.');
  size_t written = point == std::string::npos ? 0 : text.size() - point - 1;
  if (written < static_cast<size_t>(places))
    text += (written ? "" : ".") + std::string(static_cast<size_t>(places) - written, '0');
  return text;
}

bool Limit::hasBeyond() const {
  auto first = tested.lower_bound(std::min(beyond, value + 1)), last = tested.upper_bound(std::max(beyond, value - 1));
  return first != last;
}

std::vector<Limit> limitsOf(const check::Guardrail &guardrail, const Trials &trials, const Facts &facts,
                            const source::SourceManager &sources) {
  std::vector<Limit> found;
  for (const Lowered &each : trials.lowered(guardrail))
    Gathering(*each.guardrail, trials, facts, sources, found);
  llvm::erase_if(found, [&](const Limit &limit) { return !facts.isOwn(limit.range.file); });
  return found;
}

} // namespace onus::lint
