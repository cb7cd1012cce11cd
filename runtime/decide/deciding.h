// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/approval.h"
#include "runtime/decide/history.h"
#include "runtime/decide/worker.h"

/// The way of one event through the engine: entry checks, guardrails, weighing, obligations, and the one step in which
/// state changes (S22).
namespace onus::rt {

/// Where an event comes from: a JSON text, or members that were set one by one.
struct EventSource {
  void *self = nullptr;
  /// Reads the document; else why not. Memory comes from the arena.
  Refusal (*read)(void *self, Arena &arena, const Limits &limits, Cell &document) = nullptr;
};

/// How one event is judged.
struct Wanted {
  bool record = false;
  bool redacted = false;
  bool skipArguments = false; ///< only policy tests: a result without a call before it (S49)
};

/// How an attempt to decide ended.
enum class Attempt : uint8_t {
  Decided,
  NoState,  ///< the store failed
  NoMemory, ///< the decision wants more memory than it may have, or than there is
  TooDear,  ///< it wants more steps than the artifact states
};

/// A system by its qualified name, or by its own name where only one has it; none where there is no such system.
uint32_t findSystem(const Bundle &bundle, Text name);

class Deciding {
public:
  /// All are borrowed. Begins with the worker's memory anew; the result is the worker's decision.
  Deciding(const Context &context, Worker &worker, const Wanted &wanted);

  /// Reads the event: all that can be done before the store is locked.
  void read(const EventSource &source);
  /// Decides what was read; `locked` says whether the store could be locked. Where it ends in anything but Decided,
  /// nothing of it holds and the state is what it was.
  Attempt run(bool locked);
  /// Denies what was read, as far as it could be, for a reason that is none of its own.
  Attempt deny(const Refusal &refusal, bool hasState);

private:
  // entry.cpp
  Refusal enter();
  Refusal enterSystem();
  Refusal enterTool();
  Refusal enterMemory();
  bool isStopped() const;
  uint32_t findTool(Text name) const;
  const DispatchRow &dispatchOf() const;
  Text digest(); ///< the action's, worked out once
  uint32_t group() const { return context_.systemGroups[decision_.systemPlace]; }

  // deciding.cpp
  void makeRoots();
  void decide();
  void refuse(const Refusal &refusal);
  void judgeGuardrails();
  void judgeHistory();
  GuardrailResult *addResult(uint32_t place);
  GuardrailResult *resultOf(uint32_t place);
  Attempt finish();
  void writeRecord();
  Attempt state() const;

  // weigh.cpp
  void gatherAsks();
  void gatherAsksOf(GuardrailResult &result);
  void ask(Text party, Text guardrail, int64_t within);
  void openAsk();
  bool hasRoomForAsk();
  void weigh();
  void weighResult(const GuardrailResult &result);
  void gatherRedactions();
  bool isCovered() const;

  // remember.cpp
  void remember();
  void rememberIds();
  void rememberAsk();

  const Context &context_;
  const Bundle &bundle_;
  Worker &worker_;
  Arena &arena_;
  Wanted wanted_;
  Decision &decision_;
  Event &event_;
  Changes changes_;
  Refusal unread_; ///< why the event could not be read
  Text seenKey_;
  SystemClock clock_;
  Fuel fuel_;        ///< what guardrails may take
  Fuel recordFuel_;  ///< what log items may take
  Fuel historyFuel_; ///< what conditions and keys of history slots may take
  Roots *roots_ = nullptr;
  History *history_ = nullptr;
  GuardrailResult **results_ = nullptr;
  size_t resultCount_ = 0, resultRoom_ = 0;
  bool asksOpened_ = false, hasRoom_ = false; ///< looked at when the first ask is due
  OpenAsk open_;                              ///< of this action
};

} // namespace onus::rt
