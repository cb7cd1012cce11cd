// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ir/module.h"

#include <initializer_list>

namespace onus::tests {

/// Writes typed expressions by hand. Everything lives as long as the builder.
class IrBuilder {
public:
  using E = const ir::Expr *;
  using Kind = ir::ExprKind;
  using TypeKind = ir::TypeKind;

  ir::TypeTable types;

  const ir::Type *of(TypeKind kind) { return types.simple(kind); }
  E make(Kind kind, const ir::Type *type, std::initializer_list<E> operands = {}, llvm::StringRef text = {},
         int64_t number = 0, std::initializer_list<llvm::StringRef> names = {}) {
    ir::Expr expr;
    expr.kind = kind;
    expr.type = type;
    expr.operands = arena_.copy(llvm::ArrayRef<E>(operands));
    expr.text = arena_.text(text);
    expr.number = number;
    std::vector<llvm::StringRef> kept;
    for (llvm::StringRef name : names)
      kept.push_back(arena_.text(name));
    expr.names = arena_.copy(kept);
    return arena_.make<ir::Expr>(expr);
  }

  E boolean(bool value) { return make(Kind::Bool, of(TypeKind::Bool), {}, {}, value); }
  E integer(int64_t value) { return make(Kind::Int, of(TypeKind::Int), {}, {}, value); }
  E decimal(int64_t scaled) { return make(Kind::Decimal, of(TypeKind::Decimal), {}, {}, scaled); }
  E string(llvm::StringRef value) { return make(Kind::String, types.string(), {}, value); }
  E pattern(llvm::StringRef value) { return make(Kind::Pattern, of(TypeKind::Pattern), {}, value); }
  E list(const ir::Type *element, std::initializer_list<E> items) {
    return make(Kind::List, types.list(element), items);
  }
  E strings(std::initializer_list<llvm::StringRef> items) {
    std::vector<E> made;
    for (llvm::StringRef item : items)
      made.push_back(string(item));
    ir::Expr expr;
    expr.kind = Kind::List;
    expr.type = types.list(types.string());
    expr.operands = arena_.copy(made);
    return arena_.make<ir::Expr>(expr);
  }
  /// A condition of a kind: `==`, `and`, `in` and so on.
  E test(Kind kind, std::initializer_list<E> operands, llvm::StringRef text = {}) {
    return make(kind, of(TypeKind::Bool), operands, text);
  }
  E op(Kind kind, const ir::Type *type, std::initializer_list<E> operands) { return make(kind, type, operands); }
  E call(llvm::StringRef function, const ir::Type *type, std::initializer_list<E> arguments) {
    return make(Kind::Call, type, arguments, function);
  }
  E local(int64_t id, const ir::Type *type) { return make(Kind::Local, type, {}, "x", id); }
  E absent(const ir::Type *of) { return make(Kind::Absent, types.optional(of)); }
  /// Fails as the content's: one more than the largest int.
  E overflow() {
    return test(Kind::Less, {op(Kind::Add, of(TypeKind::Int), {integer(INT64_MAX), integer(1)}), integer(0)});
  }
  /// Fails as the engine's: there is no event.
  E missing() { return make(Kind::Root, of(TypeKind::Bool), {}, "error"); }

private:
  Arena arena_;
};

} // namespace onus::tests
