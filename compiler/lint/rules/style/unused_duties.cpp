// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (llvm::isa<syntax::DutiesDecl>(decl))
    reportUnused(decl, "no guardrail stands under them, so nobody owes what they say", pass);
}

} // namespace

extern const Rule unused_duties = {
    .name = "unused-duties",
    .category = Category::Style,
    .summary = "duties that no guardrail stands under",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
