// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (llvm::isa<syntax::TypeDecl>(decl))
    reportUnused(decl, "no value has it", pass);
}

} // namespace

extern const Rule unused_type = {
    .name = "unused-type",
    .category = Category::Style,
    .summary = "a named type that nothing has",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
