// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/buffer.h"
#include "runtime/base/sha256.h"
#include "runtime/interpret/event.h"

/// The keyed digests of records and approvals (S16, S46).
namespace onus::rt {

/// The engine's key for digests; both empty where it has none.
struct Key {
  Text id, secret;
  ShaMeans means = ShaMeans::Unknown; ///< what the processor has for it
  bool isSet() const { return !secret.empty(); }
};

/// Appends `hmac-sha256:KEYID:…` under the key, else `sha256:…`, of the bytes.
void writeDigest(Text bytes, const Key &key, Buffer &out);

/// Of {system, session.id, agent.id, event, id, tool, args, text} as presented, in canonical form (RFC 8785). `scratch`
/// is overwritten. Empty without memory.
Text actionDigest(const Event &event, Text system, const Key &key, Arena &arena, Buffer &scratch);

} // namespace onus::rt
