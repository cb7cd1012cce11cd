// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (auto *let = llvm::dyn_cast<syntax::LetDecl>(&decl); let && !let->function)
    reportUnused(decl, "a value that no rule reads cannot be wrong, and will be believed", pass);
}

} // namespace

extern const Rule unused_let = {
    .name = "unused-let",
    .category = Category::Style,
    .summary = "a constant that nothing reads",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
