// SPDX-License-Identifier: Apache-2.0
#include "evaluate/log_entry.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

namespace {

using ir::Type;
using ir::TypeKind;

class Masker {
public:
  explicit Masker(const Key &key) : key_(key) {}

  /// No key, no value.
  json::Value mask(const Value &value) const {
    if (!key_)
      return json::Object{{"withheld", true}};
    return json::Object{{"digest", digestOf(toJson(value), key_)}};
  }

  /// The value with each sensitive part masked.
  json::Value show(const Value &value, const Type *type) const {
    if (!type || !ir::holdsSensitive(type))
      return toJson(value);
    if (type->sensitive)
      return mask(value);
    switch (type->kind) {
    case TypeKind::Optional:
      return show(value, type->element);
    case TypeKind::List:
    case TypeKind::Set: {
      json::Array items;
      if (const Items *list = value.asList())
        for (const Value &item : *list)
          items.push_back(show(item, type->element));
      return items;
    }
    case TypeKind::Map:
    case TypeKind::Record:
      return showMembers(value, *type);
    default: // a type of no parts that still holds something sensitive
      return mask(value);
    }
  }

private:
  json::Value showMembers(const Value &value, const Type &type) const {
    json::Object members;
    if (const Members *record = value.asRecord())
      for (const Member &member : *record) {
        const ir::Field *field = type.field(member.first);
        const Type *of = type.kind == TypeKind::Map ? type.element : field ? field->type : nullptr;
        if (!member.second.isAbsent())
          members.emplace_back(member.first, show(member.second, of));
      }
    return members;
  }

  const Key &key_;
};

/// A masked value stands as its digest, anything else as it is.
void addValue(json::Object &entry, const json::Value &shown, bool masked) {
  const json::Object *mask = masked ? shown.asObject() : nullptr;
  if (mask)
    entry.insert(entry.end(), mask->begin(), mask->end());
  else
    entry.emplace_back("value", shown);
}

/// An effect's parameter: each element by the argument that it came from.
void addParameter(json::Object &entry, const LoggedItem &logged, const Masker &masker) {
  const Value &value = logged.value.value();
  auto isMasked = [&](size_t place) { return place >= logged.masked.size() || logged.masked[place]; };
  const Items *items = value.asList();
  if (!items)
    return addValue(entry, isMasked(0) ? masker.mask(value) : toJson(value), isMasked(0));
  json::Array shown;
  for (size_t place = 0; place < items->size(); ++place)
    shown.push_back(isMasked(place) ? masker.mask((*items)[place]) : toJson((*items)[place]));
  addValue(entry, shown, false);
}

json::Value item(const LoggedItem &logged, const Masker &masker) {
  json::Object entry{{"path", logged.item->text}};
  const Type *type = logged.item->value->type;
  if (logged.value.failed()) {
    entry.emplace_back("failed", logged.value.failure().why);
    return entry;
  }
  const Value &value = logged.value.value();
  bool isPartly = type && ir::holdsSensitive(type) && !type->sensitive;
  if (value.isAbsent())
    entry.emplace_back("absent", true);
  else if (logged.item->redacted)
    addValue(entry, masker.mask(value), true);
  else if (logged.item->value->kind == ir::ExprKind::EffectParameter)
    addParameter(entry, logged, masker);
  else if (logged.item->sensitive && !isPartly)
    addValue(entry, masker.mask(value), true);
  else
    addValue(entry, masker.show(value, type), type && type->sensitive);
  return entry;
}

json::Value answer(const ir::Expr &term, const Outcome &outcome, const Masker &masker) {
  if (outcome.failed())
    return json::Object{{"failed", word(outcome.failure().cause).str()}};
  return masker.show(outcome.value(), term.type);
}

/// The answers of one term; inside a quantifier there may be several.
json::Array terms(const std::vector<Observer::Note> &notes, const Masker &masker) {
  std::map<std::string, json::Array> answers;
  for (const Observer::Note &note : notes)
    answers[ir::print(note.expr)].push_back(answer(*note.expr, note.outcome, masker));
  json::Array terms;
  for (auto &[term, given] : answers) {
    json::Object entry{{"term", term}};
    if (given.size() == 1)
      entry.emplace_back("answer", std::move(given.front()));
    else
      entry.emplace_back("answers", std::move(given));
    terms.push_back(std::move(entry));
  }
  return terms;
}

json::Array tests(const std::vector<Observer::Note> &notes) {
  json::Array tests;
  for (const Observer::Note &note : notes) {
    json::Value outcome = note.outcome.failed() ? json::Value("failed") : json::Value(note.outcome.isTrue());
    tests.push_back(json::Object{{"test", ir::print(note.expr)}, {"outcome", std::move(outcome)}});
  }
  return tests;
}

} // namespace

json::Value logEntry(const GuardrailResult &result, const Tables &tables, const Key &key) {
  const ir::Sink *sink = tables.sink(result.guardrail->sink);
  Masker masker(key);
  json::Array values;
  for (const LoggedItem &logged : result.log)
    values.push_back(item(logged, masker));
  std::stable_sort(values.begin(), values.end(), [](const json::Value &left, const json::Value &right) {
    return left.string("path") < right.string("path");
  });
  json::Object entry{{"guardrail", result.guardrail->name}, {"sink", result.guardrail->sink}};
  if (sink)
    entry.emplace_back("owner", sink->owner);
  entry.emplace_back("values", std::move(values));
  if (!result.notes.terms.empty())
    entry.emplace_back("terms", terms(result.notes.terms, masker));
  if (!result.notes.tests.empty())
    entry.emplace_back("tests", tests(result.notes.tests));
  return entry;
}

} // namespace onus::evaluate
