// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (llvm::isa<syntax::PartyDecl>(decl))
    reportUnused(decl, "it leads, owns and approves nothing, and nobody would ever be called", pass);
}

} // namespace

extern const Rule unused_party = {
    .name = "unused-party",
    .category = Category::Style,
    .summary = "a person, team, organization or vendor that nothing names",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
