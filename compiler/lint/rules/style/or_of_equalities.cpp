// SPDX-License-Identifier: Apache-2.0
#include "lint/pass.h"
#include "lint/rewriting.h"
#include "syntax/walk.h"

namespace onus::lint {

namespace {

using diagnostics::Applicability;
using source::Range;
using syntax::BinaryOp;

/// One part of the chain.
struct Part {
  const syntax::Expr *value = nullptr; ///< what is compared; null where it is no such comparison
  const syntax::Expr *literal = nullptr;
  Range range;
};

Part partOf(const syntax::Expr *expr) {
  auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(expr);
  bool equality = binary && binary->op == BinaryOp::Equal && !binary->parenthesised && !binary->left->parenthesised &&
                  !binary->right->parenthesised;
  if (!equality || !llvm::isa<syntax::IntExpr, syntax::StringExpr, syntax::DateExpr>(binary->right) ||
      isLiteral(binary->left))
    return {nullptr, nullptr, expr->range};
  return {binary->left, binary->right, expr->range};
}

/// `a or b or c` hangs to the left unless somebody wrote parentheses.
std::vector<Part> partsOf(const syntax::BinaryExpr &chain) {
  std::vector<Part> parts{partOf(chain.right)};
  const syntax::Expr *rest = chain.left;
  auto *more = llvm::dyn_cast<syntax::BinaryExpr>(rest);
  for (; more && more->op == BinaryOp::Or && !more->parenthesised; more = llvm::dyn_cast<syntax::BinaryExpr>(rest)) {
    parts.push_back(partOf(more->right));
    rest = more->left;
  }
  parts.push_back(partOf(rest));
  std::reverse(parts.begin(), parts.end());
  return parts;
}

void report(const syntax::File &file, llvm::ArrayRef<Part> run, Pass &pass) {
  const source::SourceManager &sources = pass.sources();
  std::string items;
  for (const Part &part : run)
    items += (items.empty() ? "" : ", ") + sources.text(part.literal->range).str();
  llvm::StringRef value = sources.text(run.front().value->range);
  Range range = source::join(run.front().range, run.back().range);
  auto builder =
      pass.report(range, "`{}` is compared {} times: `{} in [{}]` says the same", value, run.size(), value, items);
  if (!holdsComment(file, range))
    builder.fix(
        {"look for it in a list", Applicability::MachineApplicable, {{range, value.str() + " in [" + items + "]"}}});
}

/// Each chain is met once, at its top: the nodes below it are left operands of `or`.
void checkChain(const syntax::File &file, const syntax::BinaryExpr &chain, Pass &pass) {
  std::vector<Part> parts = partsOf(chain);
  for (size_t at = 0; at < parts.size();) {
    size_t end = at + 1;
    while (parts[at].value && end < parts.size() && parts[end].value &&
           sameWords(pass.sources(), parts[at].value->range, parts[end].value->range))
      ++end;
    if (end - at > 1)
      report(file, llvm::makeArrayRef(parts).slice(at, end - at), pass);
    at = end;
  }
}

void checkDeclaration(const syntax::File &file, const syntax::Decl &decl, Pass &pass) {
  llvm::DenseSet<const syntax::Expr *> below;
  if (llvm::isa<syntax::StandardDecl>(decl))
    return;
  syntax::walk(decl, [&](const syntax::Expr &expr) {
    auto *binary = llvm::dyn_cast<syntax::BinaryExpr>(&expr);
    if (!binary || binary->op != BinaryOp::Or)
      return;
    if (!binary->left->parenthesised)
      below.insert(binary->left);
    if (!below.contains(binary))
      checkChain(file, *binary, pass);
  });
}

} // namespace

extern const Rule or_of_equalities = {
    .name = "or-of-equalities",
    .category = Category::Style,
    .summary = "`x == a or x == b` where `x in [a, b]` says the same",
    .fixable = true,
    .declaration = checkDeclaration,
};

} // namespace onus::lint
