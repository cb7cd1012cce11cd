// SPDX-License-Identifier: Apache-2.0
#include "lint/literals.h"

namespace onus::lint {

namespace {

/// Two things may be alike by chance: a person decides.
void check(const syntax::File &file, Pass &pass) {
  llvm::StringMap<const syntax::LetDecl *> constants = constantsIn(file, pass);
  if (constants.empty())
    return;
  eachNotable(file, [&](const syntax::Decl &, const syntax::Expr &expr) {
    if (const syntax::LetDecl *let = constants.lookup(valueOf(expr)))
      pass.report(expr.range, "this is the value of `{}`: who changes that one will not find this one", let->name.text)
          .related(let->name.range, "the constant is declared here")
          .fix("read the constant", expr.range, let->name.text.str(), diagnostics::Applicability::MaybeIncorrect);
  });
}

} // namespace

extern const Rule literal_repeats_constant = {
    .name = "literal-repeats-constant",
    .category = Category::Style,
    .level = Level::Info,
    .summary = "a literal repeats the value of a constant of its package",
    .fixable = true,
    .file = check,
};

} // namespace onus::lint
