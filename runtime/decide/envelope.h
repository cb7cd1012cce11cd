// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/arena.h"
#include "runtime/interpret/event.h"

/// The members that every event has, read from its document.
namespace onus::rt {

/// Fills in `event` from its document; false with what is wrong first, for people. What else can be read is read all
/// the same, for the record.
bool readEnvelope(Event &event, Text &problem);

} // namespace onus::rt
