// SPDX-License-Identifier: Apache-2.0
#include "lsp/rule_change.h"

#include "lsp/text_difference.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Casting.h"

namespace onus::lsp {

namespace {

/// Bytes [begin, end) lie in the condition of a rule.
bool isInCondition(const syntax::File &file, size_t begin, size_t end) {
  auto holds = [&](const syntax::Rule *rule) {
    return rule->condition && rule->condition->range.begin <= begin && end <= rule->condition->range.end;
  };
  return llvm::any_of(file.decls, [&](const syntax::Decl *decl) {
    return llvm::any_of(llvm::cast<syntax::GuardrailDecl>(decl)->clauses.rules, holds);
  });
}

bool hasOnlyGuardrails(const syntax::File &file) {
  return llvm::all_of(file.decls, [](const syntax::Decl *decl) { return llvm::isa<syntax::GuardrailDecl>(decl); });
}

} // namespace

bool isChangeOfCondition(const syntax::File &before, llvm::StringRef textBefore, const syntax::File &after,
                         llvm::StringRef textAfter) {
  if (!hasOnlyGuardrails(before) || !hasOnlyGuardrails(after))
    return false;
  Common common(textBefore, textAfter);
  return isInCondition(before, common.front, textBefore.size() - common.back) &&
         isInCondition(after, common.front, textAfter.size() - common.back);
}

} // namespace onus::lsp
