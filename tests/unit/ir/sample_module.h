// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/json_writer.h"
#include "ir/module.h"

namespace onus::tests {

using namespace onus::ir;

/// Builds expressions by hand.
struct Builder {
  Module &module;

  TypeTable &types() { return *module.types; }
  const Type *simple(TypeKind kind) { return types().simple(kind); }
  const Expr *make(ExprKind kind, const Type *type, std::vector<const Expr *> operands = {}, llvm::StringRef text = {},
                   int64_t number = 0, std::vector<llvm::StringRef> names = {}) {
    Expr expr;
    expr.kind = kind;
    expr.type = type;
    expr.operands = module.arena->copy(operands);
    for (llvm::StringRef &name : names)
      name = module.arena->text(name);
    expr.names = module.arena->copy(names);
    expr.text = module.arena->text(text);
    expr.number = number;
    return module.arena->make<Expr>(expr);
  }
  const Expr *boolean(ExprKind kind, std::vector<const Expr *> operands, llvm::StringRef text = {}) {
    return make(kind, simple(TypeKind::Bool), std::move(operands), text);
  }
  const Expr *integer(int64_t value) { return make(ExprKind::Int, simple(TypeKind::Int), {}, {}, value); }
  const Expr *decimal(int64_t scaled) { return make(ExprKind::Decimal, simple(TypeKind::Decimal), {}, {}, scaled); }
  const Expr *string(llvm::StringRef value) { return make(ExprKind::String, types().string(), {}, value); }
  const Expr *args() { return make(ExprKind::Root, argsType(), {}, "args"); }
  const Expr *arg(llvm::StringRef name) {
    return make(ExprKind::Member, argsType()->field(name)->type, {args()}, name);
  }
  const Expr *local(int64_t id, llvm::StringRef name, const Type *type) {
    return make(ExprKind::Local, type, {}, name, id);
  }
  /// The arguments of the sample's tool.
  const Type *argsType() {
    return types().record({{"amount", simple(TypeKind::Decimal)},
                           {"limit", types().optional(simple(TypeKind::Int), true)},
                           {"reason", types().unionOf({"duplicate", "fraudulent"})},
                           {"to", types().list(types().sensitive(types().string(200)), 50)}});
  }
};

/// One of nearly everything: two systems' worth of parties, a tool, slots, a guardrail with all that it may have.
Module sampleModule();

} // namespace onus::tests
