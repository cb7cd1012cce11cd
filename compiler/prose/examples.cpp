// SPDX-License-Identifier: Apache-2.0
#include "prose/explainer.h"
#include "prose/lexicon.h"
#include "prose/search.h"
#include "prose/words.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

/// One event at which a rule fires and those just beside it at which it does not, as the reference evaluator decided
/// them.
namespace onus::prose {

namespace {

constexpr size_t longest = 120;

/// `{ charge: "ch-1", amount: 500.01 }`
std::string shown(const json::Value &value) {
  if (const std::string *text = value.asString())
    return quote(*text, longest);
  if (const json::Number *number = value.asNumber())
    return number->text;
  if (const json::Array *items = value.asArray()) {
    constexpr size_t most = 5;
    std::vector<std::string> parts;
    for (const json::Value &item : *items)
      if (parts.size() < most)
        parts.push_back(shown(item));
    if (items->size() > most)
      parts.push_back("… (" + std::to_string(items->size()) + " in all)");
    return "[" + llvm::join(parts, ", ") + "]";
  }
  if (const json::Object *members = value.asObject()) {
    std::vector<std::string> parts;
    for (const json::Member &member : *members)
      parts.push_back(member.first + ": " + shown(member.second));
    return parts.empty() ? "{}" : "{ " + llvm::join(parts, ", ") + " }";
  }
  return value.asBool() ? (*value.asBool() ? "true" : "false") : "null";
}

/// "the call `mail.send { to: … }`", "an answer with the text …"
std::string event(const json::Value &event) {
  llvm::StringRef kind = event.string("event"), tool = event.string("tool");
  std::string args = event.get("args") ? shown(*event.get("args")) : "";
  if (kind == "call")
    return "the call `" + tool.str() + " " + args + "`";
  if (kind == "result")
    return "the result " + shown(*event.get("result")) + " of `" + tool.str() + " " + args + "`";
  const json::Value *text = event.get("text");
  return current(ir::eventKind(kind).value_or(ir::EventKind::Start)) + (text ? " with the text " + shown(*text) : "");
}

std::string surroundings(const json::Value &now) {
  std::string out;
  const json::Value *context = now.get("context");
  if (context && context->asObject() && !context->asObject()->empty())
    out += ", in the context " + shown(*context);
  if (const json::Value *signals = now.get("signals"))
    for (const json::Member &signal : *signals->asObject())
      out += ", where the detector " + code(llvm::StringRef(signal.first).split('(').first.rsplit('.').second) +
             " answers " + shown(*signal.second.get("value"));
  return out;
}

std::string before(const json::Value &scenario, bool approved) {
  std::vector<std::string> parts;
  for (const json::Value &each : *scenario.get("earlier")->asArray()) {
    std::string times = each.get("times")->asNumber()->text;
    if (times == "0")
      continue;
    std::string what = event(*each.get("event"));
    parts.push_back(what + (times == "1" ? " went ahead" : " went ahead " + times + " times"));
  }
  return parts.empty() ? ""
                       : "after " + enumerate(parts) + (approved ? " (with the approval that was asked)" : "") + ", ";
}

/// "the argument `amount`"
std::string placeName(const Place &place) {
  llvm::ArrayRef<std::string> steps = place.steps;
  std::string of;
  if (steps.front() == "earlier") {
    of = " of the earlier event";
    steps = steps.drop_front(3);
  } else {
    steps = steps.drop_front();
  }
  std::string root = steps.front(), path;
  if (root == "signals")
    return "the detector's answer";
  if (root == "text")
    return "the text" + of;
  for (const std::string &step : steps.drop_front()) {
    size_t index = 0;
    bool isIndex = !llvm::StringRef(step).getAsInteger(10, index);
    bool plain = llvm::all_of(step, [](char c) { return llvm::isAlnum(c) || c == '_'; });
    path += isIndex ? "[" + step + "]" : plain ? (path.empty() ? "" : ".") + step : "[\"" + step + "\"]";
  }
  if (root == "args")
    return "the argument " + code(path) + of;
  if (root == "agent")
    return "the agent's " + code(path) + of;
  if (root == "context")
    return "the context's " + code(path) + of;
  return (path.empty() ? "the " + root : "the " + root + "'s " + code(path)) + of;
}

std::string difference(const json::Value &from, const Neighbour &to) {
  const json::Value *was = at(from, to.place.steps), *is = at(to.scenario, to.place.steps);
  if (to.place.steps.back() == "times") {
    const json::Value &earlier = *at(from, llvm::ArrayRef<std::string>(to.place.steps).drop_back());
    bool none = shown(*is) == "0", any = shown(*was) == "0";
    if (any && shown(*is) == "1")
      return "after " + event(*earlier.get("event"));
    return none ? "without " + event(*earlier.get("event")) + " before"
                : "with " + shown(*is) + " instead of " + shown(*was) + " times " + event(*earlier.get("event")) +
                      " before";
  }
  std::string what = placeName(to.place);
  llvm::ArrayRef<std::string> around = llvm::ArrayRef<std::string>(to.place.steps).drop_back();
  const json::Value *list = at(from, around), *shorter = at(to.scenario, around);
  if (list && list->asArray() && shorter && shorter->asArray() &&
      shorter->asArray()->size() + 1 == list->asArray()->size()) {
    Place whole = to.place;
    whole.steps.pop_back();
    return "with one item less in " + placeName(whole) + " (" +
           counted(static_cast<int64_t>(shorter->asArray()->size()), "item") + " instead of " +
           std::to_string(list->asArray()->size()) + ")";
  }
  if (!is)
    return "without " + what;
  if (!was)
    return "with " + what + " present" + (is->asObject() ? "" : " (" + shown(*is) + ")");
  if (was->asObject() && is->asObject())
    for (const json::Member &member : *is->asObject())
      if (!was->get(member.first))
        return "with an entry for " + quote(member.first) + " in " + what;
  return "with " + what + " " + shown(*is) + " instead of " + shown(*was);
}

std::string outcome(const Neighbour &neighbour, const ir::Guardrail &guardrail) {
  std::vector<std::string> others;
  for (size_t at = 0; at < neighbour.outcome.fired.size(); ++at)
    if (neighbour.outcome.fired[at] && neighbour.outcome.lifted[at].empty())
      others.push_back(guardrail.rules[at].label.empty() ? "the rule" : code(guardrail.rules[at].label));
  if (others.empty())
    return "and this guardrail lets it pass";
  return "though " + enumerate(others) + (others.size() == 1 ? " does" : " do");
}

struct Lowered {
  const ir::System *system = nullptr;
  const ir::Guardrail *guardrail = nullptr;
};

Lowered find(const ir::Module &module, const check::System &system, const std::string &guardrail) {
  for (const ir::System &each : module.systems)
    if (system.symbol && each.name == system.symbol->name)
      for (const ir::Guardrail &candidate : each.guardrails)
        if (candidate.name == guardrail)
          return {&each, &candidate};
  return {};
}

} // namespace

std::vector<Item> Explainer::examples(size_t rule) {
  Lowered lowered = find(project_.module, *first().system, guardrail_.name());
  if (!lowered.guardrail)
    return {};
  const ir::Rule &wanted = lowered.guardrail->rules[rule];
  if (!wanted.condition && wanted.verdict != ir::Verdict::Redact)
    return {};
  auto found = search(project_.module, *lowered.system, *lowered.guardrail, project_.index, {rule, nullptr},
                      program_.options.asOf);
  if (!found)
    return {{"No example was found by trying events; none is made up.", {}}};
  Item item{"It fires, for example, " + before(found->scenario, found->outcome.approved) + "at " +
                event(*found->scenario.get("now")) + surroundings(*found->scenario.get("now")) + ".",
            {}};
  constexpr size_t most = 3;
  for (const Neighbour &neighbour : found->beside)
    if (item.items.size() < most)
      item.items.push_back({"It does not fire " + difference(found->scenario, neighbour) + ", " +
                                outcome(neighbour, *lowered.guardrail) + ".",
                            {}});
  if (item.items.empty())
    item.items.push_back({"No event that differs in one place only and at which it does not fire was found.", {}});
  return {item};
}

std::vector<Item> Explainer::examples(const check::Exception &exception) {
  Lowered lowered = find(project_.module, *first().system, guardrail_.name());
  if (!lowered.guardrail)
    return {};
  auto wanted = llvm::find_if(lowered.guardrail->exceptions,
                              [&](const ir::Exception &each) { return each.name == exception.name; });
  if (wanted == lowered.guardrail->exceptions.end() || wanted->lifts.empty())
    return {};
  size_t rule = 0;
  while (rule + 1 < lowered.guardrail->rules.size() && lowered.guardrail->rules[rule].label != wanted->lifts.front())
    ++rule;
  auto found = search(project_.module, *lowered.system, *lowered.guardrail, project_.index, {rule, &*wanted},
                      program_.options.asOf);
  if (!found)
    return {{"No example of its use was found by trying events; none is made up.", {}}};
  Item item{"It lets pass, for example, " + before(found->scenario, found->outcome.approved) +
                event(*found->scenario.get("now")) + surroundings(*found->scenario.get("now")) + ".",
            {}};
  constexpr size_t most = 3;
  for (const Neighbour &neighbour : found->beside)
    if (item.items.size() < most)
      item.items.push_back({"It does not hold " + difference(found->scenario, neighbour) + ".", {}});
  return {item};
}

} // namespace onus::prose
