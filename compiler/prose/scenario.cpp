// SPDX-License-Identifier: Apache-2.0
#include "prose/scenario.h"

#include "base/time.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::prose {

using ir::Type;
using ir::TypeKind;

const json::Value *at(const json::Value &document, llvm::ArrayRef<std::string> steps) {
  const json::Value *found = &document;
  for (const std::string &step : steps) {
    size_t index = 0;
    if (const json::Array *items = found->asArray()) {
      if (llvm::StringRef(step).getAsInteger(10, index) || index >= items->size())
        return nullptr;
      found = &(*items)[index];
    } else if (!(found = found->get(step))) {
      return nullptr;
    }
  }
  return found;
}

json::Value with(const json::Value &document, llvm::ArrayRef<std::string> steps, std::optional<json::Value> value) {
  const std::string &first = steps.front();
  bool last = steps.size() == 1;
  if (const json::Array *items = document.asArray()) {
    json::Array changed = *items;
    size_t index = 0;
    if (llvm::StringRef(first).getAsInteger(10, index) || index > changed.size())
      return document;
    if (last && !value) {
      if (index < changed.size())
        changed.erase(changed.begin() + static_cast<ptrdiff_t>(index));
      return changed;
    }
    if (index == changed.size())
      changed.emplace_back();
    changed[index] = last ? *value : with(changed[index], steps.drop_front(), std::move(value));
    return changed;
  }
  json::Object changed = document.asObject() ? *document.asObject() : json::Object{};
  auto member = llvm::find_if(changed, [&](const json::Member &each) { return each.first == first; });
  if (last && !value) {
    if (member != changed.end())
      changed.erase(member);
    return changed;
  }
  if (member == changed.end())
    member = changed.insert(changed.end(), {first, json::Value(json::Object{})});
  member->second = last ? *value : with(member->second, steps.drop_front(), std::move(value));
  return changed;
}

void textsOf(const json::Value &value, std::set<std::string> &out) {
  if (const std::string *text = value.asString())
    out.insert(*text);
  if (const json::Array *items = value.asArray())
    for (const json::Value &item : *items)
      textsOf(item, out);
  if (const json::Object *members = value.asObject())
    for (const json::Member &member : *members)
      textsOf(member.second, out);
}

const ir::Tool *Casting::tool(llvm::StringRef name) const {
  auto found = llvm::find_if(system_.tools, [&](const ir::Tool &tool) { return tool.name == name; });
  return found == system_.tools.end() ? nullptr : &*found;
}

json::Value Casting::sample(const Type *type, llvm::StringRef name) const {
  switch (type->kind) {
  case TypeKind::Bool:
    return false;
  case TypeKind::Int:
    return json::Value::integer(1);
  case TypeKind::Decimal:
    return json::Number{"1.00"};
  case TypeKind::String:
  case TypeKind::Content:
  case TypeKind::Json:
  case TypeKind::Error:
  case TypeKind::Pattern:
    return name.str() + "-1";
  case TypeKind::Duration:
    return "1m";
  case TypeKind::Date:
    return formatDay(day_);
  case TypeKind::Instant:
    return formatInstant(static_cast<Instant>(day_) * millisPerDay);
  case TypeKind::Ip:
    return "192.0.2.1";
  case TypeKind::Cidr:
    return "192.0.2.0/24";
  case TypeKind::Null:
    return {};
  case TypeKind::Union:
    return type->literals.empty() ? json::Value(name.str()) : json::Value(type->literals.front().str());
  case TypeKind::List:
  case TypeKind::Set:
    return json::Array{sample(type->element, name)};
  case TypeKind::Map:
    return json::Object{};
  case TypeKind::Record: {
    json::Object members;
    for (const ir::Field &field : type->fields)
      if (!field.type->isOptional())
        members.emplace_back(field.name.str(), sample(field.type, field.name));
    return members;
  }
  case TypeKind::Optional:
    return sample(type->element, name);
  }
  return {};
}

json::Value Casting::event(ir::EventKind kind, const ir::Tool *tool) const {
  json::Object event{{"event", ir::word(kind).str()}};
  if (tool) {
    event.emplace_back("tool", tool->name);
    event.emplace_back("args",
                       tool->args->kind == TypeKind::Record ? sample(tool->args, "args") : json::Value(json::Object{}));
    if (kind == ir::EventKind::Result) {
      bool record = tool->result && tool->result->kind != TypeKind::Json && !tool->resultFromText;
      event.emplace_back("result", record ? sample(tool->result, "result") : json::Value("some text"));
    }
  } else if (kind != ir::EventKind::Start) {
    event.emplace_back("text", "some text");
  }
  event.emplace_back("agent", json::Object{{"id", "agent-1"}, {"on_behalf_of", "user-1"}});
  json::Object context;
  for (const ir::ContextMember &member : system_.context)
    if (!member.type->isOptional())
      context.emplace_back(member.name, sample(member.type, member.name));
  event.emplace_back("context", std::move(context));
  json::Object signals;
  for (const auto &[key, type] : signals_)
    signals.emplace_back(key, json::Object{{"value", type->kind == TypeKind::Decimal ? json::Value(json::Number{"0.00"})
                                                                                     : sample(type, "answer")}});
  if (!signals.empty())
    event.emplace_back("signals", std::move(signals));
  return withEntries(event);
}

