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

BytecodeEngine::BytecodeEngine(const rt::Bundle &bundle) : engine_(bundle) {
  rt::Problem ignored(nullptr); // without settings nothing can be wrong with them
  engine_.open({}, ignored);
}

std::string BytecodeEngine::decide(llvm::StringRef event, bool standalone) {
  rt::Wanted wanted;
  wanted.record = true;
  wanted.skipArguments = standalone;
  const rt::Decision &decision = engine_.decide(worker_, rt::Text(event.data(), event.size()), wanted);
  return std::string(decision.record.data, decision.record.size);
}

} // namespace onus::trial
