// SPDX-License-Identifier: Apache-2.0
// The built-in functions (S28, S30, S31, S34).
#include "runtime/interpret/hot.h"

#include "runtime/base/ascii.h"
#include "runtime/base/grammar.h"
#include "runtime/base/number.h"
#include "runtime/base/time.h"
#include "runtime/base/utf8.h"
#include "runtime/interpret/roots.h"
#include "runtime/value/access.h"
#include "runtime/value/text.h"

namespace onus::rt {

bool Evaluator::call(const Code &code, const Local *locals, Cell &into) {
  auto function = static_cast<Builtin>(code.number);
  if (function == Builtin::Text)
    return text(code, locals, into);
  Cell first, second;
  switch (function) {
  case Builtin::Size:
  case Builtin::Lower:
  case Builtin::Host:
  case Builtin::Domain:
  case Builtin::Text:
  case Builtin::Date:
  case Builtin::Instant:
  case Builtin::Decimal:
  case Builtin::Int:
  case Builtin::Ip:
    return present(code, 0, locals, first) && ofOne(code, function, first, into);
  case Builtin::StartsWith:
  case Builtin::EndsWith:
  case Builtin::Contains:
  case Builtin::Mentions:
  case Builtin::Find:
  case Builtin::Under:
  case Builtin::Zip:
    return pair(code, locals, first, second) && ofTwo(code, function, first, second, into);
  case Builtin::Count:
    break;
  }
  return fail(Cause::Engine, {"there is no function `", bundle_.text(code.text), "`"});
}

bool Evaluator::ofOne(const Code &code, Builtin function, const Cell &value, Cell &into) {
  size_t bytes = value.kind == Kind::String ? value.size : 0;
  switch (function) {
  case Builtin::Size:
    return count(bytes) && sizeOf(value, into);
  case Builtin::Lower:
  case Builtin::Host:
  case Builtin::Domain:
    if (!count(bytes))
      return false;
    if (value.kind != Kind::String)
      return fail(Cause::Engine, {"`", bundle_.text(code.text), "` takes a string"});
    return function == Builtin::Lower ? lower(value, into) : nameIn(code, function, value, into);
  default: // the others convert
    return converted(code, function, value, into);
  }
}

bool Evaluator::ofTwo(const Code &code, Builtin function, const Cell &left, const Cell &right, Cell &into) {
  if (function == Builtin::Zip)
    return count(left.kind == Kind::List ? left.size : 0) && zipped(left, right, into);
  if (left.kind == Kind::List) {
    if (!count(left.size))
      return false;
    into = Cell::boolean(holds(left, right));
    return into.isTrue() || !arena_.exhausted() || noMemory();
  }
  const TypeRow *wanted = type(operandOf(code, 1));
  if (wanted && wanted->kind == TypeKind::Pattern)
    return searchPattern(code, function, left, into);
  return searchText(code, function, left, right, into);
}

bool Evaluator::sizeOf(const Cell &value, Cell &into) {
  int64_t size = 0;
  if (value.kind == Kind::String)
    size = static_cast<int64_t>(countScalars(pool_.text(value)));
  else if (value.kind == Kind::List || value.kind == Kind::Record)
    size = value.size;
  else
    return fail(Cause::Engine, {describe(value.kind), " has no size"});
  into = Cell::number(Kind::Int, size);
  return true;
}

/// A to Z only (S28).
bool Evaluator::lower(const Cell &value, Cell &into) {
  Text from = pool_.text(value);
  char *bytes = arena_.array<char>(from.size);
  if (!bytes)
    return noMemory();
  for (size_t at = 0; at < from.size; ++at)
    bytes[at] = lowerOf(from[at]);
  return made(Text(bytes, from.size), into);
}

bool Evaluator::nameIn(const Code &code, Builtin function, const Cell &value, Cell &into) {
  HostName name;
  Text from = pool_.text(value);
  if (!(function == Builtin::Host ? hostOf(from, name) : domainOf(from, name)))
    return fail(Cause::Content, {"`", print(code), "` finds none"});
  Text kept = arena_.copy(name.text());
  return kept.size == name.size ? made(kept, into) : noMemory();
}

/// The conversions (S28).
bool Evaluator::converted(const Code &code, Builtin function, const Cell &from, Cell &into) {
  bool good = false;
  if (function == Builtin::Date && from.kind == Kind::Instant) {
    into = Cell::number(Kind::Date, dayOf(from.payload));
    good = true;
  } else if (function == Builtin::Decimal && from.kind == Kind::Int) {
    int64_t scaled = 0;
    good = decimalOf(from.payload, scaled);
    into = Cell::number(Kind::Decimal, scaled);
  } else if (from.kind == Kind::String) {
    good = parsed(function, pool_.text(from), into);
  }
  if (good && into.isAbsent())
    return noMemory();
  return good || fail(Cause::Content, {"`", print(code), "` is none"});
}

/// The value that a text states; absent where there is no memory for it.
bool Evaluator::parsed(Builtin function, Text from, Cell &into) {
  int64_t number = 0;
  if (function == Builtin::Date) {
    int32_t day = 0;
    bool good = parseDay(from, day);
    into = Cell::number(Kind::Date, day);
    return good;
  }
  if (function == Builtin::Ip) {
    IpAddress address;
    if (!parseIp(from, address))
      return false;
    into = ipCell(address, arena_);
    return true;
  }
  bool good = function == Builtin::Instant   ? parseInstant(from, number)
              : function == Builtin::Decimal ? parseDecimal(from, number)
                                             : parseInt(from, number);
  Kind kind = function == Builtin::Instant ? Kind::Instant : function == Builtin::Decimal ? Kind::Decimal : Kind::Int;
  into = Cell::number(kind, number);
  return good;
}

bool Evaluator::zipped(const Cell &left, const Cell &right, Cell &into) {
  if (left.kind != Kind::List || right.kind != Kind::List)
    return fail(Cause::Engine, "`zip` takes two lists");
  if (left.size != right.size)
    return fail(Cause::Content, "`zip` met lists of unequal lengths");
  constexpr size_t cellsOfPair = 4; // two names, each with its value
  auto *pairs = arena_.array<Cell>(left.size);
  auto *members = arena_.array<Cell>(cellsOfPair * left.size);
  if (!pairs || !members)
    return noMemory();
  const Cell *firsts = pool_.parts(left), *seconds = pool_.parts(right);
  for (size_t at = 0; at < left.size; ++at) {
    Cell *of = members + cellsOfPair * at;
    of[0] = Cell::text("first");
    of[1] = firsts[at];
    of[2] = Cell::text("second");
    of[3] = seconds[at];
    pairs[at] = Cell::parts(Kind::Record, of, 2);
  }
  return made(Kind::List, pairs, left.size, into);
}

bool Evaluator::text(const Code &code, const Local *locals, Cell &into) {
  const Code &operand = operandOf(code, 0);
  if (operand.op == Opcode::Root && roots_)
    return taken(roots_->text(operand), into);
  Cell value;
  if (!present(code, 0, locals, value))
    return false;
  Text written = textOf(pool_, value, arena_);
  if (arena_.exhausted())
    return noMemory();
  return count(written.size) && made(written, into);
}

} // namespace onus::rt