std::optional<json::Value> Casting::filled(const Type *type, const json::Value &value,
                                           const std::set<std::string> &keys, llvm::StringRef name) const {
  if (type->isOptional())
    type = type->element;
  if (type->kind == TypeKind::Map) {
    if (!names_.count(name.str()))
      return std::nullopt;
    json::Object entries = value.asObject() ? *value.asObject() : json::Object{};
    for (const std::string &key : keys)
      if (llvm::none_of(entries, [&](const json::Member &each) { return each.first == key; })) {
        json::Value entry = sample(type->element, name);
        auto below = filled(type->element, entry, keys, name);
        entries.emplace_back(key, below ? *below : entry);
      }
    return json::Value(entries);
  }
  if (type->kind != TypeKind::Record || !value.asObject())
    return std::nullopt;
  json::Object members = *value.asObject();
  bool changed = false;
  for (json::Member &member : members)
    if (const ir::Field *field = type->field(member.first))
      if (auto inside = filled(field->type, member.second, keys, field->name)) {
        member.second = *inside;
        changed = true;
      }
  return changed ? std::optional<json::Value>(members) : std::nullopt;
}

std::optional<json::Value> Casting::withEntries(const Type *type, const json::Value &value, const json::Value &event,
                                                llvm::StringRef name) const {
  std::set<std::string> keys;
  if (const json::Value *args = event.get("args"))
    textsOf(*args, keys);
  constexpr size_t most = 6;
  while (keys.size() > most)
    keys.erase(std::prev(keys.end()));
  return filled(type, value, keys, name);
}

json::Value Casting::withEntries(const json::Value &event) const {
  json::Value out = event;
  for (const ir::ContextMember &member : system_.context)
    if (const json::Value *value = at(event, {"context", member.name}))
      if (auto inside = withEntries(member.type, *value, event, member.name))
        out = with(out, {"context", member.name}, inside);
  return out;
}

void Casting::valuePlaces(const Type *type, const json::Value *value, Steps steps, bool removable, bool relevant,
                          std::vector<Place> &out) const {
  if (type->isOptional()) {
    type = type->element;
    removable = true;
  }
  if (relevant)
    out.push_back({steps, type, removable, value != nullptr});
  if (!value)
    return;
  auto below = [&](const Type *of, const json::Value *inner, std::string step, bool canGo, bool isRead) {
    Steps next = steps;
    next.push_back(std::move(step));
    valuePlaces(of, inner, std::move(next), canGo, isRead, out);
  };
  if (type->kind == TypeKind::Record)
    for (const ir::Field &field : type->fields)
      below(field.type, value->get(field.name), field.name.str(), false,
            names_.count(everything) + names_.count(field.name.str()) > 0);
  constexpr size_t most = 4;
  if (const json::Object *members = value->asObject(); members && type->kind == TypeKind::Map)
    for (const json::Member &member : *members)
      below(type->element, &member.second, member.first, true, relevant);
  if (const json::Array *items = value->asArray();
      items && (type->kind == TypeKind::List || type->kind == TypeKind::Set))
    for (size_t index = 0; index < std::min(items->size(), most); ++index)
      below(type->element, &(*items)[index], std::to_string(index), true, relevant);
}

void Casting::eventPlaces(const json::Value &event, const Steps &prefix, std::vector<Place> &out) const {
  auto below = [&](std::initializer_list<const char *> more) {
    Steps steps = prefix;
    steps.insert(steps.end(), more.begin(), more.end());
    return steps;
  };
  if (const json::Value *value = event.get("text"))
    out.push_back({below({"text"}), &text_, false, value != nullptr});
  if (const ir::Tool *called = tool(event.string("tool"))) {
    valuePlaces(called->args, event.get("args"), below({"args"}), false, false, out);
    const json::Value *result = event.get("result");
    if (result && result->asString() && !(called->result && called->result->isStringLike()))
      out.push_back({below({"result"}), &text_, false, true});
    else if (result && called->result)
      valuePlaces(called->result, result, below({"result"}), false, true, out);
  }
  if (agent_)
    valuePlaces(agent_, event.get("agent"), below({"agent"}), false, false, out);
  for (const ir::ContextMember &member : system_.context) {
    Steps steps = below({"context"});
    steps.push_back(member.name);
    valuePlaces(member.type, at(event, {"context", member.name}), steps, member.type->isOptional(),
                names_.count(member.name) > 0, out);
  }
}

std::vector<Place> Casting::places(const json::Value &scenario) const {
  std::vector<Place> out;
  eventPlaces(*scenario.get("now"), {"now"}, out);
  for (const auto &[key, type] : signals_)
    if (at(scenario, {"now", "signals", key, "value"}))
      out.push_back({{"now", "signals", key, "value"}, type, false, true});
  if (const json::Array *earlier = scenario.get("earlier") ? scenario.get("earlier")->asArray() : nullptr)
    for (size_t index = 0; index < earlier->size(); ++index) {
      Steps steps{"earlier", std::to_string(index), "times"};
      out.push_back({steps, &number_, false, true});
      steps.back() = "event";
      eventPlaces(*(*earlier)[index].get("event"), steps, out);
    }
  return out;
}

} // namespace onus::prose
