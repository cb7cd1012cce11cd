// SPDX-License-Identifier: Apache-2.0
// The entry checks of the engine, in the order of S9. Each is a final denial.
#include "evaluate/engine.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

std::optional<Refusal> Engine::enter(Decision &decision, llvm::StringRef line, const JudgeOptions &options) {
  Event partial;
  auto read = readEvent(line, options_.limits, partial);
  decision.event = partial;
  if (module_.systems.empty())
    return Refusal{"no_policy", "the artifact holds no system"};
  if (auto *refusal = std::get_if<Refusal>(&read))
    return *refusal;
  decision.event = std::get<Event>(std::move(read));
  if (auto refusal = enterSystem(decision))
    return refusal;
  decision.actionDigest = actionDigest(decision.event, decision.system->name, options_.key);
  if (!decision.event.kind)
    return Refusal{"unknown_event", "no such kind of event"};
  decision.tool = decision.event.hasTool() ? index(*decision.system).tool(decision.event.tool) : nullptr;
  if (isStopped(decision))
    return Refusal{"disabled", "the stop list names it"};
  if (decision.event.hasTool())
    if (auto refusal = enterTool(decision, options))
      return refusal;
  return enterMemory(decision);
}

std::optional<Refusal> Engine::enterSystem(Decision &decision) {
  const json::Value *member = decision.event.get("system");
  const std::string *named = member ? member->asString() : nullptr;
  if (member && !named)
    return Refusal{"unknown_system", "`system` is no string"};
  const ir::System *preset = options_.system.empty() ? nullptr : findSystem(options_.system);
  if (!options_.system.empty() && !preset)
    return Refusal{"unknown_system", "the artifact has no system of the name that the engine runs"};
  if (!named && !preset && module_.systems.size() > 1)
    return Refusal{"unknown_system", "`system` is missing and the artifact holds several"};
  const ir::System *own = named ? findSystem(*named) : preset ? preset : &module_.systems.front();
  if (!own)
    return Refusal{"unknown_system", "the artifact has no such system"};
  if (preset && preset != own)
    return Refusal{"unknown_system", "the engine runs another system"};
  decision.system = own;
  return std::nullopt;
}

bool Engine::isStopped(const Decision &decision) const {
  const StopList &stop = options_.stop;
  const Event &event = decision.event;
  llvm::StringRef name = decision.system->name;
  return (event.hasTool() && stop.tools.count(event.tool)) || stop.systems.count(name.str()) ||
         stop.systems.count(name.rsplit('.').second.str()) || stop.agents.count(event.agentId().str()) ||
         stop.credentials.count(event.credentialId().str());
}

std::optional<Refusal> Engine::enterTool(Decision &decision, const JudgeOptions &options) {
  const ir::Tool *tool = decision.tool;
  if (!tool)
    return Refusal{"unknown_action", "the system has no such tool"};
  if (!options.skipArguments) {
    auto fitted = fit(*decision.event.get("args"), *tool->args, "args");
    if (auto *misfit = std::get_if<Misfit>(&fitted))
      return Refusal{"unfit_arguments", misfit->text()};
  }
  const json::Value *digest = decision.event.get("tool_digest");
  if (digest && !(digest->asString() && *digest->asString() == tool->digest))
    return Refusal{"surface_drift", "the tool is not the one that was approved"};
  return std::nullopt;
}

std::optional<Refusal> Engine::enterMemory(const Decision &decision) const {
  const SystemState &state = state_.systems.find(decision.system->name)->second;
  const Event &event = decision.event;
  const SeenEvent *seen = state.seen.find(SystemState::seenKey(event.kindWord, event.id));
  bool again = seen && seen->asked && seen->digest == decision.actionDigest;
  if (event.kind == ir::EventKind::Result) {
    const CallStatus *call = state.calls.find(event.id);
    if (call && *call == CallStatus::NotAhead)
      return Refusal{"unexpected_result", "its call did not go ahead"};
    if (call && *call == CallStatus::Answered)
      return Refusal{"unexpected_result", "its call already has its result"};
  }
  if (seen && !again)
    return Refusal{"replayed_event", "an event of this kind and id was seen before"};
  return std::nullopt;
}

std::variant<StopList, std::string> StopList::parse(llvm::StringRef text) {
  auto parsed = json::parse(text);
  if (auto *error = std::get_if<json::Error>(&parsed))
    return error->message + " at byte " + std::to_string(error->offset);
  const json::Object *object = std::get<json::Value>(parsed).asObject();
  if (!object)
    return std::string("a stop list is an object");
  StopList stop;
  for (const json::Member &member : *object) {
    std::set<std::string> *into = member.first == "tools"         ? &stop.tools
                                  : member.first == "systems"     ? &stop.systems
                                  : member.first == "agents"      ? &stop.agents
                                  : member.first == "credentials" ? &stop.credentials
                                                                  : nullptr;
    const json::Array *names = member.second.asArray();
    if (!into || !names)
      return "`" + member.first + "` is no list of tools, systems, agents or credentials";
    for (const json::Value &name : *names) {
      if (!name.asString())
        return "`" + member.first + "` holds something that is no name";
      into->insert(*name.asString());
    }
  }
  return stop;
}

} // namespace onus::evaluate
