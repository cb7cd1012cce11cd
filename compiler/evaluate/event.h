// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/json.h"
#include "base/time.h"
#include "ir/module.h"

#include <optional>
#include <string>
#include <variant>

/// One event as an engine presents it: the envelope read, the rest still JSON. `readEvent` makes it; it never changes
/// but for `now`, which the engine sets.
namespace onus::evaluate {

/// Sizes of an event (limits deny, never truncate), and of what an engine remembers of ids.
struct Limits {
  size_t maxEventBytes = ir::maxEventBytes;
  unsigned maxDepth = 64;
  size_t rememberedIds = 100'000; ///< (event, id) pairs and calls; the oldest are forgotten first
  size_t openAsks = 100'000;      ///< asks that wait for their answer
  size_t sessions = 100'000;      ///< sessions whose history is kept
};

struct Event {
  json::Value document;
  std::string kindWord;
  std::optional<ir::EventKind> kind; ///< nothing for a kind that nobody knows
  std::string id;
  std::string session;
  std::optional<int64_t> turn;
  std::string tool;       ///< of call and result
  onus::Instant time = 0; ///< as the event says
  onus::Instant now = 0;  ///< never earlier than that of the event before (S26)

  const json::Value *get(llvm::StringRef member) const { return document.get(member); }
  bool hasTool() const { return kind == ir::EventKind::Call || kind == ir::EventKind::Result; }
  /// `agent.id`, `agent.on_behalf_of`, `agent.credential.id`; empty where it is not there.
  llvm::StringRef agentId() const;
  llvm::StringRef onBehalfOf() const;
  llvm::StringRef credentialId() const;
};

/// Why an event was denied on entry (S9).
struct Refusal {
  std::string reason; ///< `malformed_event`
  std::string detail; ///< for people; holds no value of the event but names
};

/// Reads the envelope: `malformed_event` or `too_large` where it cannot be. What could be read of a refused event is in
/// `partial`, for the record.
std::variant<Event, Refusal> readEvent(llvm::StringRef line, const Limits &limits, Event &partial);

} // namespace onus::evaluate
