// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>

/// Calendar arithmetic in UTC. A day is the number of days since 1970-01-01, an instant the milliseconds since then.
namespace onus {

using Day = int32_t;
using Instant = int64_t;
using Millis = int64_t;

inline constexpr Millis millisPerDay = 86'400'000;

/// `2026-12-31`, years 0001 to 9999; nothing for a day that does not exist.
std::optional<Day> parseDay(llvm::StringRef text);
std::string formatDay(Day day);
/// RFC 3339 with `Z` or a numeric offset, at most three fractional digits after trailing zeros; nothing otherwise.
std::optional<Instant> parseInstant(llvm::StringRef text);
/// `2026-12-31T08:00:00Z`, with milliseconds only where they are not zero.
std::string formatInstant(Instant instant);
/// `200ms`, `15m`, `24h`, `90d`, `2w`; nothing on overflow or another form.
std::optional<Millis> parseDuration(llvm::StringRef text);
/// The shortest exact literal, such as `15m` or `90d`.
std::string formatDuration(Millis duration);

} // namespace onus
