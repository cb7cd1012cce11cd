// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/type.h"
#include "source/source_manager.h"

#include <functional>

/// A typed expression: names are resolved, functions inlined through lazy `Let`s, conversions explicit. `check` makes
/// it from the syntax tree, every later phase reads it, and the JSON form prints it. Nodes live in a module's arena and
/// never change.
namespace onus::ir {

enum class ExprKind {
#define ONUS_IR_EXPR(NAME, TAG) NAME,
#include "ir/exprs.def"
};
/// The "op" of the JSON form.
llvm::StringRef tag(ExprKind kind);

struct Expr {
  ExprKind kind = ExprKind::Absent;
  const Type *type = nullptr;
  source::Range range; ///< where it was written; not set when read back from JSON
  llvm::ArrayRef<const Expr *> operands;
  llvm::ArrayRef<llvm::StringRef> names;
  llvm::StringRef text;
  int64_t number = 0;

  const Expr *operand(size_t index) const { return operands[index]; }
};

/// Calls `visit` for the expression and everything below it, parents first.
void walk(const Expr *expr, const std::function<void(const Expr *)> &visit);
/// As a person would write it, canonical: the same meaning prints the same text. Detector terms are keyed by it (S47).
std::string print(const Expr *expr);
/// True where both print the same (flow typing compares paths so).
bool sameText(const Expr *left, const Expr *right);

} // namespace onus::ir
