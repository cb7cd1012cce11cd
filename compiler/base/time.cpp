// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MathExtras.h"

#include <chrono>
#include <cstdio>

namespace onus {

namespace {

constexpr Millis second = 1000, minute = 60 * second, hour = 60 * minute, week = 7 * millisPerDay;

struct Unit {
  llvm::StringLiteral suffix;
  Millis length;
};
/// From long to short.
constexpr Unit units[] = {{"w", week}, {"d", millisPerDay}, {"h", hour}, {"m", minute}, {"s", second}, {"ms", 1}};

/// Takes exactly `count` digits off the front.
std::optional<int> digits(llvm::StringRef &text, size_t count) {
  llvm::StringRef front = text.take_front(count);
  int value = 0;
  if (front.size() < count || !llvm::all_of(front, llvm::isDigit) || front.getAsInteger(10, value))
    return std::nullopt;
  text = text.drop_front(count);
  return value;
}

std::optional<Day> takeDay(llvm::StringRef &text) {
  auto year = digits(text, 4);
  if (!year || !text.consume_front("-"))
    return std::nullopt;
  auto month = digits(text, 2);
  if (!month || !text.consume_front("-"))
    return std::nullopt;
  auto day = digits(text, 2);
  if (!day || *year < 1)
    return std::nullopt;
  std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(static_cast<unsigned>(*month)),
                                   std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok())
    return std::nullopt;
  return static_cast<Day>(std::chrono::sys_days(date).time_since_epoch().count());
}

/// `08:00:00.250` as milliseconds of the day.
std::optional<Millis> takeTime(llvm::StringRef &text) {
  auto hours = digits(text, 2);
  if (!hours || *hours > 23 || !text.consume_front(":"))
    return std::nullopt;
  auto minutes = digits(text, 2);
  if (!minutes || *minutes > 59 || !text.consume_front(":"))
    return std::nullopt;
  auto seconds = digits(text, 2);
  if (!seconds || *seconds > 59)
    return std::nullopt;
  Millis result = *hours * hour + *minutes * minute + *seconds * second;
  if (!text.consume_front("."))
    return result;
  llvm::StringRef fraction = text.take_while(llvm::isDigit);
  text = text.drop_front(fraction.size());
  std::string exact = fraction.rtrim('0').str();
  if (fraction.empty() || exact.size() > 3)
    return std::nullopt;
  exact.resize(3, '0');
  return result + std::stoi(exact);
}

/// `Z`, `+02:00`: how far local time is ahead of UTC.
std::optional<Millis> takeOffset(llvm::StringRef &text) {
  if (text.consume_front("Z") || text.consume_front("z"))
    return 0;
  bool behind = text.consume_front("-");
  if (!behind && !text.consume_front("+"))
    return std::nullopt;
  auto hours = digits(text, 2);
  if (!hours || *hours > 23 || !text.consume_front(":"))
    return std::nullopt;
  auto minutes = digits(text, 2);
  if (!minutes || *minutes > 59)
    return std::nullopt;
  Millis ahead = *hours * hour + *minutes * minute;
  return behind ? -ahead : ahead;
}

int64_t floorDivide(int64_t value, int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

Instant floorDay(Instant instant) { return floorDivide(instant, millisPerDay); }

/// Sums of instants and durations lead to years far beyond those that the library's calendar counts.
std::string dayText(int64_t day) {
  constexpr int64_t daysPerEra = 146'097; // four hundred years, after which the calendar repeats itself
  int64_t era = floorDivide(day, daysPerEra);
  std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day - era * daysPerEra))};
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "%04lld-%02u-%02u",
                static_cast<long long>(static_cast<int>(date.year()) + era * 400), static_cast<unsigned>(date.month()),
                static_cast<unsigned>(date.day()));
  return buffer;
}

} // namespace

std::optional<Day> parseDay(llvm::StringRef text) {
  auto day = takeDay(text);
  return text.empty() ? day : std::nullopt;
}

std::string formatDay(Day day) { return dayText(day); }

std::optional<Instant> parseInstant(llvm::StringRef text) {
  auto day = takeDay(text);
  if (!day || !(text.consume_front("T") || text.consume_front("t")))
    return std::nullopt;
  auto time = takeTime(text);
  if (!time)
    return std::nullopt;
  auto offset = takeOffset(text);
  if (!offset || !text.empty())
    return std::nullopt;
  Instant result = *day * millisPerDay + *time - *offset;
  // An offset must not lead out of the years that can be written.
  static const Day first = *parseDay("0001-01-01"), last = *parseDay("9999-12-31");
  if (floorDay(result) < first || floorDay(result) > last)
    return std::nullopt;
  return result;
}

std::string formatInstant(Instant instant) {
  Instant day = floorDay(instant);
  Millis rest = instant % millisPerDay < 0 ? instant % millisPerDay + millisPerDay : instant % millisPerDay;
  char buffer[48];
  std::snprintf(buffer, sizeof buffer, "T%02d:%02d:%02d", static_cast<int>(rest / hour),
                static_cast<int>(rest / minute % 60), static_cast<int>(rest / second % 60));
  std::string result = dayText(day) + buffer;
  if (int millis = static_cast<int>(rest % second)) {
    std::snprintf(buffer, sizeof buffer, ".%03d", millis);
    result += buffer;
  }
  return result + "Z";
}

std::optional<Millis> parseDuration(llvm::StringRef text) {
  llvm::StringRef number = text.take_while(llvm::isDigit);
  llvm::StringRef suffix = text.drop_front(number.size());
  Millis value = 0;
  if (number.empty() || number.getAsInteger(10, value))
    return std::nullopt;
  for (const Unit &unit : units)
    if (suffix == unit.suffix)
      return llvm::MulOverflow(value, unit.length, value) ? std::nullopt : std::optional(value);
  return std::nullopt;
}

std::string formatDuration(Millis duration) {
  if (duration == 0)
    return "0s";
  for (const Unit &unit : units)
    if (duration % unit.length == 0)
      return std::to_string(duration / unit.length) + unit.suffix.str();
  return std::to_string(duration) + "ms";
}

} // namespace onus
