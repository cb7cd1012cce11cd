// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/decide/decision.h"
#include "runtime/decide/memory.h"

/// Who must be called, and by when: escalations and watchers of exceptions (S42).
namespace onus::rt {

/// Adds what is owed to the decision, once it is weighed, and remembers it. `group` is the system's in the store.
void owe(const Context &context, Decision &decision, SystemClock &clock, uint32_t group, Changes &changes,
         Arena &arena);

} // namespace onus::rt
