// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

#include <map>
#include <set>

/// Look-ups over one system, worked out once: which guardrails an event concerns, which of them read a history slot,
/// which reads a record masks.
namespace onus::evaluate {

class SystemIndex {
public:
  explicit SystemIndex(const ir::System &system);

  const ir::System &system() const { return *system_; }
  const ir::Tool *tool(llvm::StringRef name) const { return tools_.lookup(name); }
  /// The guardrails that select an event; `tool` is empty for the text kinds. By place in the system, in order.
  llvm::ArrayRef<size_t> selecting(ir::EventKind kind, llvm::StringRef tool) const;
  /// The slots that an event may enter, or wait in for its result (S24).
  llvm::ArrayRef<size_t> recording(ir::EventKind kind, llvm::StringRef tool) const;
  /// The guardrails that read a slot.
  llvm::ArrayRef<size_t> readers(size_t slot) const { return readers_[slot]; }
  /// True where a guardrail covers the pair while it is enforced and not in shadow (S12).
  bool covers(size_t guardrail, ir::EventKind kind, llvm::StringRef tool) const;
  /// The expressions of a guardrail whose values no record shows (S46).
  const llvm::DenseSet<const ir::Expr *> &masked(size_t guardrail) const { return masked_[guardrail]; }

private:
  using Pair = std::pair<ir::EventKind, std::string>;
  void indexSlot(size_t slot);
  void indexReads(size_t guardrail);

  const ir::System *system_;
  llvm::StringMap<const ir::Tool *> tools_;
  std::map<Pair, std::vector<size_t>> selecting_;
  std::map<Pair, std::vector<size_t>> recording_;
  std::set<std::pair<size_t, Pair>> covers_;
  std::vector<std::vector<size_t>> readers_;
  std::vector<llvm::DenseSet<const ir::Expr *>> masked_;
};

/// Every expression of a guardrail: its names, conditions and what it redacts.
std::vector<const ir::Expr *> expressionsOf(const ir::Guardrail &guardrail);

} // namespace onus::evaluate
