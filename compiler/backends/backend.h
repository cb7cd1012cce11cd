// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <optional>
#include <string>
#include <vector>

/// Back ends: from the policy IR to what some engine takes. Each target is one folder and one row of targets.def. A
/// back end expresses a guardrail exactly or refuses it, and says so for each; it never approximates. The same module
/// gives the same bytes.
namespace onus::backends {

enum class Target {
#define ONUS_TARGET(NAME, WORD, SUFFIX, DOC) NAME,
#include "backends/targets.def"
};

/// One row of the list.
struct TargetInfo {
  Target target;
  llvm::StringRef word;   ///< what `--target` takes
  llvm::StringRef suffix; ///< of the file where none is named
  llvm::StringRef doc;    ///< one line
};
/// Every row, in the order of the list.
llvm::ArrayRef<TargetInfo> allTargets();
const TargetInfo &info(Target target);
std::optional<Target> findTarget(llvm::StringRef word);

/// How faithfully one guardrail of one system stands in an artifact.
struct Fidelity {
  std::string system;
  std::string guardrail;
  std::string refused; ///< why it was refused, lower case, no full stop; empty: exact
  ir::Span span;       ///< of the guardrail, or of what could not be expressed
  bool exact() const { return refused.empty(); }
};

struct Artifact {
  std::string bytes;
  std::vector<Fidelity> fidelity; ///< of every guardrail, by system and name
  std::string problem;            ///< why there is no artifact at all, lower case, no full stop; empty: there is one
};

/// Makes the artifact of a target. The module is one that `lower` made or `readModule` accepted; `sources` are the
/// texts that it was made from, null where they are not at hand.
Artifact emit(Target target, const ir::Module &module, const source::SourceManager *sources = nullptr);

/// The fidelity report as a JSON document:
/// {"version":1,"target",…,"bundle":{"digest","onus_version"},"guardrails":[{"system","guardrail","fidelity","reason"?,"span"}]}
std::string fidelityReport(Target target, const ir::Module &module, const Artifact &artifact);

/// All guardrails of a module, exact.
std::vector<Fidelity> allExact(const ir::Module &module);

} // namespace onus::backends
