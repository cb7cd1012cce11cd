// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (auto *let = llvm::dyn_cast<syntax::LetDecl>(&decl); let && let->function)
    reportUnused(decl, "it is kept up to date for no rule", pass);
}

} // namespace

extern const Rule unused_function = {
    .name = "unused-function",
    .category = Category::Style,
    .summary = "a function that nothing calls",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
