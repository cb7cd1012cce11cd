// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/deciding.h"
#include "runtime/state/memory_store.h"

/// An engine: the state and the settings of one stream of decisions over one bundle.
namespace onus::rt {

/// Why an engine cannot be made or changed.
class Problem {
public:
  /// `into` may be null.
  explicit Problem(onus_problem *into) : into_(into) {
    if (into_)
      *into_ = {};
  }
  /// The message is the parts one after the other, cut off where there is no room.
  void say(Text first, Text second = {}, Text third = {}, uint64_t offset = 0);

private:
  onus_problem *into_;
};

struct EngineSettings {
  Text system;
  Key key;
  Text stop;                         ///< JSON; empty: nothing is stopped
  Text delivers;                     ///< JSON; empty: everything
  const onus_store *store = nullptr; ///< null: the engine's own
  Limits limits;
};

class Engine {
public:
  /// Borrows the bundle.
  explicit Engine(const Bundle &bundle) : context_(bundle) {}
  ~Engine();
  Engine(const Engine &) = delete;
  Engine &operator=(const Engine &) = delete;

  /// To be called once, before anything else. Copies the settings.
  onus_status open(const EngineSettings &settings, Problem &problem);

  /// Decides one event; any thread may ask, each with a worker of its own. The decision is the worker's.
  const Decision &decide(Worker &worker, Text event, const Wanted &wanted);
  const Decision &decide(Worker &worker, const EventSource &source, const Wanted &wanted);

  /// Bytes that a decision may take at most, instead of what the settings come to; to be called between decisions.
  void limitMemory(size_t bytes) { context_.memory = bytes; }
  /// Replaces the stop list, between decisions.
  onus_status stop(Text json, Problem &problem);
  onus_status save(int (*write)(void *context, const void *bytes, size_t size), void *context);
  onus_status load(Text saved, Problem &problem);

private:
  bool keep(const EngineSettings &settings);
  bool nameGroups();
  bool readSince();
  bool writeSince();
  bool lock() const { return context_.store.lock(context_.store.self) == 0; }
  void unlock() const { context_.store.unlock(context_.store.self); }

  Context context_;
  Arena kept_; ///< what it copied
  MemoryStore own_;
  bool isOwn_ = true; ///< its state is in `own_`
};

/// S15: what the systems need of an engine, and it does not say that it delivers; empty where nothing is missing. The
/// text lies in the arena. `system` is of Systems, or none for all.
bool deliversAll(const Bundle &bundle, uint32_t system, Text delivers, Arena &arena, Text &missing);

} // namespace onus::rt
