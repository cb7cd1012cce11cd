// SPDX-License-Identifier: Apache-2.0
#include "backends/backend.h"

#include "backends/bytecode/bytecode.h"
#include "backends/json/json.h"

namespace onus::backends {

llvm::ArrayRef<TargetInfo> allTargets() {
  static constexpr TargetInfo rows[] = {
#define ONUS_TARGET(NAME, WORD, SUFFIX, DOC) {Target::NAME, WORD, SUFFIX, DOC},
#include "backends/targets.def"
  };
  return rows;
}

const TargetInfo &info(Target target) { return allTargets()[static_cast<size_t>(target)]; }

std::optional<Target> findTarget(llvm::StringRef word) {
  for (const TargetInfo &row : allTargets())
    if (row.word == word)
      return row.target;
  return std::nullopt;
}

Artifact emit(Target target, const ir::Module &module, const source::SourceManager *sources) {
  switch (target) {
#define ONUS_TARGET(NAME, WORD, SUFFIX, DOC)                                                                           \
  case Target::NAME:                                                                                                   \
    return emit##NAME(module, sources);
#include "backends/targets.def"
  }
  return {};
}

std::vector<Fidelity> allExact(const ir::Module &module) {
  std::vector<Fidelity> out;
  for (const ir::System &system : module.systems)
    for (const ir::Guardrail &guardrail : system.guardrails)
      out.push_back({system.name, guardrail.name, {}, guardrail.span});
  return out;
}

std::string fidelityReport(Target target, const ir::Module &module, const Artifact &artifact) {
  json::Array guardrails;
  for (const Fidelity &each : artifact.fidelity) {
    json::Object row{
        {"system", each.system}, {"guardrail", each.guardrail}, {"fidelity", each.exact() ? "exact" : "refused"}};
    if (!each.exact())
      row.emplace_back("reason", each.refused);
    row.emplace_back("span", json::Object{{"file", each.span.file},
                                          {"line", json::Value::integer(each.span.line)},
                                          {"column", json::Value::integer(each.span.column)}});
    guardrails.push_back(std::move(row));
  }
  return json::writePretty(json::Object{
      {"version", json::Value::integer(1)},
      {"target", info(target).word.str()},
      {"bundle", json::Object{{"digest", module.digest}, {"onus_version", module.onusVersion}}},
      {"guardrails", std::move(guardrails)},
  });
}

} // namespace onus::backends
