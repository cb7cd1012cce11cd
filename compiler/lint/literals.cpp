// SPDX-License-Identifier: Apache-2.0
#include "lint/literals.h"

#include "syntax/walk.h"

namespace onus::lint {

using llvm::dyn_cast;

std::string valueOf(const syntax::Expr &expr) {
  if (auto *number = dyn_cast<syntax::IntExpr>(&expr))
    return "int " + std::to_string(number->value);
  if (auto *decimal = dyn_cast<syntax::DecimalExpr>(&expr))
    return "decimal " + std::to_string(decimal->value.scaled);
  if (auto *text = dyn_cast<syntax::StringExpr>(&expr))
    return "text " + text->value.str();
  if (auto *pattern = dyn_cast<syntax::PatternExpr>(&expr))
    return "pattern " + pattern->value.str();
  if (auto *duration = dyn_cast<syntax::DurationExpr>(&expr))
    return "duration " + std::to_string(duration->value);
  return "";
}

bool isNotable(const syntax::Expr &expr) {
  if (auto *number = dyn_cast<syntax::IntExpr>(&expr))
    return number->value > 100;
  if (auto *decimal = dyn_cast<syntax::DecimalExpr>(&expr))
    return decimal->value.scaled > 100 * Decimal::scale || decimal->value.scaled % (Decimal::scale / 2) != 0;
  if (auto *text = dyn_cast<syntax::StringExpr>(&expr))
    return text->value.size() >= 8;
  return llvm::isa<syntax::PatternExpr>(expr);
}

void eachNotable(const syntax::File &file, llvm::function_ref<void(const syntax::Decl &, const syntax::Expr &)> visit) {
  for (const syntax::Decl *decl : file.decls) {
    auto *let = dyn_cast<syntax::LetDecl>(decl);
    bool decides = llvm::isa<syntax::GuardrailDecl, syntax::PatternDecl, syntax::ExceptionDecl>(decl);
    if (decides || (let && let->function))
      syntax::walk(*decl, [&](const syntax::Expr &expr) {
        if (isNotable(expr))
          visit(*decl, expr);
      });
  }
}

llvm::StringMap<const syntax::LetDecl *> constantsIn(const syntax::File &file, const Pass &pass) {
  llvm::StringMap<const syntax::LetDecl *> found;
  for (const auto &entry : pass.program.names->packageOf(file).scope) {
    auto *let = dyn_cast<syntax::LetDecl>(entry.second->decl);
    if (!let || let->function || !let->value || entry.second->testOnly || !isNotable(*let->value))
      continue;
    auto [place, fresh] = found.try_emplace(valueOf(*let->value), let);
    if (!fresh)
      place->second = nullptr;
  }
  return found;
}

} // namespace onus::lint
