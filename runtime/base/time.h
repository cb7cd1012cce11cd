// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "runtime/base/text.h"

/// Calendar arithmetic in UTC. A day is the number of days since 1970-01-01, an instant the milliseconds since then, a
/// duration milliseconds. Parsers give false on another form and leave their result alone; formatters write the one
/// canonical text and return its length.
namespace onus::rt {

inline constexpr int64_t millisPerDay = 86'400'000;
/// Room for the longest text that a formatter here writes.
inline constexpr size_t timeRoom = 48;

/// `2026-12-31`, years 0001 to 9999; false for a day that does not exist.
bool parseDay(Text text, int32_t &day);
size_t formatDay(int32_t day, char (&out)[timeRoom]);
/// RFC 3339 with `Z` or a numeric offset, at most three fractional digits after trailing zeros.
bool parseInstant(Text text, int64_t &instant);
/// True where the instant lies in the years that can be written.
bool isWritable(int64_t instant);
/// `2026-12-31T08:00:00Z`, with milliseconds only where they are not zero.
size_t formatInstant(int64_t instant, char (&out)[timeRoom]);
/// `200ms`, `15m`, `24h`, `90d`, `2w`; false on overflow, too.
bool parseDuration(Text text, int64_t &duration);
/// The shortest exact literal, such as `15m` or `90d`.
size_t formatDuration(int64_t duration, char (&out)[timeRoom]);
/// The day in which an instant lies.
int32_t dayOf(int64_t instant);

} // namespace onus::rt
