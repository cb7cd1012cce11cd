// SPDX-License-Identifier: Apache-2.0
#include "runtime/decide/engine.h"

#include "runtime/base/number.h"
#include "runtime/format/set_hash.h"
#include "runtime/interpret/why.h"
#include "runtime/json/read.h"

#include <new>
#include <stdlib.h>

namespace onus::rt {

void Problem::say(Text first, Text second, Text third, uint64_t offset) {
  if (!into_)
    return;
  size_t used = 0;
  const Text parts[] = {first, second, third};
  for (Text part : parts)
    for (size_t at = 0; at < part.size && used + 1 < sizeof into_->message; ++at)
      into_->message[used++] = part[at];
  into_->message[used] = 0;
  into_->offset = offset;
}

namespace {

void destroy(const StopList *stop) {
  if (!stop)
    return;
  stop->~StopList();
  free(const_cast<StopList *>(stop));
}

/// Null with a problem where the text is no stop list.
const StopList *makeStopList(Text json, Problem &problem, onus_status &status) {
  void *room = malloc(sizeof(StopList));
  if (!room) {
    status = ONUS_NO_MEMORY;
    return nullptr;
  }
  StopList *made = new (room) StopList;
  Text why;
  if (made->parse(json, why))
    return made;
  problem.say("the stop list: ", why);
  status = ONUS_BAD_SETTINGS;
  destroy(made);
  return nullptr;
}

constexpr size_t leastKeyBytes = 16;

bool isKeyId(Text id) {
  for (char letter : id) {
    bool isPlain = (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
                   (letter >= '0' && letter <= '9') || letter == '.' || letter == '_' || letter == '-';
    if (!isPlain)
      return false;
  }
  return !id.empty();
}

} // namespace

Engine::~Engine() { destroy(context_.stop); }

onus_status Engine::open(const EngineSettings &settings, Problem &problem) {
  kept_.setLimit(SIZE_MAX / 2);
  if (!settings.system.empty() && (context_.preset = findSystem(context_.bundle, settings.system)) == none) {
    problem.say("the bundle has no system `", settings.system, "`");
    return ONUS_BAD_SETTINGS;
  }
  const Key &key = settings.key;
  if (key.secret.empty() && !key.id.empty()) {
    problem.say("the key `", key.id, "` is empty");
    return ONUS_BAD_SETTINGS;
  }
  if (!key.secret.empty() && (key.secret.size < leastKeyBytes || !isKeyId(key.id))) {
    problem.say(key.secret.size < leastKeyBytes ? Text("a key has at least 16 bytes")
                                                : Text("the name of a key is letters, digits, `.`, `_` and `-`"));
    return ONUS_BAD_SETTINGS;
  }
  Text missing;
  if (!settings.delivers.empty() && !deliversAll(context_.bundle, context_.preset, settings.delivers, kept_, missing)) {
    problem.say(missing);
    return kept_.exhausted() ? ONUS_NO_MEMORY : ONUS_BAD_SETTINGS;
  }
  onus_status status = ONUS_OK;
  if (!settings.stop.empty() && !(context_.stop = makeStopList(settings.stop, problem, status)))
    return status;
  if (!keep(settings) || !nameGroups())
    return ONUS_NO_MEMORY;
  if (settings.store && !readSince()) {
    problem.say("the store does not answer");
    return ONUS_BAD_STATE;
  }
  return ONUS_OK;
}

bool Engine::keep(const EngineSettings &settings) {
  context_.limits = settings.limits;
  context_.key = {kept_.copy(settings.key.id), kept_.copy(settings.key.secret), shaMeans()};
  isOwn_ = !settings.store;
  context_.store = isOwn_ ? own_.interface() : *settings.store;
  memcpy(&context_.stamp, context_.bundle.header().digest, sizeof context_.stamp);
  // An event's cells take a multiple of its bytes; the asks that ran out may have to be called all at once.
  uint64_t memory =
      (uint64_t{64} << 20) + uint64_t{settings.limits.maxEventBytes} * 64 + uint64_t{settings.limits.openAsks} * 1024;
  context_.memory = memory < SIZE_MAX / 2 ? static_cast<size_t>(memory) : SIZE_MAX / 2;
  return !kept_.exhausted();
}

namespace {

/// Numbers for names, no two the same; 0 is the engine's own.
class GroupNames {
public:
  GroupNames(Arena &arena, size_t names) {
    while (size_ < names * 2)
      size_ *= 2;
    if ((taken_ = arena.array<uint32_t>(size_)))
      memset(taken_, 0, size_ * sizeof(uint32_t));
  }
  uint32_t next(Text first, Text second) {
    uint32_t group = static_cast<uint32_t>(hashText(hashText(0, first), second) >> 32);
    while (taken_ && !add(group))
      ++group;
    return group;
  }

private:
  bool add(uint32_t group) {
    size_t at = group & (size_ - 1);
    while (taken_[at] != 0 && taken_[at] != group)
      at = (at + 1) & (size_ - 1);
    bool isNew = group != 0 && taken_[at] == 0;
    taken_[at] = isNew ? group : taken_[at];
    return isNew;
  }

