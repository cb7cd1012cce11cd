// SPDX-License-Identifier: Apache-2.0
#include "prose/changes.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace onus::prose {

using ir::Expr;
using ir::ExprKind;
using ir::TypeKind;

Changes::Changes(const ir::Module &module, const ir::System &system, const ir::Guardrail &guardrail,
                 const ir::Exception *exception, const SourceIndex &index, Day day)
    : system_(system), guardrail_(guardrail), pool_(index, module) {
  gatherAll(exception);
  casting_ = std::make_unique<Casting>(system, pool_.names(), signals_, agent_, day);
}

void Changes::gather(const Expr *expr) {
  pool_.add(expr);
  ir::walk(expr, [&](const Expr *part) {
    if (part->kind == ExprKind::History && static_cast<size_t>(part->number) < system_.slots.size())
      slots_.insert(part->number);
    if (part->kind == ExprKind::Signal)
      signals_.emplace(part->names[0].str(), part->type);
    if (part->kind == ExprKind::Root && part->text == "agent")
      agent_ = part->type;
  });
}

void Changes::gatherAll(const ir::Exception *exception) {
  for (const ir::LocalValue &local : guardrail_.lets)
    gather(local.value);
  for (const ir::Rule &rule : guardrail_.rules)
    if (rule.condition)
      gather(rule.condition);
  for (const ir::Rule &rule : guardrail_.rules)
    for (const ir::RedactTarget &target : rule.redact) {
      gather(target.path);
      pool_.addPattern(target.pattern);
    }
  if (exception)
    gather(exception->when);
  for (int64_t slot : slots_)
    pool_.addSlot(system_.slots[static_cast<size_t>(slot)]);
  for (const ir::Tool &tool : system_.tools)
    for (const ir::ToolEffect &effect : tool.effects)
      for (const ir::Binding &binding : effect.bindings)
        if (binding.value)
          pool_.add(binding.value);
}

json::Value Changes::base(const ir::GuardrailSelector &selector, const ir::Tool *tool) const {
  json::Value now = casting_->event(selector.event, tool);
  std::set<std::string> texts;
  if (const json::Value *args = now.get("args"))
    textsOf(*args, texts);
  // An earlier text that names what the event at hand names, had it been there.
  std::string naming = "about";
  for (const std::string &text : texts)
    naming += " " + text;
  json::Array earlier;
  for (int64_t number : slots_) {
    const ir::Slot &slot = system_.slots[static_cast<size_t>(number)];
    const ir::Tool *called = slot.tools.empty() ? nullptr : casting_->tool(slot.tools.front());
    bool hasTools = slot.event == ir::EventKind::Call || slot.event == ir::EventKind::Result;
    if (slot.denied || (hasTools && !called))
      continue;
    // What the guardrail itself looks at counts the event at hand: the same tool comes first.
    if (tool && llvm::is_contained(slot.tools, tool->name))
      called = tool;
    json::Value event = casting_->event(slot.event, called);
    bool isText = event.get("text") || (event.get("result") && event.get("result")->asString());
    if (slot.op == ir::HistoryOp::Mentioned && isText)
      event = with(event, {event.get("text") ? "text" : "result"}, json::Value(naming));
    earlier.push_back(json::Object{{"times", json::Value::integer(0)}, {"event", std::move(event)}});
  }
  return json::Object{{"now", std::move(now)}, {"earlier", std::move(earlier)}};
}

void Changes::change(const json::Value &scenario, const Place &place, const std::set<std::string> &texts, bool follow,
                     std::vector<std::pair<Place, json::Value>> &out) const {
  const json::Value *now = at(scenario, place.steps);
  std::string before = now ? json::write(*now) : "";
  const json::Value &event = *scenario.get("now");
  auto values = pool_.candidates(place, now, texts, *casting_);
  if (place.type->kind == TypeKind::Map && now && now->asObject() && place.steps[0] == "now")
    if (auto more = casting_->withEntries(place.type, *now, event, place.steps.back()))
      for (const json::Member &entry : *more->asObject())
        if (!now->get(entry.first)) // one entry at a time
          values.push_back(with(*now, {entry.first}, entry.second));
  for (json::Value &value : values) {
    if (place.steps[0] == "now" && !place.present)
      if (auto more = casting_->withEntries(place.type, value, event, place.steps.back()))
        value = *more;
    if (now && json::write(value) == before)
      continue;
    json::Value changed = with(scenario, place.steps, value);
    if (follow && place.steps[0] == "now" && place.steps[1] == "args")
      changed = with(changed, {"now"}, casting_->withEntries(*changed.get("now")));
    out.emplace_back(place, std::move(changed));
  }
  if (place.removable && place.present)
    out.emplace_back(place, with(scenario, place.steps, std::nullopt));
}

std::vector<std::pair<Place, json::Value>> Changes::of(const json::Value &scenario, bool follow) const {
  std::set<std::string> arguments, texts;
  if (const json::Value *args = at(scenario, {"now", "args"}))
    textsOf(*args, arguments);
  texts = arguments;
  if (const json::Value *context = at(scenario, {"now", "context"}))
    textsOf(*context, texts);
  std::vector<std::pair<Place, json::Value>> out;
  for (const Place &place : casting_->places(scenario)) {
    bool fromText = place.steps.back() == "text" || place.steps.back() == "result";
    change(scenario, place, fromText ? arguments : texts, follow, out);
  }
  // What is there or not decides more often than what it is, and there are few such changes: they come first.
  auto isPresence = [&](const std::pair<Place, json::Value> &change) {
    bool item = llvm::all_of(change.first.steps.back(), [](char c) { return llvm::isDigit(c); });
    return !item && (!change.first.present || !at(change.second, change.first.steps));
  };
  std::stable_partition(out.begin(), out.end(), isPresence);
  return out;
}

} // namespace onus::prose
