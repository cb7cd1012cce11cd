// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/event.h"
#include "evaluate/slot_state.h"

#include <map>
#include <set>
#include <unordered_map>

/// Everything that an engine remembers between two decisions (S22): history, sessions, ids, open asks, thresholds and
/// the digest of the last record. A decision reads it as it was before and changes it once, at its end.
namespace onus::evaluate {

/// A table of a stated capacity that forgets the oldest entries first.
template <typename T>
class Remembered {
public:
  explicit Remembered(size_t capacity) : capacity_(capacity) {}
  const T *find(const std::string &key) const {
    auto found = entries_.find(key);
    return found == entries_.end() ? nullptr : &found->second;
  }
  void put(const std::string &key, T value) {
    auto [entry, added] = entries_.insert_or_assign(key, std::move(value));
    if (!added)
      return;
    order_.push_back(entry->first);
    if (order_.size() > capacity_) {
      entries_.erase(order_.front());
      order_.pop_front();
    }
  }
  /// Oldest first.
  const std::deque<std::string> &order() const { return order_; }

private:
  size_t capacity_;
  std::unordered_map<std::string, T> entries_;
  std::deque<std::string> order_;
};

struct Session {
  uint64_t sequence = 0; ///< in order of first sight
  bool lost = false;     ///< first seen at a turn other than 1 (S23)
};

/// An (event, id) that passed the entry checks.
struct SeenEvent {
  std::string digest; ///< the action's
  bool asked = false; ///< it waits for its answer: it may be presented again
};

enum class CallStatus { NotAhead, Ahead, Answered };

/// One party that was asked about an action, and by which guardrail.
struct AskedParty {
  std::string party;
  std::string guardrail;
  Instant at = 0;
  Millis within = 0;
  bool escalated = false;
  Instant deadline() const { return at + within; }
};
/// An action that waits for approvals.
struct OpenAsk {
  std::string eventId;
  std::string session;
  std::vector<AskedParty> parties;
};

/// The state of one system.
class SystemState {
public:
  SystemState(const ir::System &system, const Limits &limits);

  Instant clock = INT64_MIN; ///< the latest time seen
  uint64_t nextSequence = 1;
  std::map<std::string, Session> sessions;
  std::vector<SlotState> slots;
  Remembered<SeenEvent> seen;
  Remembered<CallStatus> calls;
  std::map<std::string, OpenAsk> asks;           ///< by action digest
  Instant nextDeadline = INT64_MAX;              ///< no open ask runs out before
  std::map<std::string, WindowCount> thresholds; ///< by exception or guardrail
  std::map<std::string, Instant> escalations;    ///< by guardrail and session: open until
  bool keepsSessions = false;                    ///< some slot's scope is the session
  size_t maxSessions = 0;

  bool sessionScoped(size_t slot) const { return sessionScoped_[slot]; }
  /// Room for one more open ask, after those that ran out are forgotten.
  bool hasRoomForAsk(const std::string &digest, Instant now) const;
  void forgetAsks(Instant now);

  static std::string seenKey(llvm::StringRef kind, llvm::StringRef id) { return kind.str() + "\n" + id.str(); }

private:
  std::vector<bool> sessionScoped_;
  size_t maxAsks_;
};

/// The state of an engine.
struct State {
  State(const ir::Module &module, const Limits &limits);
  SystemState *system(llvm::StringRef name);

  std::map<std::string, SystemState> systems;
  std::string previousRecord; ///< digest of the record before; empty at the start of a stream
};

} // namespace onus::evaluate
