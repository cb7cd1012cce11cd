// SPDX-License-Identifier: Apache-2.0
#include "runtime/verify/verifier.h"

/// The types of instructions, where the operation alone says what they are. What operands really hold is seen when
/// they are evaluated: a local's type, for one, is only as good as its scope.
namespace onus::rt {

// One case for each operation, in the order of opcodes.def.
bool Verifier::checkResult(const Code &code) {
  TypeKind kind = kindOf(code);
  auto is = [&](TypeKind wanted) { return require(kind == wanted, "its type is not that of the operation's result"); };
  auto either = [&](TypeKind one, TypeKind other) {
    return require(kind == one || kind == other, "its type is not that of the operation's result");
  };
  switch (code.op) {
  case Opcode::Bool:
  case Opcode::Has:
  case Opcode::Not:
  case Opcode::And:
  case Opcode::Or:
  case Opcode::Equal:
  case Opcode::NotEqual:
  case Opcode::Less:
  case Opcode::LessEqual:
  case Opcode::Greater:
  case Opcode::GreaterEqual:
  case Opcode::In:
  case Opcode::Like:
  case Opcode::Matches:
  case Opcode::Any:
  case Opcode::All:
    return is(TypeKind::Bool);
  case Opcode::Int:
  case Opcode::CountOf:
    return is(TypeKind::Int);
  case Opcode::Decimal:
    return is(TypeKind::Decimal);
  case Opcode::String:
    return either(TypeKind::String, TypeKind::Union);
  case Opcode::Duration:
    return is(TypeKind::Duration);
  case Opcode::Date:
    return is(TypeKind::Date);
  case Opcode::Instant:
    return is(TypeKind::Instant);
  case Opcode::Ip:
    return is(TypeKind::Ip);
  case Opcode::Cidr:
    return is(TypeKind::Cidr);
  case Opcode::Pattern:
    return is(TypeKind::Pattern);
  case Opcode::List:
    return either(TypeKind::List, TypeKind::Set);
  case Opcode::Record:
    return either(TypeKind::Record, TypeKind::Map);
  case Opcode::Absent:
    return is(TypeKind::Optional);
  case Opcode::Project:
    return is(TypeKind::List);
  case Opcode::Negate:
    return require(kind == TypeKind::Int || kind == TypeKind::Decimal || kind == TypeKind::Duration,
                   "its type is not that of the operation's result");
  case Opcode::SumOf:
    return either(TypeKind::Int, TypeKind::Decimal);
  case Opcode::Call:
    return checkCallResult(code);
  case Opcode::Root:
  case Opcode::EffectParameter:
  case Opcode::Local:
  case Opcode::Data:
  case Opcode::Let:
  case Opcode::Member:
  case Opcode::Index:
  case Opcode::Coalesce:
  case Opcode::Add:
  case Opcode::Subtract:
  case Opcode::Multiply:
  case Opcode::If:
  case Opcode::Cast:
  case Opcode::History:
  case Opcode::Signal:
    return true;
  case Opcode::Count:
    break;
  }
  return fail("no operation");
}

bool Verifier::checkCallResult(const Code &code) {
  auto is = [&](TypeKind wanted) {
    return require(kindOf(code) == wanted, "its type is not that of the function's result");
  };
  switch (static_cast<Builtin>(code.number)) {
  case Builtin::Size:
  case Builtin::Int:
    return is(TypeKind::Int);
  case Builtin::StartsWith:
  case Builtin::EndsWith:
  case Builtin::Contains:
  case Builtin::Mentions:
  case Builtin::Under:
    return is(TypeKind::Bool);
  case Builtin::Lower:
  case Builtin::Host:
  case Builtin::Domain:
  case Builtin::Text:
    return is(TypeKind::String);
  case Builtin::Find:
  case Builtin::Zip:
    return is(TypeKind::List);
  case Builtin::Date:
    return is(TypeKind::Date);
  case Builtin::Instant:
    return is(TypeKind::Instant);
  case Builtin::Decimal:
    return is(TypeKind::Decimal);
  case Builtin::Ip:
    return is(TypeKind::Ip);
  case Builtin::Count:
    break;
  }
  return fail("no such function");
}

/// Operands that are read as conditions are conditions, and what runs a pattern has one.
bool Verifier::checkConditions(const Code &code) {
  auto operand = [&](size_t place) -> const Code & { return bundle_.code(bundle_.operand(code, place)); };
  auto isBool = [&](size_t place) {
    return require(kindOf(operand(place)) == TypeKind::Bool, "an operand is no condition");
  };
  switch (code.op) {
  case Opcode::And:
  case Opcode::Or:
    for (uint32_t place = 0; place < code.operands.count; ++place)
      if (!isBool(place))
        return false;
    return true;
  case Opcode::Not:
  case Opcode::If:
    return isBool(0);
  case Opcode::Any:
  case Opcode::All:
  case Opcode::CountOf:
  case Opcode::SumOf:
    return isBool(1);
  case Opcode::Matches:
    return require(operand(1).op == Opcode::Pattern, "its second operand is no pattern");
  case Opcode::Call:
    return require(code.number != static_cast<int64_t>(Builtin::Find) || operand(1).op == Opcode::Pattern,
                   "its second operand is no pattern");
  default:
    return true;
  }
}

} // namespace onus::rt
