// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/engine.h"

#include <new>
#include <stdlib.h>

/// What stands behind the types of onus.h.
struct onus_bundle {
  onus::rt::Bundle bundle;
  void *mapped = nullptr; ///< of a file
  size_t mappedSize = 0;
};

struct onus_engine {
  explicit onus_engine(const onus::rt::Bundle &bundle) : engine(bundle) {}
  onus::rt::Engine engine;
};

struct onus_worker {
  onus::rt::Worker worker;
};

namespace onus::rt {

/// Null without memory. The runtime has no `new` of its own: that would need the C++ library.
template <typename T, typename... Arguments>
T *create(Arguments &...arguments) {
  void *room = malloc(sizeof(T));
  return room ? new (room) T(arguments...) : nullptr;
}
template <typename T>
void destroy(T *object) {
  if (!object)
    return;
  object->~T();
  free(object);
}

/// Hands a decision to the caller.
inline void give(const Decision &decision, onus_decision *into) {
  if (!into)
    return;
  into->verdict = static_cast<onus_verdict>(decision.verdict);
  into->reason = toC(decision.reason);
  into->detail = toC(decision.detail);
  into->record = toC(decision.record);
  into->redacted = toC(decision.redacted);
  into->steps = decision.steps;
}

inline Wanted wantedOf(uint32_t flags) {
  return {(flags & ONUS_WITH_RECORD) != 0, (flags & ONUS_WITH_REDACTED) != 0, false};
}

} // namespace onus::rt
