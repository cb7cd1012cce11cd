// SPDX-License-Identifier: Apache-2.0
// What the policy declares and the event fills: the context's members, the parameters of effects, detectors' answers.
#include "runtime/interpret/roots.h"

#include "runtime/interpret/shape.h"
#include "runtime/value/access.h"
#include "runtime/value/fit.h"

#include <new>

namespace onus::rt {

Roots::Part *Roots::parts(Part *&known, size_t count) {
  if (known)
    return known;
  known = arena_.array<Part>(count);
  for (size_t at = 0; known && at < count; ++at)
    new (known + at) Part();
  return known;
}

// ---- Context

Outcome Roots::contextMember(Text name) {
  Span<ContextRow> declared = bundle_.rows<Section::Context>(system_.context);
  size_t at = 0;
  while (at < declared.size && !(bundle_.text(declared[at].name) == name))
    ++at;
  if (at == declared.size)
    return Outcome::engine(composed(arena_, {"`context.", name, "` is not declared"}));
  Part *kept = parts(context_, declared.size);
  if (!kept)
    return Outcome::content(whyNoMemory);
  if (!kept[at].known) {
    kept[at].value = fitContext(declared[at], name);
    kept[at].known = true;
  }
  return kept[at].value;
}

Outcome Roots::fitContext(const ContextRow &declared, Text name) {
  const Cell *context = event_.context;
  if (context && context->kind != Kind::JsonObject)
    return Outcome::engine("`context` is no object");
  const Cell *raw = context ? rt::member(bundle_.pool(), *context, name) : nullptr;
  if (!raw) {
    bool isOptional = bundle_.row<Section::Types>(declared.type).kind == TypeKind::Optional;
    return isOptional ? Outcome(Cell()) : Outcome::engine(composed(arena_, {"`context.", name, "` is missing"}));
  }
  Cell fitted;
  Text misfit, path = composed(arena_, {"context.", name});
  if (fit(bundle_, arena_, *raw, declared.type, path, fitted, misfit))
    return fitted;
  return arena_.exhausted() ? Outcome::content(whyNoMemory) : Outcome::engine(misfit);
}

Outcome Roots::wholeContext() {
  Span<ContextRow> declared = bundle_.rows<Section::Context>(system_.context);
  auto *members = arena_.array<Cell>(2 * declared.size);
  if (!members)
    return Outcome::content(whyNoMemory);
  for (size_t at = 0; at < declared.size; ++at) {
    Text name = bundle_.text(declared[at].name);
    Outcome member = contextMember(name);
    if (member.failed)
      return member;
    members[2 * at] = Cell::text(name);
    members[2 * at + 1] = member.value;
  }
  return Cell::parts(Kind::Record, members, declared.size);
}

// ---- Effects (S37)

const BindingRow *Roots::binding(Text parameter) const {
  if (tool_)
    for (const BindingRow &bound : bundle_.rows<Section::Bindings>(tool_->bindings))
      if (bundle_.text(bound.parameter) == parameter)
        return &bound;
  return nullptr;
}

Outcome Roots::effectParameter(Text parameter) {
  const BindingRow *bound = binding(parameter);
  if (!bound)
    return Outcome::engine(composed(arena_, {"the tool does not bind `", parameter, "`"}));
  Span<BindingRow> all = bundle_.rows<Section::Bindings>(tool_->bindings);
  Part *kept = parts(parameters_, all.size);
  if (!kept)
    return Outcome::content(whyNoMemory);
  Part &part = kept[bound - all.data];
  if (!part.known) {
    part.value = bind(*bound);
    part.known = true;
  }
  return part.value;
}

/// Only over the arguments, so that no parameter reads another, or itself.
Outcome Roots::evaluate(uint32_t code) {
  if (binding_)
    return Outcome::engine("a parameter of an effect reads another");
  binding_ = true;
  Outcome value = Evaluator(bundle_, arena_, *fuel_, this, nullptr).evaluate(code);
  binding_ = false;
  return value;
}

namespace {

bool isList(const Bundle &bundle, const BindingRow &binding) {
  return binding.type != none && bundle.row<Section::Types>(binding.type).kind == TypeKind::List;
}

} // namespace

Outcome Roots::bind(const BindingRow &binding) {
  bool wantsList = isList(bundle_, binding);
  if (binding.value == none)
    return wantsList ? Cell::parts(Kind::List, nullptr, 0) : Cell();
  Outcome value = evaluate(binding.value);
  if (value.failed || !wantsList)
    return value;
  Growing<Cell> items(arena_);
  if (!flatten(bundle_.pool(), value.value, items))
    return Outcome::content(whyNoMemory);
  return Cell::parts(Kind::List, items.data(), items.size());
}

/// A binding may be a list of arguments, each of them sensitive or not. Lists may share their parts, so each visit
/// takes a step.
bool Roots::maskInto(Growing<bool> &masked, uint32_t index) {
  if (fuel_->left <= 0)
    return false;
  --fuel_->left;
  const Code &code = bundle_.code(index);
  if (code.op == Opcode::List || code.op == Opcode::Add) {
    for (size_t at = 0; at < code.operands.count; ++at)
      if (!maskInto(masked, bundle_.operand(code, at)))
        return false;
    return true;
  }
  Outcome part = evaluate(index);
  if (part.failed)
    return true;
  Growing<Cell> items(arena_);
  if (!flatten(bundle_.pool(), part.value, items))
    return false;
  for (size_t at = 0; at < items.size(); ++at)
    if (!masked.add((code.flags & codeSensitive) != 0))
      return false;
  return true;
}

Span<bool> Roots::maskedElements(uint32_t index) {
  const Code &code = bundle_.code(index);
  Growing<bool> masked(arena_);
  const BindingRow *bound = code.op == Opcode::EffectParameter ? binding(bundle_.text(code.text)) : nullptr;
  if (!bound || bound->value == none)
    return {};
  bool good = isList(bundle_, *bound) ? maskInto(masked, bound->value)
                                      : masked.add((bundle_.code(bound->value).flags & codeSensitive) != 0);
  return good ? masked.span() : Span<bool>();
}

// ---- Detectors

Outcome Roots::signal(const Code &signal) {
  Text key = bundle_.text(bundle_.row<Section::TextRefs>(static_cast<size_t>(signal.number)));
  Text detector = bundle_.text(signal.text);
  Pool pool = bundle_.pool();
  auto failed = [&](Text how) { return Outcome::engine(composed(arena_, {"the detector `", detector, how})); };
  const Cell *answer = event_.signals ? rt::member(pool, *event_.signals, key) : nullptr;
  if (!answer)
    return failed("` gave no answer");
  if (rt::member(pool, *answer, "error"))
    return failed("` failed");
  const Cell *value = rt::member(pool, *answer, "value");
  if (!value)
    return failed("` gave no value");
  Cell fitted;
  Text misfit, path = composed(arena_, {"the answer of the detector `", detector, "`"});
  if (signal.type != none && fitRounded(bundle_, arena_, *value, signal.type, path, fitted, misfit))
    return fitted;
  return arena_.exhausted() ? Outcome::content(whyNoMemory) : Outcome::engine(misfit);
}

} // namespace onus::rt
