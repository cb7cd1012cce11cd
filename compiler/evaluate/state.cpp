// SPDX-License-Identifier: Apache-2.0
#include "evaluate/state.h"

#include "evaluate/slot_meaning.h"

#include "llvm/ADT/STLExtras.h"

namespace onus::evaluate {

SystemState::SystemState(const ir::System &system, const Limits &limits)
    : seen(limits.rememberedIds), calls(limits.rememberedIds), maxSessions(limits.sessions), maxAsks_(limits.openAsks) {
  for (const ir::Slot &slot : system.slots) {
    slots.emplace_back(slot);
    slots.back().setDefinition(definitionOf(system, slot));
    sessionScoped_.push_back(isSessionScoped(slot));
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
