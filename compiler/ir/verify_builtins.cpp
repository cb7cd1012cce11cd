// SPDX-License-Identifier: Apache-2.0
#include "ir/verify_expr.h"

namespace onus::ir {

namespace {

/// The built-ins as enumerators, so that a switch over them is complete; `int` alone would be a keyword.
enum class Builtin {
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC) NAME##Call,
#include "ir/builtins.def"
};

std::optional<Builtin> builtin(llvm::StringRef name) {
#define ONUS_BUILTIN(NAME, SIGNATURE, DOC)                                                                             \
  if (name == #NAME)                                                                                                   \
    return Builtin::NAME##Call;
#include "ir/builtins.def"
  return std::nullopt;
}

/// The operands of a call, by their types.
struct Operands {
  const Expr *call;

  size_t count() const { return call->operands.size(); }
  TypeKind kind(size_t index) const { return present(call->operand(index)->type)->kind; }
  bool text(size_t index) const { return present(call->operand(index)->type)->isStringLike(); }
  bool pattern(size_t index) const { return call->operand(index)->kind == ExprKind::Pattern; }
  bool texts(size_t count_) const {
    if (count() != count_)
      return false;
    for (size_t index = 0; index < count_; ++index)
      if (!text(index))
        return false;
    return true;
  }
  bool one(std::initializer_list<TypeKind> kinds) const {
    if (count() != 1)
      return false;
    for (TypeKind wanted : kinds)
      if (wanted == TypeKind::String ? text(0) : kind(0) == wanted)
        return true;
    return false;
  }
};

bool takesContains(const Operands &given) {
  if (given.count() != 2)
    return false;
  const Type *within = present(given.call->operand(0)->type);
  const Type *value = present(given.call->operand(1)->type);
  if (within->kind == TypeKind::List || within->kind == TypeKind::Set)
    return assignable(value, within->element) || assignable(within->element, value) ||
           (value->isStringLike() && within->element->isStringLike());
  return given.text(0) && (given.text(1) || given.pattern(1));
}

bool takesZip(const Operands &given) {
  if (given.count() != 2 || given.kind(0) != TypeKind::List || given.kind(1) != TypeKind::List)
    return false;
  const Type *pair = given.call->type->kind == TypeKind::List ? given.call->type->element : nullptr;
  const Field *first = pair ? pair->field("first") : nullptr;
  const Field *second = pair ? pair->field("second") : nullptr;
  return first && second && assignable(present(given.call->operand(0)->type)->element, first->type) &&
         assignable(present(given.call->operand(1)->type)->element, second->type);
}

bool takes(Builtin function, const Operands &given) {
  using K = TypeKind;
  switch (function) {
  case Builtin::sizeCall:
    return given.one({K::List, K::Map, K::Set, K::String});
  case Builtin::lowerCall:
  case Builtin::hostCall:
  case Builtin::domainCall:
  case Builtin::ipCall:
  case Builtin::instantCall:
    return given.texts(1);
  case Builtin::starts_withCall:
  case Builtin::ends_withCall:
  case Builtin::mentionsCall:
  case Builtin::underCall:
    return given.texts(2);
  case Builtin::containsCall:
    return takesContains(given);
  case Builtin::findCall:
    return given.count() == 2 && given.text(0) && given.pattern(1);
  case Builtin::textCall:
    return given.count() == 1;
  case Builtin::zipCall:
    return takesZip(given);
  case Builtin::dateCall:
    return given.one({K::String, K::Instant});
  case Builtin::decimalCall:
    return given.one({K::Int, K::String});
  case Builtin::intCall:
    return given.one({K::String, K::Decimal});
  }
  return false;
}

TypeKind resultOf(Builtin function) {
  switch (function) {
  case Builtin::sizeCall:
  case Builtin::intCall:
    return TypeKind::Int;
  case Builtin::starts_withCall:
  case Builtin::ends_withCall:
  case Builtin::containsCall:
  case Builtin::mentionsCall:
  case Builtin::underCall:
    return TypeKind::Bool;
  case Builtin::lowerCall:
  case Builtin::hostCall:
  case Builtin::domainCall:
  case Builtin::textCall:
    return TypeKind::String;
  case Builtin::findCall:
  case Builtin::zipCall:
    return TypeKind::List;
  case Builtin::dateCall:
    return TypeKind::Date;
  case Builtin::instantCall:
    return TypeKind::Instant;
  case Builtin::decimalCall:
    return TypeKind::Decimal;
  case Builtin::ipCall:
    return TypeKind::Ip;
  }
  return TypeKind::Error;
}

} // namespace

std::optional<std::string> misusedBuiltin(const Expr *call) {
  auto function = builtin(call->text);
  if (!function)
    return "no such built-in";
  if (!takes(*function, Operands{call}))
    return "the arguments do not go with `" + call->text.str() + "`";
  if (*function != Builtin::zipCall && call->type->kind != resultOf(*function))
    return "the type is not that of the operation's result";
  if (*function == Builtin::findCall && !call->type->element->isStringLike())
    return "the type is not that of the operation's result";
  return std::nullopt;
}

} // namespace onus::ir
