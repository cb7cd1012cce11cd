// SPDX-License-Identifier: Apache-2.0
#include "lint/unused.h"

namespace onus::lint {

namespace {

void check(const syntax::File &, const syntax::Decl &decl, Pass &pass) {
  if (llvm::isa<syntax::SinkDecl>(decl))
    reportUnused(decl, "no guardrail logs to it, so nothing is kept there", pass);
}

} // namespace

extern const Rule unused_sink = {
    .name = "unused-sink",
    .category = Category::Style,
    .summary = "a sink that no guardrail logs to",
    .fixable = true,
    .declaration = check,
};

} // namespace onus::lint
