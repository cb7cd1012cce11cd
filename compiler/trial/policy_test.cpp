// SPDX-License-Identifier: Apache-2.0
#include "trial/policy_test.h"

#include "trial/player.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::trial {

namespace {

/// The module with one system only. Every test has an engine of its own, which copies what it is given, so what is
/// given is no more than the test's system needs.
class Stages {
public:
  explicit Stages(const ir::Module &module) : module_(module), bare_(module) {
    bare_.sources.clear();
    bare_.systems.clear();
  }

  /// The whole module where it does not hold the system.
  const ir::Module &of(const check::System &system) {
    auto found =
        llvm::find_if(module_.systems, [&](const ir::System &each) { return each.name == system.symbol->name; });
    if (found == module_.systems.end())
      return module_;
    auto [stage, added] = stages_.try_emplace(&system, bare_);
    if (added)
      stage->second.systems.push_back(*found);
    return stage->second;
  }

private:
  const ir::Module &module_;
  ir::Module bare_;
  std::map<const check::System *, ir::Module> stages_;
};

} // namespace

std::vector<TestResult> runTests(const check::Program &program, const ir::Module &module, const Options &options) {
  // The values of steps may read tables that no system needs.
  ir::Module constants;
  for (const check::Data &data : program.data)
    if (data.symbol)
      constants.data.push_back({data.symbol->name, data.type, data.value, data.digest});
  evaluate::Tables tables(constants);
  std::optional<Bytecode> bytecode;
  if (!options.spectator)
    bytecode.emplace(module);
  Stages stages(module);
  std::vector<TestResult> results;
  int64_t steps = 0;
  for (const check::TypedTest &test : program.tests) {
    llvm::StringRef name = test.decl->what.value;
    if (!options.filter.empty() && !name.contains(options.filter))
      continue;
    if (steps >= options.steps)
      break;
    Player player(test, stages.of(*test.system), tables, options.asOf);
    if (bytecode)
      player.compareWith(*bytecode);
    player.show(options.spectator);
    results.push_back(player.play());
    steps += results.back().steps;
  }
  return results;
}

} // namespace onus::trial
