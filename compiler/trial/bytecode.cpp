// SPDX-License-Identifier: Apache-2.0
#include "trial/bytecode.h"

#include "backends/backend.h"
#include "runtime/verify/verify.h"

namespace onus::trial {

Bytecode::Bytecode(const ir::Module &module) {
  backends::Artifact artifact = backends::emit(backends::Target::Bytecode, module);
  if (!artifact.problem.empty())
    return;
  bytes_ = std::move(artifact.bytes);
  rt::BundleProblem problem;
  sound_ = rt::verify(bytes_.data(), bytes_.size(), bundle_, problem);
  if (!sound_)
    problem_ = std::string(problem.message) + " (at byte " + std::to_string(problem.offset) + ")";
}

BytecodeEngine::BytecodeEngine(const rt::Bundle &bundle, const rt::EngineSettings &settings) : engine_(bundle) {
  rt::Problem problem(&problem_);
  engine_.open(settings, problem);
}

std::string BytecodeEngine::decide(llvm::StringRef event, bool standalone) {
  rt::Wanted wanted;
  wanted.record = true;
  wanted.skipArguments = standalone;
  const rt::Decision &decision = engine_.decide(worker_, rt::Text(event.data(), event.size()), wanted);
  return std::string(decision.record.data, decision.record.size);
}

std::string BytecodeEngine::saveState() {
  std::string saved;
  auto append = [](void *into, const void *bytes, size_t size) {
    static_cast<std::string *>(into)->append(static_cast<const char *>(bytes), size);
    return 0;
  };
  engine_.save(append, &saved);
  return saved;
}

std::optional<std::string> BytecodeEngine::loadState(llvm::StringRef state) {
  onus_problem why = {};
  rt::Problem problem(&why);
  if (engine_.load(rt::Text(state.data(), state.size()), problem) == ONUS_OK)
    return std::nullopt;
  return std::string(why.message);
}

} // namespace onus::trial
