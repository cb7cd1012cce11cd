// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include "llvm/ADT/DenseSet.h"

/// Which tools somebody guards (S12). A pair of a tool and a kind of event is covered in a system iff an enforced
/// guardrail that is not in shadow has a deny, ask or redact rule, selects the pair by tool name or by effect, and
/// reads more than parameters that the tool binds to `none`. Everything here takes guardrails that are typed already.
namespace onus::check {

/// What of one guardrail's rules can cover a tool, apart from which tools it selects.
class CoveringRules {
public:
  CoveringRules(const TypedGuardrail &guardrail, const System &system);
  /// True where a deny, ask or redact rule applies to the tool and reads more than parameters that it has not.
  bool apply(const Tool &tool) const;
  /// False where the guardrail only flags.
  bool any() const { return !rules_.empty(); }

private:
  struct Covering {
    const TypedRule *rule = nullptr;
    std::vector<std::pair<llvm::StringRef, llvm::StringRef>> parameters; ///< what decides: effect, parameter
  };
  std::vector<Covering> rules_;
};

/// Only a tool's name or an effect is a choice; `*` takes whatever comes.
bool selectsByChoice(const TypedSelector &selector);
/// In shadow on that day, so that it binds nothing.
bool inShadow(const Guardrail &guardrail, Day day);

/// The pairs that are covered in one system as of a day.
class CoverageIndex {
public:
  CoverageIndex(const System &system, Day asOf);
  bool covers(const Tool &tool, ir::EventKind kind) const;

private:
  llvm::DenseSet<std::pair<const Tool *, unsigned>> covered_;
};

/// The kinds that the tool's effects ask to be covered.
std::vector<ir::EventKind> requiredKinds(const Tool &tool);

} // namespace onus::check
