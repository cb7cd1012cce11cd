// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/solver.h"
#include "check/program.h"

namespace onus::analysis {

/// What tools there are. A rule that no tool of today can fulfil is dead; one that every tool of today fulfils is none
/// that always fires, since it may have been written for those that somebody adds.
enum class World { Today, Later };

/// The rules of one guardrail in one system as statements that the solver can be asked about.
class GuardrailLogic {
public:
  /// With a tool, what the guardrail reads of its effects is what that tool binds.
  GuardrailLogic(const check::System &system, const check::TypedGuardrail &guardrail, Arena &arena,
                 const check::Tool *tool = nullptr);

  const check::TypedGuardrail &guardrail() const { return guardrail_; }
  size_t ruleCount() const { return conditions_.size(); }
  /// The rule's canonical condition: what must be true for it to fire (of `require`, the negation). Null: always.
  const ir::Expr *condition(size_t rule) const { return conditions_[rule]; }
  /// The place of a rule in the guardrail; nothing where it has no such rule.
  std::optional<size_t> find(const syntax::Rule *rule) const;
  const check::TypedException *find(const check::Exception *exception) const;

  /// The rule fires: its condition is true and so is everything that was required before it (S6).
  FormulaPtr fires(Terms &terms, size_t rule) const;
  /// It does not: something of that is false or failed.
  FormulaPtr silent(Terms &terms, size_t rule) const;
  /// What is required before the rule is true.
  FormulaPtr reached(Terms &terms, size_t rule) const;
  /// A claim about one condition as it was typed; null where it was too large.
  FormulaPtr claimed(Terms &terms, const ir::Expr *condition, Claim wanted);

  /// The `where`s of the histories that the guardrail reads; they speak of the earlier event.
  std::vector<const ir::Expr *> wheres() const;

  /// Terms for one question.
  Terms terms(World world = World::Today) const;
  /// Terms for a question about an earlier event.
  Terms earlierTerms() const;
  Result ask(Terms &terms, const FormulaPtr &formula) const { return solve(terms, formula, arena_); }
  /// A condition was too large to be looked at: nothing is to be concluded.
  bool gaveUp() const { return gaveUp_; }

private:
  void bindEffects(const check::Tool &tool);
  bool countsCurrent(const ir::Expr *history) const;
  Terms::Texts textsOf(const ir::Expr *expr) const;

  const check::System &system_;
  const check::TypedGuardrail &guardrail_;
  Arena &arena_;
  Canonical canonical_;
  std::vector<const ir::Expr *> conditions_;
  bool gaveUp_ = false;
};

} // namespace onus::analysis
