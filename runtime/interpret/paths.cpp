// SPDX-License-Identifier: Apache-2.0
// What expressions read and put together: names, paths, lists and records, history and detectors.
#include "runtime/interpret/hot.h"

#include "runtime/interpret/roots.h"
#include "runtime/interpret/shape.h"
#include "runtime/json/read.h"
#include "runtime/json/write.h"
#include "runtime/value/access.h"
#include "runtime/value/fit.h"

namespace onus::rt {

bool Evaluator::list(const Code &code, const Local *locals, Cell &into) {
  size_t count = code.operands.count;
  auto *items = arena_.array<Cell>(count);
  if (!items)
    return noMemory();
  return operands(code, locals, items, true) && made(Kind::List, items, count, into);
}

bool Evaluator::record(const Code &code, const Local *locals, Cell &into) {
  size_t count = code.operands.count;
  auto *values = arena_.array<Cell>(count), *members = arena_.array<Cell>(2 * count);
  if (!values || !members)
    return noMemory();
  if (!operands(code, locals, values, true))
    return false;
  for (size_t at = 0; at < count; ++at) {
    const TextRef &name = bundle_.row<Section::TextRefs>(static_cast<size_t>(code.number) + at);
    members[2 * at] = Cell::text(bundle_.text(name));
    members[2 * at + 1] = values[at];
  }
  return made(Kind::Record, members, count, into);
}

bool Evaluator::local(const Code &code, const Local *locals, Cell &into) {
  const Local *found = locals;
  while (found && found->id != code.number)
    found = found->outer;
  if (!found)
    return fail(Cause::Engine, {"the policy reads `", bundle_.text(code.text), "` where it means nothing"});
  if (found->known) {
    maskedReads_ += found->masked;
    return taken(found->value, into);
  }
  unsigned before = maskedReads_;
  found->value = evaluate(found->lazy, found->outer);
  found->known = true;
  found->masked = maskedReads_ != before;
  return taken(found->value, into);
}

bool Evaluator::let(const Code &code, const Local *locals, Cell &into) {
  Local bound;
  bound.id = code.number;
  bound.outer = locals;
  bound.lazy = bundle_.operand(code, 0);
  return run(bundle_.operand(code, 1), &bound, into);
}

bool Evaluator::root(const Code &code, Cell &into) {
  return roots_ ? taken(roots_->root(code), into) : fail(Cause::Engine, "there is no event to read");
}

bool Evaluator::effectParameter(const Code &code, Cell &into) {
  return roots_ ? taken(roots_->effectParameter(bundle_.text(code.text)), into)
                : fail(Cause::Engine, "there is no event to read");
}

bool Evaluator::member(const Code &code, const Local *locals, Cell &into) {
  const Code &base = operandOf(code, 0);
  Text name = bundle_.text(code.text);
  if (base.op == Opcode::Root && roots_)
    return taken(roots_->member(base, name), into);
  Cell whole;
  if (!run(bundle_.operand(code, 0), locals, whole))
    return false;
  const Cell *found = rt::member(pool_, whole, name);
  into = found ? *found : Cell();
  return true;
}

bool Evaluator::index(const Code &code, const Local *locals, Cell &into) {
  Cell values[2];
  if (!operands(code, locals, values, true))
    return false;
  const Cell &base = values[0], &key = values[1];
  if (key.isAbsent())
    return fail(Cause::Content, {"`", print(operandOf(code, 1)), "` is not there"});
  const Cell *found = nullptr;
  if (key.kind == Kind::String) {
    found = rt::member(pool_, base, pool_.text(key));
  } else if (base.kind == Kind::List || base.kind == Kind::JsonArray) {
    int64_t at = numberOf(key);
    if (at >= 0 && at < static_cast<int64_t>(base.size))
      found = pool_.parts(base) + at;
  }
  into = found ? *found : Cell();
  return true;
}

bool Evaluator::project(const Code &code, const Local *locals, Cell &into) {
  Cell base;
  if (!run(bundle_.operand(code, 0), locals, base))
    return false;
  if (base.isAbsent()) {
    into = base;
    return true;
  }
  if (base.kind != Kind::List)
    return fail(Cause::Engine, {"`", print(operandOf(code, 0)), "` is no list"});
  const TypeRow *body = type(operandOf(code, 1)), *whole = type(code);
  bool isListOfLists =
      whole && whole->element != none && bundle_.row<Section::Types>(whole->element).kind == TypeKind::List;
  bool joins = body && body->kind == TypeKind::List && whole && whole->element != none && !isListOfLists;
  Growing<Cell> found(arena_);
  Local bound;
  bound.id = code.number;
  bound.outer = locals;
  bound.known = true;
  const Cell *items = pool_.parts(base);
  for (size_t at = 0; at < base.size; ++at) {
    Cell value;
    bound.value = items[at];
    if (!count(1) || !run(bundle_.operand(code, 1), &bound, value))
      return false;
    bool several = joins && value.kind == Kind::List;
    if (!(several ? found.add(pool_.parts(value), value.size) : found.add(value)))
      return noMemory();
  }
  return made(Kind::List, found.data(), found.size(), into);
}

bool Evaluator::has(const Code &code, const Local *locals, Cell &into) {
  Cell operand;
  if (!run(bundle_.operand(code, 0), locals, operand))
    return false;
  into = Cell::boolean(!operand.isAbsent());
  return true;
}

bool Evaluator::coalesce(const Code &code, const Local *locals, Cell &into) {
  if (!run(bundle_.operand(code, 0), locals, into))
    return false;
  return !into.isAbsent() || run(bundle_.operand(code, 1), locals, into);
}

bool Evaluator::cast(const Code &code, const Local *locals, Cell &into) {
  Cell operand;
  if (!run(bundle_.operand(code, 0), locals, operand))
    return false;
  into = Cell();
  const TypeRow *of = type(code);
  if (operand.isAbsent() || !of)
    return true;
  if (!operand.isJson()) { // a value of a type is cast by the JSON that it would be read from
    Buffer written(arena_);
    writeJson(pool_, operand, written);
    JsonError error;
    if (written.failed() || !readJson(written.text(), arena_, operand, error))
      return !arena_.exhausted() || noMemory();
  }
  uint32_t wanted = of->kind == TypeKind::Optional ? of->element : code.type;
  Text misfit;
  if (wanted == none || fit(bundle_, arena_, operand, wanted, Text(), into, misfit))
    return true;
  into = Cell();
  return !arena_.exhausted() || noMemory();
}

// ---- History and detectors

bool Evaluator::history(const Code &code, const Local *locals, Cell &into) {
  if (!history_)
    return fail(Cause::Engine, "history is not read here");
  auto *values = arena_.array<Cell>(code.operands.count);
  if (!values)
    return noMemory();
  constexpr size_t bucketsOfWindow = 65; // S21: the current one and the 64 before it; one step is counted already
  if (!operands(code, locals, values, true) || !count(bucketsOfWindow - 1))
    return false;
  Outcome answer =
      history_->read(history_->self, static_cast<uint32_t>(code.number), Span<Cell>{values, code.operands.count});
  bool good = taken(answer, into);
  if (observer_)
    note(observer_->terms, code, good, into);
  return good;
}

bool Evaluator::signal(const Code &code, const Local *locals, Cell &into) {
  auto *arguments = arena_.array<Cell>(code.operands.count);
  if (!arguments)
    return noMemory();
  if (!operands(code, locals, arguments, false))
    return false;
  bool good = roots_ ? taken(roots_->signal(code), into) : fail(Cause::Engine, "there is no detector to ask");
  if (observer_)
    note(observer_->terms, code, good, into);
  return good;
}

} // namespace onus::rt
