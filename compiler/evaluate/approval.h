// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "evaluate/state.h"
#include "evaluate/tables.h"

/// Approvals are bound to the exact action (S16, S17, S39).
namespace onus::evaluate {

/// The engine's key for digests; both empty where it has none.
struct Key {
  std::string id;
  std::string secret;
  explicit operator bool() const { return !secret.empty(); }
};

/// `hmac-sha256:KEYID:…` under the key, else `sha256:…`, of the canonical form (RFC 8785).
std::string digestOf(const json::Value &value, const Key &key);

/// The digest of {system, session.id, agent.id, event, id, tool, args, text} as presented.
std::string actionDigest(const Event &event, llvm::StringRef system, const Key &key);

enum class Answer { None, Approved, Refused };

/// What the event's approvals say to one asked party. `asked` is the open ask, null where there is none: then nothing
/// counts.
Answer answerOf(const Event &event, const AskedParty *asked, llvm::StringRef digest, const Tables &tables);

} // namespace onus::evaluate
