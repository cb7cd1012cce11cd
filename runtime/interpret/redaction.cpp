// SPDX-License-Identifier: Apache-2.0
#include "runtime/interpret/redaction.h"

#include "runtime/base/buffer.h"
#include "runtime/base/sort.h"
#include "runtime/interpret/automaton.h"
#include "runtime/interpret/limits.h"
#include "runtime/value/text.h"

namespace onus::rt {

namespace {

/// A member's name as a part of a JSON Pointer.
void appendEscaped(Text token, Buffer &out) {
  for (char letter : token)
    if (letter == '~')
      out.append("~0");
    else if (letter == '/')
      out.append("~1");
    else
      out.append(letter);
}

/// What the targets of one rule come to.
class Targets {
public:
  Targets(const Bundle &bundle, Arena &arena, Evaluator &evaluator, const Local *locals)
      : bundle_(bundle), arena_(arena), evaluator_(evaluator), locals_(locals) {}

  Outcome anyMatch(const Cell &value, const RedactRow &target);
  /// Where in the event a path leads; empty where it is no plain path.
  Text pointerTo(uint32_t path) {
    Buffer out(arena_);
    return appendPointer(bundle_.code(path), out) && !out.failed() ? out.text() : Text();
  }

private:
  bool appendPointer(const Code &path, Buffer &out);

  const Bundle &bundle_;
  Arena &arena_;
  Evaluator &evaluator_;
  const Local *locals_;
};

bool Targets::appendPointer(const Code &path, Buffer &out) {
  if (path.op == Opcode::Call && path.number == static_cast<int64_t>(Builtin::Text))
    return appendPointer(bundle_.code(bundle_.operand(path, 0)), out);
  if (path.op == Opcode::Root) {
    auto root = static_cast<Root>(path.number);
    bool isMember = root == Root::Args || root == Root::Result || root == Root::Context;
    out.append('/');
    out.append(isMember ? bundle_.text(path.text) : Text("text"));
    return true;
  }
  if (path.op != Opcode::Member && path.op != Opcode::Index)
    return false;
  if (!appendPointer(bundle_.code(bundle_.operand(path, 0)), out))
    return false;
  out.append('/');
  if (path.op == Opcode::Member) {
    appendEscaped(bundle_.text(path.text), out);
    return true;
  }
  Outcome key = evaluator_.evaluate(bundle_.operand(path, 1), locals_);
  if (key.failed || key.value.isAbsent())
    return false;
  appendEscaped(textOf(bundle_.pool(), key.value, arena_), out);
  return true;
}

/// True where some text of the value matches; a failure where one is too long to be searched (S38).
Outcome Targets::anyMatch(const Cell &value, const RedactRow &target) {
  if (value.kind == Kind::List) {
    const Cell *items = bundle_.pool().parts(value);
    for (size_t at = 0; at < value.size; ++at)
      if (Outcome found = anyMatch(items[at], target); found.failed || found.isTrue())
        return found;
    return Outcome::boolean(false);
  }
  Text text = textOf(bundle_.pool(), value, arena_);
  if (arena_.exhausted())
    return Outcome::content(whyNoMemory);
  if (text.size > static_cast<size_t>(defaultMaxStringBytes)) {
    Text path = bundle_.text(bundle_.row<Section::Prints>(target.path));
    return Outcome::content(composed(arena_, {"`", path, "` is too long to be searched"}));
  }
  uint32_t automaton = bundle_.row<Section::Patterns>(target.pattern).search;
  if (automaton == none)
    return Outcome::engine("the artifact holds a pattern that is none");
  return Outcome::boolean(containsMatch(tablesOf(bundle_, automaton), text));
}

} // namespace

Redacts redactionsOf(const Bundle &bundle, Arena &arena, const RuleRow &rule, Evaluator &evaluator, const Local *locals,
                     Span<Redaction> &found, Outcome &failure) {
  Targets targets(bundle, arena, evaluator, locals);
  auto *kept = arena.array<Redaction>(rule.redact.count);
  if (!kept) {
    failure = Outcome::content(whyNoMemory);
    return Redacts::Failed;
  }
  size_t count = 0;
  bool fires = false;
  failure = Outcome();
  for (const RedactRow &target : bundle.rows<Section::Redacts>(rule.redact)) {
    Outcome value = evaluator.evaluate(target.path, locals);
    if (value.failed) {
      join(failure, value);
      continue;
    }
    if (target.pattern != none) {
      Outcome matches = targets.anyMatch(value.value, target);
      if (matches.failed)
        join(failure, matches);
      if (!matches.isTrue())
        continue;
    }
    fires = true;
    if (!value.value.isAbsent())
      kept[count++] = {bundle.text(bundle.row<Section::Prints>(target.path)), targets.pointerTo(target.path),
                       target.pattern};
  }
  if (failure.failed)
    return Redacts::Failed;
  found = {kept, count};
  return fires ? Redacts::Something : Redacts::Nothing;
}

// ---- Merging

namespace {

Text patternOf(const Bundle &bundle, const Redaction &one) {
  return one.pattern == none ? Text() : bundle.text(bundle.row<Section::Patterns>(one.pattern).source);
}

/// Negative, zero or positive: by pointer, then path, then pattern.
int order(const Bundle &bundle, const Redaction &left, const Redaction &right) {
  const Text lefts[] = {left.pointer, left.path, patternOf(bundle, left)};
  const Text rights[] = {right.pointer, right.path, patternOf(bundle, right)};
  for (size_t at = 0; at < 3; ++at)
    if (!(lefts[at] == rights[at]))
      return lefts[at] < rights[at] ? -1 : 1;
  return 0;
}

/// `one` lies in what `outer` strikes out whole.
bool swallows(const Redaction &outer, const Redaction &one) {
  if (outer.pattern != none || outer.pointer.empty() || one.pointer.empty())
    return false;
  if (outer.pointer == one.pointer)
    return one.pattern != none;
  return one.pointer.startsWith(outer.pointer) && one.pointer[outer.pointer.size] == '/';
}

} // namespace

size_t merge(const Bundle &bundle, Redaction *redactions, size_t count) {
  sort(redactions, count,
       [&](const Redaction &left, const Redaction &right) { return order(bundle, left, right) < 0; });
  size_t kept = 0;
  for (size_t at = 0; at < count; ++at) {
    const Redaction one = redactions[at];
    bool drops = kept > 0 && order(bundle, redactions[kept - 1], one) == 0;
    // What was written over lies in something that was kept or comes later, and so does what it would swallow.
    for (size_t outer = 0; outer < count && !drops; ++outer)
      drops = swallows(redactions[outer], one);
    if (!drops)
      redactions[kept++] = one;
  }
  return kept;
}

// ---- Carrying out

namespace {

constexpr Text mark = "[redacted]";

class Striker {
public:
  Striker(const Bundle &bundle, Arena &arena, uint32_t pattern) : pool_(bundle.pool()), arena_(arena) {
    uint32_t automaton = pattern == none ? none : bundle.row<Section::Patterns>(pattern).find;
    tables_ = automaton == none ? nullptr : tablesOf(bundle, automaton);
    isWhole_ = !tables_; // a pattern that cannot be looked for takes everything with it
  }

