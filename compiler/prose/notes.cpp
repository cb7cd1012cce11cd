// SPDX-License-Identifier: Apache-2.0
#include "prose/explainer.h"
#include "prose/words.h"

#include "analysis/canonical.h"

#include "llvm/ADT/STLExtras.h"

#include <functional>

/// What a reader of a condition easily misses: double negations, what happens where something is missing or a list is
/// empty, what a window counts.
namespace onus::prose {

using ir::Expr;
using ir::ExprKind;

namespace {

/// How many negations stand around the most negated part. What a longer function says is told where it is explained.
unsigned negations(const Expr *expr, const SourceIndex &index) {
  unsigned most = 0;
  const Expr *body = expr;
  while (body->kind == ExprKind::Let)
    body = body->operand(1);
  bool longer = body->kind == ExprKind::And || body->kind == ExprKind::Or || body->kind == ExprKind::If;
  if (expr->kind == ExprKind::Let && longer && index.function(expr))
    return 0;
  for (const Expr *operand : expr->operands)
    most = std::max(most, negations(operand, index));
  return most + (expr->kind == ExprKind::Not || expr->kind == ExprKind::NotEqual);
}

enum class Tri { False, True, Unknown };

/// What is left of a canonical condition where some of its atoms are known to be false.
Tri decide(const Expr *expr, const std::function<bool(const Expr *)> &isFalse) {
  auto opposite = [](Tri value) { return value == Tri::Unknown ? value : value == Tri::True ? Tri::False : Tri::True; };
  switch (expr->kind) {
  case ExprKind::Bool:
    return expr->number ? Tri::True : Tri::False;
  case ExprKind::Not:
    return opposite(decide(expr->operand(0), isFalse));
  case ExprKind::And:
  case ExprKind::Or: {
    Tri decisive = expr->kind == ExprKind::And ? Tri::False : Tri::True;
    bool unknown = false;
    for (const Expr *operand : expr->operands) {
      Tri one = decide(operand, isFalse);
      if (one == decisive)
        return decisive;
      unknown |= one == Tri::Unknown;
    }
    return unknown ? Tri::Unknown : opposite(decisive);
  }
  case ExprKind::If: {
    Tri which = decide(expr->operand(0), isFalse);
    if (which != Tri::Unknown)
      return decide(expr->operand(which == Tri::True ? 1 : 2), isFalse);
    Tri then = decide(expr->operand(1), isFalse), otherwise = decide(expr->operand(2), isFalse);
    return then == otherwise ? then : Tri::Unknown;
  }
  default:
    return isFalse(expr) ? Tri::False : Tri::Unknown;
  }
}

/// The atoms of a canonical condition.
void atoms(const Expr *expr, std::vector<const Expr *> &out) {
  bool inner = expr->kind == ExprKind::Not || expr->kind == ExprKind::And || expr->kind == ExprKind::Or ||
               expr->kind == ExprKind::If;
  if (!inner)
    out.push_back(expr);
  else
    for (const Expr *operand : expr->operands)
      atoms(operand, out);
}

} // namespace

std::vector<Item> Explainer::absences(const check::TypedRule &rule) {
  Arena arena;
  analysis::Canonical canonical(arena);
  for (const check::TypedLocal &local : first().typed->lets)
    if (local.value)
      canonical.bind(local.local, local.value);
  const Expr *fires = canonical.condition(rule.condition, rule.syntax->require);
  if (canonical.gaveUp())
    return {};
  std::vector<const Expr *> all;
  atoms(fires, all);
  std::vector<Item> items;
  std::set<std::string> said;
  auto say = [&](const std::string &where, const std::function<bool(const Expr *)> &isFalse) {
    Tri outcome = decide(fires, isFalse);
    if (outcome == Tri::Unknown || !said.insert(where).second)
      return;
    items.push_back({"Where " + where + ", this rule " + (outcome == Tri::True ? "fires." : "is silent."), {}});
  };
  if (all.size() == 1 && all.front()->kind == ExprKind::Has)
    return {}; // that is what the sentence says
  for (const Expr *atom : all) {
    if (atom->kind == ExprKind::Has) {
      std::string path = ir::print(atom->operand(0));
      auto gone = [&](const Expr *other) {
        if (other->kind != ExprKind::Has)
          return false;
        std::string text = ir::print(other->operand(0));
        llvm::StringRef rest = text;
        return rest.consume_front(path) && (rest.empty() || rest.startswith(".") || rest.startswith("["));
      };
      const Expr *what = atom->operand(0);
      std::string where = what->kind == ExprKind::Index ? speaker_->noun(what->operand(0)) + " has no entry for " +
                                                              speaker_->noun(what->operand(1))
                                                        : speaker_->noun(what) + " is missing";
      say(where, gone);
    } else if (atom->kind == ExprKind::Any) {
      std::string list = ir::print(atom->operand(0));
      auto empty = [&](const Expr *other) {
        return other->kind == ExprKind::Any && ir::print(other->operand(0)) == list;
      };
      say(speaker_->noun(atom->operand(0)) + (atom->operand(0)->kind == ExprKind::Call ? " are none" : " is empty"),
          empty);
    }
  }
  return items;
}

std::vector<Item> Explainer::notes(size_t at) {
  const check::TypedRule &rule = first().typed->rules[at];
  std::vector<Item> items;
  if (!rule.condition)
    return items;
  if (negations(rule.condition, project_.index) + rule.syntax->require >= 2) {
    std::string written = program_.sources->text(rule.syntax->condition->range).str();
    std::string text;
    for (llvm::StringRef rest = written; !rest.empty();) {
      auto [word, more] = rest.split('\n');
      text += (text.empty() ? "" : " ") + word.trim().str();
      rest = more;
    }
    items.push_back({"It is written with a double negation, " +
                         code((rule.syntax->require ? "require " : "when ") + text) +
                         "; the sentence above says the same without it.",
                     {}});
  }
  llvm::append_range(items, absences(rule));
  std::set<int64_t> slots;
  ir::walk(rule.condition, [&](const Expr *part) {
    if (part->kind != ExprKind::History || static_cast<size_t>(part->number) >= first().system->slots.size() ||
        !slots.insert(part->number).second)
      return;
    const ir::Slot &slot = first().system->slots[static_cast<size_t>(part->number)];
    bool results =
        slot.event == ir::EventKind::Result && (slot.op == ir::HistoryOp::Seen || slot.op == ir::HistoryOp::Count);
    if (slot.last) {
      Millis bucket = (*slot.last + 63) / 64;
      items.push_back({"The window of " + duration(*slot.last) + " moves in steps of " + duration(bucket) +
                           ": never less is looked at, and at most one step more.",
                       {}});
    }
    if (results)
      items.push_back({"A call that was let through and whose result is not back yet counts like its result.", {}});
  });
  return items;
}

} // namespace onus::prose
