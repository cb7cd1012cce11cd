// SPDX-License-Identifier: Apache-2.0
#include "evaluate/state.h"

#include "base/digest.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

namespace {

bool readsSession(const ir::Expr *expr) {
  bool found = false;
  ir::walk(expr, [&](const ir::Expr *part) {
    found |= part->kind == ir::ExprKind::Member && part->text == "id" && part->operand(0)->kind == ir::ExprKind::Root &&
             part->operand(0)->text == "session";
  });
  return found;
}

/// What the slot's expressions mean for a tool: which arguments stand behind effect parameters.
void describeBindings(const ir::System &system, const ir::Slot &slot, std::string &text) {
  std::vector<const ir::Expr *> exprs(slot.per.begin(), slot.per.end());
  exprs.push_back(slot.where);
  exprs.push_back(slot.path);
  std::set<std::pair<std::string, std::string>> read;
  for (const ir::Expr *expr : exprs)
    if (expr)
      ir::walk(expr, [&](const ir::Expr *part) {
        if (part->kind == ir::ExprKind::EffectParameter)
          read.emplace(part->text.str(), part->names[0].str());
      });
  for (const ir::Tool &tool : system.tools)
    for (const ir::ToolEffect &effect : tool.effects)
      for (const ir::Binding &binding : effect.bindings)
        if (llvm::is_contained(slot.tools, tool.name) && read.count({effect.effect, binding.parameter}))
          text += "\n" + tool.name + " " + effect.effect + "." + binding.parameter + " " +
                  (binding.value ? ir::print(binding.value) : "none");
}

std::string definitionOf(const ir::System &system, const ir::Slot &slot) {
  std::string text = ir::word(slot.op).str() + " " + ir::word(slot.event).str() + (slot.denied ? " denied" : "");
  for (const std::string &tool : slot.tools)
    text += "\n" + tool;
  text += "\nwhere " + (slot.where ? ir::print(slot.where) : "");
  for (const ir::Expr *per : slot.per)
    text += "\nper " + ir::print(per);
  text += "\nlast " + std::to_string(slot.last.value_or(0)) + "\npath " + (slot.path ? ir::print(slot.path) : "");
  for (const std::string &tool : slot.notFor)
    text += "\nnot " + tool;
  describeBindings(system, slot, text);
  return sha256Hex(text);
}

} // namespace

SystemState::SystemState(const ir::System &system, const Limits &limits)
    : seen(limits.rememberedIds), calls(limits.rememberedIds), maxSessions(limits.sessions), maxAsks_(limits.openAsks) {
  for (const ir::Slot &slot : system.slots) {
    slots.emplace_back(slot);
    slots.back().setDefinition(definitionOf(system, slot));
    sessionScoped_.push_back(slot.per.empty() || llvm::any_of(slot.per, readsSession));
    keepsSessions |= sessionScoped_.back();
  }
}

bool SystemState::hasRoomForAsk(const std::string &digest, Instant now) const {
  if (asks.size() < maxAsks_ || asks.count(digest))
    return true;
  return llvm::any_of(asks, [&](const auto &entry) {
    return llvm::all_of(entry.second.parties, [&](const AskedParty &party) { return party.deadline() < now; });
  });
}

void SystemState::forgetAsks(Instant now) {
  if (asks.size() < maxAsks_)
    return;
  for (auto entry = asks.begin(); entry != asks.end();) {
    bool over = llvm::all_of(entry->second.parties, [&](const AskedParty &party) { return party.deadline() < now; });
    entry = over ? asks.erase(entry) : std::next(entry);
  }
}

State::State(const ir::Module &module, const Limits &limits) {
  for (const ir::System &system : module.systems)
    systems.emplace(system.name, SystemState(system, limits));
}

SystemState *State::system(llvm::StringRef name) {
  auto found = systems.find(name.str());
  return found == systems.end() ? nullptr : &found->second;
}

} // namespace onus::evaluate
