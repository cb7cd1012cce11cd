// SPDX-License-Identifier: Apache-2.0
#include "lsp/tests_of.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::lsp {

std::vector<const check::TypedTest *> testsNaming(const check::Program &program, const check::Guardrail &guardrail) {
  std::vector<const check::TypedTest *> tests;
  for (const check::TypedTest &test : program.tests)
    if (llvm::any_of(test.steps, [&](const check::TypedStep &step) { return step.by == &guardrail; }))
      tests.push_back(&test);
  return tests;
}

const check::Guardrail *guardrailNamed(const check::Program &program, llvm::StringRef name) {
  auto found = llvm::find_if(program.guardrails, [&](const check::Guardrail &each) { return each.name() == name; });
  return found == program.guardrails.end() ? nullptr : &*found;
}

} // namespace onus::lsp
