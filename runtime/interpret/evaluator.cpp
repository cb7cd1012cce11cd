// SPDX-License-Identifier: Apache-2.0
// The heart of evaluation: what is evaluated when, what it costs, and how failures travel.
#include "runtime/interpret/hot.h"

#include "runtime/interpret/roots.h"
#include "runtime/interpret/shape.h"

namespace onus::rt {

namespace {

/// A test whose outcome records keep where it read something masked (S46).
bool isAtomic(Opcode op) {
  switch (op) {
  case Opcode::And:
  case Opcode::Or:
  case Opcode::Not:
  case Opcode::If:
  case Opcode::Let:
  case Opcode::Local:
  case Opcode::Bool:
  case Opcode::History:
  case Opcode::Signal:
    return false;
  default: // every other operation that gives a bool is a test
    return true;
  }
}

} // namespace

Outcome Evaluator::evaluate(uint32_t code, const Local *locals) {
  Cell value;
  return run(code, locals, value) ? Outcome(value) : fault_;
}

bool Evaluator::fail(Cause cause, Text why) {
  fault_ = Outcome::failure(cause, why);
  return false;
}

/// The artifact states less than it needs. Nobody can say what else it states wrongly, so the decision is closed.
bool Evaluator::spent() {
  fuel_->left = 0;
  fuel_->spent = true;
  return fail(Cause::Content, "the decision needs more steps than the artifact states");
}

bool Evaluator::count(size_t steps) {
  if (steps > static_cast<uint64_t>(fuel_->left))
    return spent();
  fuel_->left -= static_cast<int64_t>(steps);
  return true;
}

bool Evaluator::evaluate(uint32_t code, const Local *locals, Cell &into) { return run(code, locals, into); }

bool Evaluator::path(uint32_t index, const Code &code, const Local *locals, Cell &into) {
  Found &known = found_[index % (sizeof found_ / sizeof found_[0])];
  if (known.code != index) {
    const Cell *args = fittedArgs(code);
    if (!args)
      return nested(code, locals, into);
    const Cell *cell = memberOf(pool_, *args, bundle_.text(code.text));
    known = {index, cell ? cell : &absent_};
  }
  into = *known.cell;
  return true;
}

bool Evaluator::nested(const Code &code, const Local *locals, Cell &into) {
  if (depth_ >= maxEvaluationDepth)
    return fail(Cause::Content, "the policy is nested deeper than an engine follows");
  ++depth_;
  bool good = observer_ ? observed(code, locals, into) : dispatch(code, locals, into);
  --depth_;
  return good;
}

bool Evaluator::observed(const Code &code, const Local *locals, Cell &into) {
  unsigned before = maskedReads_;
  maskedReads_ += (code.flags & codeMasked) != 0;
  bool good = dispatch(code, locals, into);
  const TypeRow *of = type(code);
  if (quantified_ == 0 && maskedReads_ != before && of && of->kind == TypeKind::Bool && isAtomic(code.op))
    note(observer_->tests, code, good, into);
  return good;
}

void Evaluator::note(Chain<Note> &notes, const Code &code, bool good, const Cell &value) {
  auto *made = arena_.array<Note>(1);
  if (!made)
    return; // whoever decides sees that the arena is exhausted
  *made = Note{nullptr, place(code), good ? Outcome(value) : fault_};
  notes.add(made);
}

bool Evaluator::taken(const Outcome &outcome, Cell &into) {
  if (outcome.failed) {
    fault_ = outcome;
    return false;
  }
  into = outcome.value;
  return true;
}

bool Evaluator::missing(const Code &code, size_t operand) {
  return fail(Cause::Content, {"`", print(operandOf(code, operand)), "` is not there"});
}

/// The first one failed: the second may explain it better.
bool Evaluator::secondOfPair(const Code &code, const Local *locals, Cell &right) {
  Outcome failure = fault_;
  if (!present(code, 1, locals, right))
    join(failure, fault_);
  fault_ = failure;
  return false;
}

bool Evaluator::operands(const Code &code, const Local *locals, Cell *values, bool absent) {
  Outcome failure;
  for (size_t at = 0; at < code.operands.count; ++at)
    if (!(absent ? run(bundle_.operand(code, at), locals, values[at]) : present(code, at, locals, values[at])))
      join(failure, fault_);
  if (failure.failed)
    fault_ = failure;
  return !failure.failed;
}

bool Evaluator::made(Kind kind, const Cell *first, size_t size, Cell &into) {
  if (!isOfReasonableSize(pool_, first, kind == Kind::Record ? 2 * size : size))
    return noMemory();
  into = Cell::parts(kind, first, size);
  return true;
}

bool Evaluator::made(Text text, Cell &into) {
  into = Cell::text(text);
  return true;
}

bool Evaluator::unknown() { return fail(Cause::Engine, "the policy holds an unknown expression"); }

/// Nothing but jumps: what an operation needs of the stack it takes itself.
bool Evaluator::dispatch(const Code &code, const Local *locals, Cell &into) {
  switch (code.op) {
  case Opcode::Bool:
  case Opcode::Int:
  case Opcode::Decimal:
  case Opcode::String:
  case Opcode::Duration:
  case Opcode::Date:
  case Opcode::Instant:
    into = plainConstant(code);
    return true;
  case Opcode::Pattern:
    into = Cell::text(bundle_.text(code.text));
    return true;
  case Opcode::Ip:
  case Opcode::Cidr:
    into = bundle_.row<Section::Constants>(static_cast<size_t>(code.number));
    return true;
  case Opcode::Data:
    into = bundle_.row<Section::Constants>(bundle_.row<Section::Data>(static_cast<size_t>(code.number)).constant);
    return true;
  case Opcode::Absent:
    into = Cell();
    return true;
  case Opcode::List:
    return list(code, locals, into);
  case Opcode::Record:
    return record(code, locals, into);
  case Opcode::Root:
    return root(code, into);
  case Opcode::EffectParameter:
    return effectParameter(code, into);
  case Opcode::Local:
    return local(code, locals, into);
  case Opcode::Let:
    return let(code, locals, into);
  case Opcode::Member:
    return member(code, locals, into);
  case Opcode::Index:
    return index(code, locals, into);
  case Opcode::Project:
    return project(code, locals, into);
  case Opcode::Has:
    return has(code, locals, into);
  case Opcode::Coalesce:
    return coalesce(code, locals, into);
  case Opcode::Not:
    return negation(code, locals, into);
  case Opcode::Negate:
    return negate(code, locals, into);
  case Opcode::And:
  case Opcode::Or:
    return connective(code, locals, into);
  case Opcode::Equal:
  case Opcode::NotEqual:
    return equality(code, locals, into);
  case Opcode::Less:
  case Opcode::LessEqual:
  case Opcode::Greater:
  case Opcode::GreaterEqual:
    return ordering(code, locals, into);
  case Opcode::In:
    return membership(code, locals, into);
  case Opcode::Add:
  case Opcode::Subtract:
  case Opcode::Multiply:
    return arithmetic(code, locals, into);
  case Opcode::Like:
    return glob(code, locals, into);
  case Opcode::Matches:
    return matches(code, locals, into);
  case Opcode::If:
    return choice(code, locals, into);
  case Opcode::Any:
  case Opcode::All:
    return quantifier(code, locals, into);
  case Opcode::CountOf:
    return countOf(code, locals, into);
  case Opcode::SumOf:
    return sumOf(code, locals, into);
  case Opcode::Call:
    return call(code, locals, into);
  case Opcode::Cast:
    return cast(code, locals, into);
  case Opcode::History:
    return history(code, locals, into);
  case Opcode::Signal:
    return signal(code, locals, into);
  case Opcode::Count:
    break;
  }
  return unknown();
}

} // namespace onus::rt
