// SPDX-License-Identifier: Apache-2.0
#include "runtime/api/objects.h"

#include <stddef.h>

using namespace onus::rt;

namespace {

bool isWhole(const onus_store &store) {
  return store.lock && store.unlock && store.get && store.put && store.remove && store.count && store.sweep &&
         store.drop_oldest && store.each;
}

/// What the first version of the interface had: nobody's settings are smaller.
constexpr size_t leastSettings = offsetof(onus_settings, sessions) + sizeof(onus_settings::sessions);

/// The settings of a caller. Where that has a newer header it must not want what is not known here: a stop list or a
/// promise that was passed over would be one that nobody keeps.
bool known(const onus_settings *settings, onus_settings &all, Problem &why) {
  if (!settings)
    return true;
  if (settings->struct_size < leastSettings) {
    why.say("`struct_size` is not set: it says how large the caller's settings are");
    return false;
  }
  const char *bytes = reinterpret_cast<const char *>(settings);
  for (size_t at = sizeof all; at < settings->struct_size; ++at)
    if (bytes[at] != 0) {
      why.say("there are settings that this version of the runtime does not know");
      return false;
    }
  memcpy(&all, settings, settings->struct_size < sizeof all ? settings->struct_size : sizeof all);
  return true;
}

bool isPossible(const Limits &limits) {
  return limits.maxEventBytes < size_t{1} << 30 && limits.maxDepth <= 1024 && limits.openAsks <= size_t{1} << 20;
}

EngineSettings settingsOf(const onus_settings &from) {
  EngineSettings settings;
  settings.system = fromC(from.system);
  settings.key = {fromC(from.key_id), fromC(from.key)};
  settings.stop = fromC(from.stop);
  settings.delivers = fromC(from.delivers);
  settings.store = from.store;
  Limits &limits = settings.limits;
  limits.maxEventBytes = from.max_event_bytes ? from.max_event_bytes : limits.maxEventBytes;
  limits.maxDepth = from.max_depth ? from.max_depth : limits.maxDepth;
  limits.rememberedIds = from.remembered_ids ? from.remembered_ids : limits.rememberedIds;
  limits.openAsks = from.open_asks ? from.open_asks : limits.openAsks;
  limits.sessions = from.sessions ? from.sessions : limits.sessions;
  return settings;
}

} // namespace

onus_status onus_engine_new(const onus_bundle *bundle, const onus_settings *settings, onus_engine **engine,
                            onus_problem *problem) {
  Problem why(problem);
  *engine = nullptr;
  onus_settings all = {};
  if (!known(settings, all, why))
    return ONUS_BAD_SETTINGS;
  EngineSettings wanted = settingsOf(all);
  if (wanted.store && !isWhole(*wanted.store)) {
    why.say("the store lacks a function");
    return ONUS_BAD_SETTINGS;
  }
  if (!isPossible(wanted.limits)) {
    why.say("an event has less than 1 GiB and at most 1,024 levels, and at most 1,048,576 asks are open");
    return ONUS_BAD_SETTINGS;
  }
  onus_engine *made = create<onus_engine>(bundle->bundle);
  if (!made)
    return ONUS_NO_MEMORY;
  onus_status status = made->engine.open(wanted, why);
  if (status == ONUS_OK)
    *engine = made;
  else
    destroy(made);
  return status;
}

void onus_engine_free(onus_engine *engine) { destroy(engine); }

onus_status onus_engine_stop(onus_engine *engine, onus_text stop, onus_problem *problem) {
  Problem why(problem);
  return engine->engine.stop(fromC(stop), why);
}

onus_status onus_engine_save(onus_engine *engine, int (*write)(void *context, const void *bytes, size_t size),
                             void *context) {
  return engine->engine.save(write, context);
}

onus_status onus_engine_load(onus_engine *engine, onus_text state, onus_problem *problem) {
  Problem why(problem);
  return engine->engine.load(fromC(state), why);
}

onus_status onus_worker_new(onus_worker **worker) {
  *worker = create<onus_worker>();
  return *worker ? ONUS_OK : ONUS_NO_MEMORY;
}

void onus_worker_free(onus_worker *worker) { destroy(worker); }

void onus_decide(onus_engine *engine, onus_worker *worker, onus_text event, uint32_t flags, onus_decision *decision) {
  give(engine->engine.decide(worker->worker, fromC(event), wantedOf(flags)), decision);
}
