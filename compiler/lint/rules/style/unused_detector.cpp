// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (llvm::isa<syntax::DetectorDecl>(decl))
    reportUnused(decl, "no rule asks it, so what it finds stops nothing", pass);
}

} // namespace

extern const Rule unused_detector = {
    .name = "unused-detector",
    .category = Category::Style,
    .summary = "a detector that no rule asks",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
