// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"
#include "runtime/include/onus/onus.h"

/// The tables of a store by name (S22). What their values hold stands where they are written: sessions, seen, calls,
/// asks, thresholds and escalations in runtime/decide, slots and pending calls in runtime/state.
namespace onus::rt {

enum class Table : uint32_t {
  Meta = ONUS_TABLE_META,
  Sessions = ONUS_TABLE_SESSIONS,
  Seen = ONUS_TABLE_SEEN,
  Calls = ONUS_TABLE_CALLS,
  Asks = ONUS_TABLE_ASKS,
  Thresholds = ONUS_TABLE_THRESHOLDS,
  Escalations = ONUS_TABLE_ESCALATIONS,
  Slots = ONUS_TABLE_SLOTS,
  Pending = ONUS_TABLE_PENDING,
};

/// Of an entry that never expires.
inline constexpr int64_t never = INT64_MAX;

inline onus_text toC(Text text) { return {text.data, text.size}; }
inline Text fromC(onus_text text) { return {text.data, text.data ? text.size : 0}; }

} // namespace onus::rt
