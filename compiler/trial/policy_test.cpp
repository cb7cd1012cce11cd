// SPDX-License-Identifier: Apache-2.0
#include "trial/policy_test.h"

#include "trial/player.h"

namespace onus::trial {

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
  evaluate::Engine engine(module);
  std::vector<TestResult> results;
  int64_t steps = 0;
  for (const check::TypedTest &test : program.tests) {
    llvm::StringRef name = test.decl->what.value;
    if (!options.filter.empty() && !name.contains(options.filter))
      continue;
    if (steps >= options.steps)
      break;
    engine.forget();
    Player player(test, engine, tables, options.asOf);
    if (bytecode)
      player.compareWith(*bytecode);
    player.show(options.spectator);
    results.push_back(player.play());
    steps += results.back().steps;
  }
  return results;
}

} // namespace onus::trial
