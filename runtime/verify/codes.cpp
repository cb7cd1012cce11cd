// SPDX-License-Identifier: Apache-2.0
#include "runtime/verify/verifier.h"

namespace onus::rt {

namespace {

/// What the number and the text of an instruction hold.
enum class NumberUse { Nothing, Flag, Value, Local, Root, Names, Constant, Pattern, Data, Slot, Builtin };
enum class TextUse { Nothing, Value, Name };

struct Shape {
  uint32_t least, most;
  NumberUse number;
  TextUse text;
};
constexpr Shape shapes[] = {
#define ONUS_OPCODE(NAME, WORD, LEAST, MOST, NUMBER, TEXT, DOC) {LEAST, MOST, NumberUse::NUMBER, TextUse::TEXT},
#include "runtime/format/opcodes.def"
};

struct Arity {
  uint32_t least, most;
};
constexpr Arity arities[] = {
#define ONUS_RUNTIME_BUILTIN(NAME, WORD, LEAST, MOST) {LEAST, MOST},
#include "runtime/format/builtins.def"
};

const Shape &shapeOf(const Code &code) { return shapes[static_cast<size_t>(code.op)]; }
bool isBuiltin(const Code &code, Builtin builtin) {
  return code.op == Opcode::Call && code.number == static_cast<int64_t>(builtin);
}

} // namespace

bool Verifier::checkCodes() {
  for (const SystemRow &system : bundle_.rows<Section::Systems>())
    slots_ = system.slots.count > slots_ ? system.slots.count : slots_;
  uint32_t place = 0;
  return each<Section::Codes>([&](const Code &code) { return checkCode(place++, code); });
}

bool Verifier::checkCode(uint32_t place, const Code &code) {
  return require(code.op < Opcode::Count, "no operation") &&
         require((code.flags & ~(codeMasked | codeSensitive)) == 0, "a flag that means nothing") &&
         index<Section::Types>(code.type, "no such type") && checkOperands(place, code) && checkNumber(code) &&
         checkText(code) && checkResult(code) && checkConditions(code);
}

/// Operands come first, so that no instruction reads itself, and every evaluation nests as deep as the row says.
bool Verifier::checkOperands(uint32_t place, const Code &code) {
  const Shape &shape = shapeOf(code);
  if (!require(code.operands.count >= shape.least && code.operands.count <= shape.most,
               "the operation does not take so many operands") ||
      !list<Section::Operands>(code.operands, "its operands are outside of `Operands`"))
    return false;
  unsigned deepest = 0;
  for (uint32_t index = 0; index < code.operands.count; ++index) {
    uint32_t operand = bundle_.operand(code, index);
    if (!require(operand < place, "an operand is no earlier instruction"))
      return false;
    const Code &part = bundle_.code(operand);
    deepest = part.depth > deepest ? part.depth : deepest;
    if (part.op == Opcode::Pattern && !checkPatternOperand(code, index))
      return false;
  }
  return require(code.depth >= 1 && code.depth <= maxDepth, "its depth is out of range") &&
         require(code.op == Opcode::Local || code.depth == deepest + 1,
                 "its depth is not one more than that of its deepest operand");
}

/// A pattern is no value: it stands only where it is run, and has the automaton for that.
bool Verifier::checkPatternOperand(const Code &code, size_t place) {
  const Code &operand = bundle_.code(bundle_.operand(code, place));
  const PatternRow &pattern = bundle_.row<Section::Patterns>(static_cast<size_t>(operand.number));
  uint32_t automaton = none;
  if (code.op == Opcode::Matches)
    automaton = pattern.whole;
  else if (isBuiltin(code, Builtin::Contains))
    automaton = pattern.search;
  else if (isBuiltin(code, Builtin::Find))
    automaton = pattern.find;
  return require(place == 1 && (code.op == Opcode::Matches || code.op == Opcode::Call),
                 "a pattern is no operand of the operation") &&
         require(automaton != none, "a pattern has no automaton for this use");
}

bool Verifier::checkNumber(const Code &code) {
  int64_t number = code.number;
  auto below = [&](size_t bound, Text what) {
    return require(number >= 0 && static_cast<uint64_t>(number) < bound, what);
  };
  switch (shapeOf(code).number) {
  case NumberUse::Nothing:
    return require(number == 0, "a number that means nothing");
  case NumberUse::Flag:
    return below(2, "a truth value is 0 or 1");
  case NumberUse::Value:
    if (code.op == Opcode::Instant)
      return instant(number);
    return code.op != Opcode::Date || (require(number == static_cast<int32_t>(number), "no date") &&
                                       day(static_cast<int32_t>(number), "the date is out of range"));
  case NumberUse::Local:
    return below(maxLocal + 1, "the local's number is out of range");
  case NumberUse::Root:
    return below(static_cast<size_t>(Root::Text) + eventKinds, "no such root");
  case NumberUse::Names: {
    // A signal has one name, its key; a record one for each value.
    uint64_t names = code.op == Opcode::Signal ? 1 : code.operands.count, all = count<Section::TextRefs>();
    return below(all + 1, "its names are outside of `TextRefs`") &&
           require(names <= all - static_cast<uint64_t>(number), "its names are outside of `TextRefs`") &&
           distinct(
               static_cast<size_t>(names),
               [&](size_t place) { return bundle_.row<Section::TextRefs>(static_cast<size_t>(number) + place); },
               "two of its members have one name");
  }
  case NumberUse::Constant: {
    Kind kind = code.op == Opcode::Ip ? Kind::Ip : Kind::Cidr;
    return below(count<Section::Constants>(), "no such constant") &&
           require(bundle_.row<Section::Constants>(static_cast<size_t>(number)).kind == kind,
                   "the constant is not of its kind");
  }
  case NumberUse::Pattern:
    return below(count<Section::Patterns>(), "no such pattern");
  case NumberUse::Data:
    return below(count<Section::Data>(), "no such table");
  case NumberUse::Slot:
    return below(slots_, "no system has this slot");
  case NumberUse::Builtin:
    return below(static_cast<size_t>(Builtin::Count), "no such function") &&
           require(code.operands.count >= arities[number].least && code.operands.count <= arities[number].most,
                   "the function does not take so many arguments");
  }
  return fail("no operation");
}

bool Verifier::checkText(const Code &code) {
  if (shapeOf(code).text == TextUse::Nothing)
    return require(code.text.size == 0 && code.text.offset == 0, "a text that means nothing");
  return text(code.text, "its text is no text");
}

} // namespace onus::rt
