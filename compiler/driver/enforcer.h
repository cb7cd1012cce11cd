// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/approval.h"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

/// Whatever decides events by an artifact that `onus build` made: the plain evaluator for the policy IR, the embeddable
/// runtime for bytecode. Both give the same records.
namespace onus::driver {

struct EnforcerSettings {
  std::string system; ///< the system that events mean where they name none
  evaluate::Key key;
  std::string stop; ///< the stop list as JSON (S14); empty: nothing is stopped
};

class Enforcer {
public:
  virtual ~Enforcer() = default;
  /// One event in, one decision record out, both a line of JSON without the line break.
  virtual std::string decide(llvm::StringRef event) = 0;
  /// Takes up saved state; an error message where the bytes are none of ours.
  virtual std::optional<std::string> loadState(llvm::StringRef state) = 0;
  virtual std::string saveState() = 0;
};

/// Why there is no enforcer: lower case, no full stop.
struct EnforcerProblem {
  enum class About { Artifact, System, Stop } about = About::Artifact;
  std::string message;
  std::vector<std::string> systems; ///< that the artifact holds, where none is of the wanted name
};

/// True where the bytes begin as bytecode does.
bool isBytecode(llvm::StringRef artifact);

std::variant<std::unique_ptr<Enforcer>, EnforcerProblem> makeEnforcer(std::string artifact, EnforcerSettings settings);

} // namespace onus::driver
