// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (llvm::isa<syntax::EffectDecl>(decl))
    reportUnused(decl, "no tool has it and no guardrail selects it", pass);
}

} // namespace

extern const Rule unused_effect = {
    .name = "unused-effect",
    .category = Category::Style,
    .summary = "an effect that no tool has and no guardrail selects",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
