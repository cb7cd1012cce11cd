// SPDX-License-Identifier: Apache-2.0
#include "lsp/rule_change.h"

#include "lsp/text_difference.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Casting.h"

namespace onus::lsp {

namespace {

/// Bytes [begin, end) lie in a title, or in the condition or the reason of a rule.
bool isInside(const syntax::File &file, size_t begin, size_t end) {
  auto holds = [&](source::Range range) { return range.valid() && range.begin <= begin && end <= range.end; };
  return llvm::any_of(file.decls, [&](const syntax::Decl *decl) {
    return holds(decl->title.range) ||
           llvm::any_of(llvm::cast<syntax::GuardrailDecl>(decl)->clauses.rules, [&](const syntax::Rule *rule) {
             return holds(rule->because.range) || (rule->condition && holds(rule->condition->range));
           });
  });
}

bool hasOnlyGuardrails(const syntax::File &file) {
  return llvm::all_of(file.decls, [](const syntax::Decl *decl) { return llvm::isa<syntax::GuardrailDecl>(decl); });
}

} // namespace

bool isChangeInside(const syntax::File &before, llvm::StringRef textBefore, const syntax::File &after,
                    llvm::StringRef textAfter) {
  if (!hasOnlyGuardrails(before) || !hasOnlyGuardrails(after))
    return false;
  Common common(textBefore, textAfter);
  return isInside(before, common.front, textBefore.size() - common.back) &&
         isInside(after, common.front, textAfter.size() - common.back);
}

} // namespace onus::lsp