  uint32_t *taken_ = nullptr;
  size_t size_ = 16;
};

} // namespace

/// The groups of the store, from the names of systems and the definitions of slots: so that history is found again by
/// what a slot counts, not by where it stands (S23).
bool Engine::nameGroups() {
  const Bundle &bundle = context_.bundle;
  Span<SystemRow> systems = bundle.rows<Section::Systems>();
  Span<SlotRow> slots = bundle.rows<Section::Slots>();
  context_.systemGroups = kept_.array<uint32_t>(systems.size + 1);
  context_.keepsSessions = kept_.array<bool>(systems.size + 1);
  context_.slotGroups = kept_.array<uint32_t>(slots.size + 1);
  context_.since = kept_.array<uint64_t>(slots.size + 1);
  Arena scratch;
  scratch.setLimit(SIZE_MAX / 2);
  GroupNames systemNames(scratch, systems.size), slotNames(scratch, slots.size);
  if (kept_.exhausted() || scratch.exhausted())
    return false;
  for (size_t slot = 0; slot < slots.size; ++slot) {
    context_.slotGroups[slot] = 0;
    context_.since[slot] = 0;
  }
  for (size_t place = 0; place < systems.size; ++place) {
    Text name = bundle.text(systems[place].name);
    context_.systemGroups[place] = systemNames.next(name, {});
    context_.keepsSessions[place] = false;
    for (uint32_t at = 0; at < systems[place].slots.count; ++at) {
      size_t slot = systems[place].slots.first + at;
      context_.slotGroups[slot] = slotNames.next(name, bundle.text(slots[slot].definition));
      context_.keepsSessions[place] |= (slots[slot].flags & slotSessionScoped) != 0;
    }
  }
  return true;
}

const Decision &Engine::decide(Worker &worker, Text event, const Wanted &wanted) {
  EventSource source;
  source.self = &event;
  source.read = [](void *self, Arena &arena, const Limits &limits, Cell &document) {
    Text text = *static_cast<Text *>(self);
    char number[numberRoom];
    // What is too large is not even read, so nobody can say whether it is malformed besides.
    if (text.size > limits.maxEventBytes) {
      size_t size = formatInt(static_cast<int64_t>(limits.maxEventBytes), number);
      return Refusal{"too_large", composed(arena, {"the event has more than ", Text(number, size), " bytes"})};
    }
    JsonError error;
    if (readJson(text, arena, document, error, limits.maxDepth))
      return Refusal();
    size_t size = formatInt(static_cast<int64_t>(error.offset), number);
    return Refusal{"malformed_event", composed(arena, {error.message, " at byte ", Text(number, size)})};
  };
  return decide(worker, source, wanted);
}

namespace {
Refusal refusalOf(Attempt attempt) {
  switch (attempt) {
  case Attempt::NoState:
    return {"state_unavailable", "the engine's state cannot be read or written"};
  case Attempt::NoMemory:
    return {"no_memory", "the decision wants more memory than it may have"};
  case Attempt::TooDear:
    return {"cost_exceeded", "the decision takes more steps than the bundle states"};
  case Attempt::Decided:
    break;
  }
  return {};
}
} // namespace

const Decision &Engine::decide(Worker &worker, const EventSource &source, const Wanted &wanted) {
  Deciding first(context_, worker, wanted);
  first.read(source);
  bool locked = lock();
  Attempt attempt = first.run(locked);
  if (attempt != Attempt::Decided) {
    Refusal refusal = refusalOf(attempt);
    Deciding second(context_, worker, wanted);
    second.read(source);
    attempt = second.deny(refusal, attempt != Attempt::NoState);
    if (attempt != Attempt::Decided && attempt != Attempt::NoState) {
      Deciding last(context_, worker, {}); // there is no memory for anything but the denial
      last.deny(refusal, false);
    }
  }
  if (locked)
    unlock();
  return worker.decision;
}

onus_status Engine::stop(Text json, Problem &problem) {
  onus_status status = ONUS_OK;
  const StopList *next = json.empty() ? nullptr : makeStopList(json, problem, status);
  if (status != ONUS_OK)
    return status;
  if (!lock()) {
    destroy(next);
    problem.say("the store does not answer");
    return ONUS_BAD_STATE;
  }
  const StopList *before = context_.stop;
  context_.stop = next;
  unlock();
  destroy(before);
  return ONUS_OK;
}

} // namespace onus::rt
