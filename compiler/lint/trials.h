// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"
#include "trial/spectator.h"

#include <map>
#include <set>
#include <unordered_map>

/// What the project's policy tests show: they are played once, and somebody looks on. Whether they pass is the business
/// of `onus test`; here it matters only what they touch.
namespace onus::lint {

class Facts;

struct RuleTrial {
  size_t fired = 0;  ///< events, those at which an exception lifted it included
  size_t silent = 0; ///< events at which it was evaluated and did not fire
};

/// A guardrail at the events of all tests, in all systems that have some.
struct GuardrailTrial {
  size_t events = 0;               ///< that it selects
  std::vector<RuleTrial> rules;    ///< by the rule's place in the guardrail
  bool failed = false;             ///< on the engine's side, at least once
  Millis longest = 0;              ///< from a test's first event to the last that it selects
  std::set<std::string> approvals; ///< parties that it asked and that approved, as records name them
};

/// An event, or an approval that presents it again, as a test's step.
struct EventTrial {
  size_t step = 0; ///< its place in the test
  ir::Verdict verdict = ir::Verdict::Deny;
  std::string reason; ///< of an entry check or `uncovered`; else empty
  /// What denied it; without a rule where the event could not enter the history that the guardrail reads.
  struct Denier {
    const check::Guardrail *guardrail = nullptr;
    const syntax::Rule *rule = nullptr;
  };
  std::vector<Denier> deniers;
  size_t canDeny = 0; ///< guardrails that select it and have a rule that denies
  std::vector<const check::Exception *> lifting;
};

struct TestTrial {
  Instant begins = 0; ///< the time of its first event
  std::vector<EventTrial> events;
  std::vector<std::string> lines; ///< of JSON, as the events were presented
};

/// What an expression of a guardrail gave at the events of all tests.
struct ExprTrial {
  bool isTrue = false, isFalse = false; ///< of a condition, each at least once
  bool failed = false;                  ///< on the engine's side, at least once: a detector was unavailable
  /// Of a comparison of numbers: what was compared, left and right; no more than `most`.
  std::set<std::pair<int64_t, int64_t>> compared;
  static constexpr size_t most = 4'096;
};

/// A guardrail as it acts in one system.
struct Lowered {
  const ir::System *system = nullptr;
  const ir::Guardrail *guardrail = nullptr;
};

class Trials : trial::Spectator {
public:
  /// Plays the tests. Nothing is lowered where the project has none.
  Trials(const check::Program &program, const Facts &facts);

  /// The project has tests and all of them were played within the bound: only then does it mean something that none of
  /// them shows a thing. Otherwise everything below is empty.
  bool complete() const { return complete_; }
  /// What the guardrail was lowered to, once for each system that enforces it; empty where nothing was played.
  llvm::ArrayRef<Lowered> lowered(const check::Guardrail &guardrail) const;
  /// Null where no system that has tests enforces it.
  const GuardrailTrial *of(const check::Guardrail &guardrail) const;
  const TestTrial *of(const check::TypedTest &test) const;
  /// Null where it was never evaluated. Expressions are those of `lowered`.
  const ExprTrial *of(const ir::Expr *expr) const;
  bool isUsed(const check::Exception &exception) const { return used_.contains(&exception); }
  bool isTested(const check::System &system) const { return touched_.count(&system) > 0; }
  /// A test of the system calls the tool, or has a result of it.
  bool touches(const check::System &system, const check::Tool &tool) const;

private:
  void prepare(const check::Program &program);
  void evaluated(const ir::Expr &expr, const evaluate::Outcome &outcome) override;
  void decided(const check::TypedTest &test, size_t step, const evaluate::Decision &decision) override;
  void note(const evaluate::GuardrailResult &result, const check::Guardrail &guardrail, EventTrial &event);
  void noteRules(const evaluate::GuardrailResult &result, const ir::Tool *tool, GuardrailTrial &trial);

  ir::Module module_; ///< what the program lowers to
  bool complete_ = false;
  std::map<std::string, std::vector<Lowered>> lowered_; ///< by name
  std::map<std::string, const check::Guardrail *> guardrails_;
  std::map<std::string, const check::Exception *> exceptions_;
  std::unordered_map<const check::Guardrail *, GuardrailTrial> byGuardrail_;
  std::map<const check::TypedTest *, TestTrial> byTest_;
  std::map<const ir::Expr *, ExprTrial> byExpr_;
  llvm::DenseMap<const ir::Expr *, int64_t> numbers_; ///< what an expression gave when it was evaluated last
  llvm::DenseSet<const check::Exception *> used_;
  std::map<const check::System *, std::set<std::string>> touched_; ///< tools, by the systems that have tests
};

} // namespace onus::lint
