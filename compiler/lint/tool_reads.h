// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "check/program.h"

#include <set>

/// Which arguments, or which members of the result, of one tool the guardrails of a system read when they decide about
/// it: directly, through what the tool binds to an effect, or in a history that counts it. A rule without a condition
/// reads everything; a guardrail in shadow reads nothing, and neither does one that only flags.
namespace onus::lint {

class ToolReads {
public:
  /// What is read on calls of the tool (of its arguments), or on its results (of its result).
  ToolReads(const check::System &system, const check::Tool &tool, ir::EventKind event, Day asOf);

  /// The member is read, alone or with everything else: `text(args)` reads them all.
  bool reads(llvm::StringRef member) const { return whole_ || members_.count(member.str()); }
  /// Something of it is read.
  bool any() const { return whole_ || !members_.empty(); }

private:
  void guardrail(const check::TypedGuardrail &guardrail);
  void expr(const ir::Expr *expr);
  void binding(const ir::Expr *parameter);
  void history(size_t slot);

  const check::System &system_;
  const check::Tool &tool_;
  ir::EventKind event_;
  std::set<std::string> members_;
  bool whole_ = false;
};

} // namespace onus::lint
