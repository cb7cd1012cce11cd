// SPDX-License-Identifier: Apache-2.0
#include "runtime/verify/verifier.h"

namespace onus::rt {

namespace {

/// A binding is evaluated where an effect's parameter is read, and would be read within itself for ever. It knows the
/// arguments of its tool and nothing else.
bool mayStandInBinding(const Code &code) {
  if (code.op == Opcode::Root)
    return code.number == static_cast<int64_t>(Root::Args);
  return code.op != Opcode::EffectParameter && code.op != Opcode::History && code.op != Opcode::Signal;
}

/// What history keeps of an event is computed without history.
bool mayStandInSlot(const Code &code) { return code.op != Opcode::History; }

} // namespace

/// Goes through an expression with a stack of its own, which need not be deeper than the depth that the row states.
bool Verifier::checkReach(uint32_t code, bool binding) {
  struct Level {
    const Code *code;
    uint32_t next;
  };
  Level levels[maxDepth];
  unsigned depth = 0;
  auto enter = [&](uint32_t place) {
    const Code &row = bundle_.code(place);
    levels[depth++] = {&row, 0};
    return require(binding ? mayStandInBinding(row) : mayStandInSlot(row),
                   binding ? Text("its expression reads more than the arguments")
                           : Text("its expression reads history")) &&
           spend(sizeof(Code));
  };
  if (!enter(code))
    return false;
  while (depth > 0) {
    Level &level = levels[depth - 1];
    if (level.next == level.code->operands.count) {
      --depth;
      continue;
    }
    if (!enter(bundle_.operand(*level.code, level.next++)))
      return false;
  }
  return true;
}

} // namespace onus::rt
