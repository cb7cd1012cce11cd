// SPDX-License-Identifier: Apache-2.0
// Texts that are searched: for other texts, for globs and for patterns (S28, S29, S38).
#include "runtime/interpret/hot.h"

#include "runtime/base/grammar.h"
#include "runtime/base/number.h"
#include "runtime/base/search.h"
#include "runtime/interpret/automaton.h"
#include "runtime/interpret/limits.h"
#include "runtime/interpret/shape.h"

namespace onus::rt {

bool Evaluator::searched(const Code &code, size_t operand, const Cell &value) {
  const Code &of = operandOf(code, operand);
  if (value.kind != Kind::String)
    return fail(Cause::Engine, {"`", print(of), "` is no string"});
  if (!count(value.size))
    return false;
  const TypeRow *stated = type(of);
  int64_t limit = stated && stated->kind == TypeKind::String && stated->max > 0 ? stated->max : defaultMaxStringBytes;
  if (static_cast<int64_t>(value.size) <= limit)
    return true;
  char digits[numberRoom];
  size_t length = formatInt(limit, digits);
  return fail(Cause::Content, {"`", print(of), "` is longer than ", Text(digits, length), " bytes"});
}

bool Evaluator::glob(const Code &code, const Local *locals, Cell &into) {
  Cell subject;
  if (!present(code, 0, locals, subject) || !searched(code, 0, subject))
    return false;
  into = Cell::boolean(like(pool_.text(subject), bundle_.text(code.text)));
  return true;
}

bool Evaluator::searchText(const Code &code, Builtin function, const Cell &subject, const Cell &wanted, Cell &into) {
  if (!searched(code, 0, subject))
    return false;
  if (wanted.kind != Kind::String)
    return fail(Cause::Engine, {"`", print(operandOf(code, 1)), "` is no string"});
  Text text = pool_.text(subject), part = pool_.text(wanted);
  bool found = false;
  switch (function) {
  case Builtin::Contains:
    found = contains(text, part);
    break;
  case Builtin::Mentions:
    found = mentions(text, part);
    break;
  case Builtin::StartsWith:
    found = text.startsWith(part);
    break;
  case Builtin::EndsWith:
    found = text.endsWith(part);
    break;
  default: { // `under` is what is left
    Under under = isUnder(text, part);
    if (under == Under::Unknown)
      return fail(Cause::Content, {"`", print(code), "` meets no plain path"});
    found = under == Under::Yes;
  }
  }
  into = Cell::boolean(found);
  return true;
}

bool Evaluator::matches(const Code &code, const Local *locals, Cell &into) {
  Cell subject, pattern;
  return pair(code, locals, subject, pattern) && searchPattern(code, Builtin::Count, subject, into);
}

/// A function that takes patterns; none of them: `matches`.
bool Evaluator::searchPattern(const Code &code, Builtin function, const Cell &subject, Cell &into) {
  if (!searched(code, 0, subject))
    return false;
  const Code &wanted = operandOf(code, 1);
  uint32_t automaton = none;
  bool isWhole = function == Builtin::Count, isSearch = function == Builtin::Contains;
  if (wanted.op == Opcode::Pattern) {
    const PatternRow &pattern = bundle_.row<Section::Patterns>(static_cast<size_t>(wanted.number));
    automaton = isWhole ? pattern.whole : isSearch ? pattern.search : pattern.find;
  }
  if (automaton == none)
    return fail(Cause::Engine, {"`", print(wanted), "` is no pattern"});
  const uint8_t *tables = tablesOf(bundle_, automaton);
  Text text = pool_.text(subject);
  if (!isWhole && !isSearch)
    return findAll(code, tables, text, into);
  into = Cell::boolean(isWhole ? matchesWhole(tables, text) : containsMatch(tables, text));
  return true;
}

bool Evaluator::findAll(const Code &code, const uint8_t *tables, Text text, Cell &into) {
  Matches found(tables, text, arena_);
  if (found.failed())
    return noMemory();
  Growing<Cell> items(arena_);
  size_t begin = 0, end = 0;
  while (found.next(begin, end)) {
    if (items.size() == maxFound)
      return fail(Cause::Content, {"`", print(code), "` finds too much"});
    if (!items.add(Cell::text(text.part(begin, end - begin))))
      return noMemory();
  }
  return made(Kind::List, items.data(), items.size(), into);
}

} // namespace onus::rt
