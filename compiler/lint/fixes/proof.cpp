// SPDX-License-Identifier: Apache-2.0
#include "lint/fixes/proof.h"

#include "analysis/solver.h"
#include "ir/json_writer.h"

namespace onus::lint::fixes {

namespace {

using analysis::Claim;
using analysis::FormulaPtr;

std::string written(const ir::Expr *expr) { return expr ? json::write(ir::toJson(expr)) : std::string(); }

/// One version of a guardrail, ready to be asked about its conditions.
class Side {
public:
  Side(const ir::Guardrail &guardrail, Arena &arena) : canonical_(arena) {
    for (const ir::LocalValue &local : guardrail.lets)
      canonical_.bind(local.local, local.value);
  }
  /// What is said of the condition; null where it is too large to be looked at.
  FormulaPtr claimed(analysis::Terms &terms, const ir::Expr *condition, Claim wanted) {
    if (!condition) // it is always true
      return wanted == Claim::True || wanted == Claim::NotFalse ? analysis::all({}) : analysis::some({});
    canonical_.refill();
    const ir::Expr *canonical = canonical_.condition(condition);
    return canonical_.gaveUp() ? nullptr : analysis::claim(terms, canonical, wanted);
  }

private:
  analysis::Canonical canonical_;
};

/// The solver's proof that two conditions come out the same: each way of coming out differently is impossible. Nothing
/// is assumed of the tools that there are, so that it holds for those that somebody adds.
class Proof {
public:
  Proof(const ir::Guardrail &before, const ir::Guardrail &after) : before_(before, arena_), after_(after, arena_) {}

  bool holds(const ir::Expr *before, const ir::Expr *after) {
    constexpr std::pair<Claim, Claim> ways[] = {{Claim::True, Claim::NotTrue},
                                                {Claim::NotTrue, Claim::True},
                                                {Claim::False, Claim::NotFalse},
                                                {Claim::NotFalse, Claim::False}};
    for (auto [one, other] : ways)
      if (!impossible(before, one, after, other))
        return false;
    return true;
  }

private:
  bool impossible(const ir::Expr *before, Claim one, const ir::Expr *after, Claim other) {
    analysis::Terms terms([](const ir::Expr *) { return false; },
                          [](const ir::Expr *) { return analysis::Terms::Texts(); });
    FormulaPtr left = before_.claimed(terms, before, one), right = after_.claimed(terms, after, other);
    return left && right &&
           analysis::solve(terms, analysis::all({left, right}), arena_).answer == analysis::Answer::Impossible;
  }

  Arena arena_;
  Side before_, after_;
};

} // namespace

std::vector<ConditionPair> unprovedConditions(const ir::Guardrail &before, const ir::Guardrail &after) {
  bool sameNames = before.lets.size() == after.lets.size();
  for (size_t at = 0; sameNames && at < before.lets.size(); ++at)
    sameNames = before.lets[at].local == after.lets[at].local &&
                written(before.lets[at].value) == written(after.lets[at].value);
  Proof proof(before, after);
  std::vector<ConditionPair> open;
  auto look = [&](ConditionPair pair) {
    bool same = sameNames && written(pair.before) == written(pair.after);
    if (!same && !proof.holds(pair.before, pair.after))
      open.push_back(pair);
  };
  for (size_t at = 0; at < before.rules.size(); ++at)
    look({false, at, before.rules[at].condition, after.rules[at].condition});
  for (size_t at = 0; at < before.exceptions.size(); ++at)
    look({true, at, before.exceptions[at].when, after.exceptions[at].when});
  return open;
}

} // namespace onus::lint::fixes
