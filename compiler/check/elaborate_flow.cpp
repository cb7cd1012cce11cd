// SPDX-License-Identifier: Apache-2.0
#include "check/elaborator.h"

#include <algorithm>

/// Flow typing: which optionals are there where a condition held. A fact is the canonical text of an expression whose
/// locals were replaced by what they stand for, so that `has(order)` and `context.orders[args.order_id].status` meet.
namespace onus::check {

using ir::ExprKind;

void Elaborator::assume(const ir::Expr *condition, bool truth) { collect(condition, truth, facts_); }

namespace {
std::set<std::string> both(const std::set<std::string> &left, const std::set<std::string> &right) {
  std::set<std::string> out;
  std::set_intersection(left.begin(), left.end(), right.begin(), right.end(), std::inserter(out, out.begin()));
  return out;
}
} // namespace

/// Adds what must be there where the condition is `truth`. Conditions of other kinds say nothing about presence.
void Elaborator::collect(const ir::Expr *condition, bool truth, std::set<std::string> &facts) {
  ExprKind kind = condition->kind;
  bool junction = kind == ExprKind::And || kind == ExprKind::Or;
  if (condition->type->isError() && !junction) // reported: what it would have proved is not missed
    facts.insert(anything);
  if (kind == ExprKind::Has && truth)
    facts.insert(key(condition->operand(0)));
  if (kind == ExprKind::Not)
    collect(condition->operand(0), !truth, facts);
  if (junction)
    collectJunction(condition, truth, facts);
  if (kind == ExprKind::If)
    collectChoice(condition, truth, facts);
  if (kind == ExprKind::Let) {
    meanings_[condition->number] = condition->operand(0);
    collect(condition->operand(1), truth, facts);
  }
  if (kind == ExprKind::Local) {
    const std::set<std::string> &meant = collectLocal(condition->number, truth);
    facts.insert(meant.begin(), meant.end());
  }
}

/// Each local is looked into once: one that reads another twice, which reads a third twice, would double the work at
/// every step.
const std::set<std::string> &Elaborator::collectLocal(int64_t local, bool truth) {
  auto [found, fresh] = meant_.try_emplace({local, truth});
  const ir::Expr *meaning = meanings_.lookup(local);
  if (fresh && meaning) {
    std::set<std::string> facts;
    collect(meaning, truth, facts);
    found->second = std::move(facts);
  }
  return found->second;
}

/// Where an `and` holds, each part does; where it does not, what all parts would leave. `or` is its mirror.
void Elaborator::collectJunction(const ir::Expr *condition, bool truth, std::set<std::string> &facts) {
  bool each = truth == (condition->kind == ExprKind::And);
  std::set<std::string> shared;
  for (size_t at = 0; at < condition->operands.size(); ++at) {
    std::set<std::string> own;
    collect(condition->operand(at), truth, own);
    if (each)
      facts.insert(own.begin(), own.end());
    else
      shared = at ? both(shared, own) : own;
  }
  facts.insert(shared.begin(), shared.end());
}

void Elaborator::collectChoice(const ir::Expr *condition, bool truth, std::set<std::string> &facts) {
  std::set<std::string> then, otherwise;
  collect(condition->operand(0), true, then);
  collect(condition->operand(1), truth, then);
  collect(condition->operand(0), false, otherwise);
  collect(condition->operand(2), truth, otherwise);
  // A branch that says the opposite outright was not taken.
  auto opposite = [&](const ir::Expr *branch) {
    return branch->kind == ExprKind::Bool && (branch->number != 0) != truth;
  };
  std::set<std::string> shared = opposite(condition->operand(1))   ? otherwise
                                 : opposite(condition->operand(2)) ? then
                                                                   : both(then, otherwise);
  facts.insert(shared.begin(), shared.end());
}

/// The expression with locals replaced by what they stand for. With `numbered`, the others get names that no other
/// local has. What would become too large (each level may double it) stays as it is.
const ir::Expr *Elaborator::substituted(const ir::Expr *node, bool numbered) {
  substituted_ = 0;
  return replaced(node, numbered);
}

const ir::Expr *Elaborator::replaced(const ir::Expr *node, bool numbered) {
  constexpr unsigned limit = 20'000;
  if (++substituted_ > limit)
    return node;
  if (node->kind == ExprKind::Local) {
    if (const ir::Expr *meaning = meanings_.lookup(node->number))
      return replaced(meaning, numbered);
    if (!numbered)
      return node;
    auto *copy = arena_.make<ir::Expr>(*node);
    copy->text = arena_.text("#" + std::to_string(node->number));
    return copy;
  }
  if (node->kind == ExprKind::Let) {
    meanings_[node->number] = node->operand(0);
    return replaced(node->operand(1), numbered);
  }
  std::vector<const ir::Expr *> operands;
  bool changed = false;
  for (const ir::Expr *operand : node->operands) {
    operands.push_back(replaced(operand, numbered));
    changed |= operands.back() != operand;
  }
  if (!changed)
    return node;
  auto *copy = arena_.make<ir::Expr>(*node);
  copy->operands = arena_.copy(operands);
  return copy;
}

std::string Elaborator::key(const ir::Expr *node) { return ir::print(substituted(node, true)); }

} // namespace onus::check
