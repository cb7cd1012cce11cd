// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (llvm::isa<syntax::PatternDecl>(decl))
    reportUnused(decl, "no guardrail is made from it, so it guards nothing", pass);
}

} // namespace

extern const Rule unused_pattern = {
    .name = "unused-pattern",
    .category = Category::Style,
    .summary = "a pattern that no guardrail is made from",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
