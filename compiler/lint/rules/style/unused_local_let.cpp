// SPDX-License-Identifier: Apache-2.0
#include "lint/removal.h"
#include "lint/unused.h"

namespace onus::lint {

namespace {

const syntax::Clauses *clausesOf(const syntax::Decl &decl) {
  if (auto *guardrail = llvm::dyn_cast<syntax::GuardrailDecl>(&decl))
    return &guardrail->clauses;
  auto *pattern = llvm::dyn_cast<syntax::PatternDecl>(&decl);
  return pattern ? &pattern->clauses : nullptr;
}

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  const syntax::Clauses *clauses = clausesOf(decl);
  if (!clauses)
    return;
  for (const syntax::LocalLet &let : clauses->lets)
    if (!pass.facts.uses().hasLocal(let.name))
      pass.report(let.name.range,
                  "no rule here reads `{}`: whoever reads the guardrail takes it for a part of a condition",
                  let.name.text)
          .fix({"take it out",
                diagnostics::Applicability::MachineApplicable,
                {removal(pass.sources(), rangeOf(pass.sources(), let))}});
}

} // namespace

extern const Rule unused_local_let = {
    .name = "unused-local-let",
    .category = Category::Style,
    .summary = "a guardrail names a value that none of its rules reads",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
