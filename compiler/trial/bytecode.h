// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"
#include "runtime/decide/engine.h"

#include <optional>
#include <string>

/// The policy as bytecode in the runtime that engines embed: policy tests show every event to it as well as to the
/// reference engine, and the two must give the same record.
namespace onus::trial {

/// A module as a verified bundle. It does not move, since engines borrow it.
class Bytecode {
public:
  explicit Bytecode(const ir::Module &module);
  Bytecode(const Bytecode &) = delete;

  /// Null where the back end refuses the module, as `onus build --target bytecode` says, or made an unsound bundle.
  const rt::Bundle *bundle() const { return sound_ ? &bundle_ : nullptr; }
  /// Why the runtime refuses what the back end made: lower case, no full stop. It is a mistake of Onus.
  const std::string &problem() const { return problem_; }

private:
  std::string bytes_;
  std::string problem_;
  bool sound_ = false;
  rt::Bundle bundle_;
};

/// One engine of the runtime, at the beginning of its history.
class BytecodeEngine {
public:
  /// Borrows the bundle. `problem()` says where the settings are none that an engine can have.
  explicit BytecodeEngine(const rt::Bundle &bundle, const rt::EngineSettings &settings = {});
  /// The decision record of one event. `standalone`: a result without a call before it, whose arguments are not checked
  /// (S49).
  std::string decide(llvm::StringRef event, bool standalone = false);

  std::string saveState();
  /// An error message where the bytes are no state of ours; then the engine is as before.
  std::optional<std::string> loadState(llvm::StringRef state);
  /// Empty where all is well.
  llvm::StringRef problem() const { return problem_.message; }

private:
  onus_problem problem_ = {};
  rt::Engine engine_;
  rt::Worker worker_;
};

} // namespace onus::trial
