// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/interpret/roots.h"

/// The parts of Evaluator that every decision passes through again and again, for the files that hold the others.
namespace onus::rt {

/// The constants that are their own value: their opcodes and the kinds of their cells stand in one order.
inline bool isPlainConstant(Opcode op) { return op <= Opcode::Instant; }
inline Kind kindOfConstant(Opcode op) { return static_cast<Kind>(static_cast<unsigned>(op) + 1); }
static_assert(static_cast<unsigned>(Opcode::Bool) + 1 == static_cast<unsigned>(Kind::Bool));
static_assert(static_cast<unsigned>(Opcode::String) + 1 == static_cast<unsigned>(Kind::String));
static_assert(static_cast<unsigned>(Opcode::Instant) + 1 == static_cast<unsigned>(Kind::Instant));

/// As `member`, of a record's cells: what most conditions come down to.
inline const Cell *memberOf(const Pool &pool, const Cell &record, Text name) {
  const Cell *cell = pool.parts(record);
  for (const Cell *end = cell + size_t{2} * record.size; cell != end; cell += 2) {
    if (cell->size != name.size)
      continue;
    const char *bytes = cell->stored ? pool.texts + cell->payload : cell->pointer<char>();
    if (sameBytes(bytes, name.data, name.size))
      return cell + 1;
  }
  return nullptr;
}

inline const Cell *Evaluator::fittedArgs(const Code &member) const {
  const Code &base = operandOf(member, 0);
  bool isArgs = base.op == Opcode::Root && base.number == static_cast<int64_t>(Root::Args) && roots_;
  return isArgs ? roots_->fittedArgs(base) : nullptr;
}

inline Cell Evaluator::plainConstant(const Code &code) const {
  if (code.op == Opcode::String)
    return Cell::text(bundle_.text(code.text));
  return Cell::number(kindOfConstant(code.op), code.number);
}

inline bool Evaluator::run(uint32_t index, const Local *locals, Cell &into) {
  if (fuel_->left <= 0)
    return spent();
  --fuel_->left;
  const Code &code = bundle_.code(index);
  if (isPlainConstant(code.op)) { // no record keeps notes of it
    into = plainConstant(code);
    return true;
  }
  bool isPath = code.op == Opcode::Member && !observer_;
  return isPath ? path(index, code, locals, into) : nested(code, locals, into);
}

inline bool Evaluator::present(const Code &code, size_t operand, const Local *locals, Cell &into) {
  if (!run(bundle_.operand(code, operand), locals, into))
    return false;
  return !into.isAbsent() || missing(code, operand);
}

inline bool Evaluator::pair(const Code &code, const Local *locals, Cell &left, Cell &right) {
  if (present(code, 0, locals, left))
    return present(code, 1, locals, right);
  return secondOfPair(code, locals, right);
}

} // namespace onus::rt
