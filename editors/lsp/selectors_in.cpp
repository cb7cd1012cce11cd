// SPDX-License-Identifier: Apache-2.0
#include "lsp/selectors_in.h"

#include "syntax/walk.h"

namespace onus::lsp {

std::vector<const syntax::Selector *> selectorsIn(const syntax::Decl &decl) {
  std::vector<const syntax::Selector *> found;
  const syntax::Clauses *clauses = nullptr;
  if (const auto *guardrail = llvm::dyn_cast<syntax::GuardrailDecl>(&decl))
    clauses = &guardrail->clauses;
  else if (const auto *pattern = llvm::dyn_cast<syntax::PatternDecl>(&decl))
    clauses = &pattern->clauses;
  if (clauses)
    found.assign(clauses->on.begin(), clauses->on.end());
  syntax::walk(decl, [&](const syntax::Expr &expr) {
    if (const auto *call = llvm::dyn_cast<syntax::CallExpr>(&expr))
      for (const syntax::Argument &argument : call->arguments)
        if (argument.selector)
          found.push_back(argument.selector);
  });
  return found;
}

} // namespace onus::lsp