  Cell strike(const Cell &value, Text pointer);

private:
  Cell struck(const Cell &value);
  Cell replaced(const Cell &text);
  Cell *copied(const Cell &value, size_t cells);

  Pool pool_;
  Arena &arena_;
  const uint8_t *tables_ = nullptr;
  bool isWhole_ = true; ///< else what the tables find
};

Cell *Striker::copied(const Cell &value, size_t cells) {
  auto *copy = arena_.array<Cell>(cells);
  if (copy && cells)
    memcpy(copy, pool_.parts(value), cells * sizeof(Cell));
  return copy;
}

/// A string with its matches replaced.
Cell Striker::replaced(const Cell &value) {
  Text text = pool_.text(value);
  Matches found(tables_, text, arena_);
  Buffer out(arena_);
  size_t begin = 0, end = 0, kept = 0;
  while (found.next(begin, end)) {
    out.append(text.part(kept, begin - kept));
    out.append(mark);
    kept = end;
  }
  out.append(text.part(kept));
  return kept ? Cell::text(out.text(), Kind::JsonString) : value;
}

Cell Striker::struck(const Cell &value) {
  if (value.kind == Kind::JsonArray) {
    Cell *items = copied(value, value.size);
    for (size_t at = 0; items && at < value.size; ++at)
      items[at] = struck(items[at]);
    return Cell::parts(Kind::JsonArray, items, items ? value.size : 0);
  }
  if (isWhole_)
    return Cell::text(mark, Kind::JsonString);
  return value.kind == Kind::JsonString ? replaced(value) : value;
}

/// The place that a pointer's part names in an array of so many items; false where it names none.
bool placeOf(Text token, size_t size, size_t &place) {
  place = 0;
  for (char letter : token) {
    if (letter < '0' || letter > '9' || place > size)
      return false;
    place = place * 10 + static_cast<size_t>(letter - '0');
  }
  return !token.empty() && place < size;
}

/// The member's name is what the pointer's part stands for.
bool names(Text name, Text token) {
  size_t at = 0;
  for (char letter : name) {
    bool isEscaped = letter == '~' || letter == '/';
    if (at + isEscaped >= token.size || token[at] != (isEscaped ? '~' : letter))
      return false;
    if (isEscaped && token[++at] != (letter == '~' ? '0' : '1'))
      return false;
    ++at;
  }
  return at == token.size;
}

Cell Striker::strike(const Cell &value, Text pointer) {
  if (pointer.empty())
    return struck(value);
  size_t end = 1;
  while (end < pointer.size && pointer[end] != '/')
    ++end;
  // A pointer that ends in a slash leads to no deeper place than what stands before it.
  Text token = pointer.part(1, end - 1), below = end + 1 < pointer.size ? pointer.part(end) : Text();
  size_t place = 0;
  if (value.kind == Kind::JsonArray && placeOf(token, value.size, place)) {
    Cell *items = copied(value, value.size);
    if (items)
      items[place] = strike(items[place], below);
    return Cell::parts(Kind::JsonArray, items, items ? value.size : 0);
  }
  if (value.kind != Kind::JsonObject)
    return value;
  Cell *members = copied(value, size_t{2} * value.size);
  for (size_t at = 0; members && at < value.size; ++at)
    if (names(pool_.text(members[2 * at]), token))
      members[2 * at + 1] = strike(members[2 * at + 1], below);
  return Cell::parts(Kind::JsonObject, members, members ? value.size : 0);
}

} // namespace

bool redact(const Bundle &bundle, Arena &arena, const Cell &document, Span<Redaction> redactions, Cell &into) {
  into = document;
  for (const Redaction &one : redactions)
    if (!one.pointer.empty())
      into = Striker(bundle, arena, one.pattern).strike(into, one.pointer);
  return !arena.exhausted();
}

} // namespace onus::rt
