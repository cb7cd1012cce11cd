// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/time.h"

#include "runtime/base/ascii.h"
#include "runtime/base/number.h"

namespace onus::rt {

namespace {

constexpr int64_t second = 1000, minute = 60 * second, hour = 60 * minute;

struct Unit {
  const char *suffix;
  size_t size;
  int64_t length;
};
/// From long to short.
constexpr Unit units[] = {{"w", 1, 7 * millisPerDay}, {"d", 1, millisPerDay}, {"h", 1, hour},
                          {"m", 1, minute},           {"s", 1, second},       {"ms", 2, 1}};

struct Date {
  int64_t year;
  int month;
  int day;
};

// Years begin in March here, so that the day that comes and goes is the last one of its year. Four centuries have
// 146,097 days; day 0 is the first of March of the year 0, 719,468 days before 1970.
constexpr int64_t daysPerEra = 146'097, epochShift = 719'468;

int64_t floorDivide(int64_t value, int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

/// How many days of a year that begins in March lie before its month `fromMarch`, 0 to 11.
int daysBefore(int fromMarch) { return (153 * fromMarch + 2) / 5; }

int64_t daysOf(Date date) {
  int64_t year = date.month > 2 ? date.year : date.year - 1;
  int64_t era = floorDivide(year, 400), within = year - era * 400;
  int64_t dayOfYear = daysBefore(date.month > 2 ? date.month - 3 : date.month + 9) + date.day - 1;
  return era * daysPerEra + within * 365 + within / 4 - within / 100 + dayOfYear - epochShift;
}

Date dateOf(int64_t days) {
  int64_t shifted = days + epochShift;
  int64_t era = floorDivide(shifted, daysPerEra), within = shifted - era * daysPerEra;
  // Each leap day so far would count as a year's day too many; the last day of the era belongs to year 399.
  int64_t year = (within - within / 1460 + within / 36'524 - within / (daysPerEra - 1)) / 365;
  int dayOfYear = static_cast<int>(within - (365 * year + year / 4 - year / 100));
  int fromMarch = (5 * dayOfYear + 2) / 153;
  int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
  return {era * 400 + year + (month <= 2 ? 1 : 0), month, dayOfYear - daysBefore(fromMarch) + 1};
}

int daysInMonth(int64_t year, int month) {
  if (month == 2)
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

bool take(Text &text, char letter) {
  if (text.empty() || text[0] != letter)
    return false;
  text = text.part(1);
  return true;
}

/// Takes exactly `count` digits off the front.
bool takeDigits(Text &text, size_t count, int &value) {
  if (text.size < count)
    return false;
  value = 0;
  for (size_t at = 0; at < count; ++at) {
    if (!isDigit(text[at]))
      return false;
    value = value * 10 + (text[at] - '0');
  }
  text = text.part(count);
  return true;
}

bool takeDay(Text &text, int64_t &day) {
  int year = 0, month = 0, number = 0;
  if (!takeDigits(text, 4, year) || !take(text, '-') || !takeDigits(text, 2, month) || !take(text, '-') ||
      !takeDigits(text, 2, number))
    return false;
  if (year < 1 || month < 1 || month > 12 || number < 1 || number > daysInMonth(year, month))
    return false;
  day = daysOf({year, month, number});
  return true;
}

/// `08:00` as milliseconds.
bool takeHours(Text &text, int64_t &millis) {
  int hours = 0, minutes = 0;
  if (!takeDigits(text, 2, hours) || hours > 23 || !take(text, ':') || !takeDigits(text, 2, minutes) || minutes > 59)
    return false;
  millis = hours * hour + minutes * minute;
  return true;
}

/// `08:00:00.250` as milliseconds of the day.
bool takeTime(Text &text, int64_t &millis) {
  int seconds = 0;
  if (!takeHours(text, millis) || !take(text, ':') || !takeDigits(text, 2, seconds) || seconds > 59)
    return false;
  millis += seconds * second;
  if (!take(text, '.'))
    return true;
  size_t count = 0;
  int64_t unit = 100;
  for (; count < text.size && isDigit(text[count]); ++count, unit /= 10) {
    if (unit == 0 && text[count] != '0')
      return false;
    millis += unit * (text[count] - '0');
  }
  text = text.part(count);
  return count > 0;
}

/// `Z`, `+02:00`: how far local time is ahead of UTC.
bool takeOffset(Text &text, int64_t &ahead) {
  ahead = 0;
  if (take(text, 'Z') || take(text, 'z'))
    return true;
  bool behind = take(text, '-');
  if ((!behind && !take(text, '+')) || !takeHours(text, ahead))
    return false;
  ahead = behind ? -ahead : ahead;
  return true;
}

/// Writes a number with zeros before it, `width` characters with its sign; more where it needs more.
char *writePadded(int64_t value, int width, char *out) {
  char digits[numberRoom];
  size_t count = formatInt(value < 0 ? -value : value, digits);
  if (value < 0) {
    *out++ = '-';
    --width;
  }
  for (; width > static_cast<int>(count); --width)
    *out++ = '0';
  memcpy(out, digits, count);
  return out + count;
}

char *writeDay(int64_t day, char *out) {
  Date date = dateOf(day);
  out = writePadded(date.year, 4, out);
  *out++ = '-';
  out = writePadded(date.month, 2, out);
  *out++ = '-';
  return writePadded(date.day, 2, out);
}

} // namespace

bool parseDay(Text text, int32_t &day) {
  int64_t found = 0;
  if (!takeDay(text, found) || !text.empty())
    return false;
  day = static_cast<int32_t>(found);
  return true;
}

size_t formatDay(int32_t day, char (&out)[timeRoom]) { return static_cast<size_t>(writeDay(day, out) - out); }

bool parseInstant(Text text, int64_t &instant) {
  int64_t day = 0, time = 0, ahead = 0;
  if (!takeDay(text, day) || !(take(text, 'T') || take(text, 't')) || !takeTime(text, time) ||
      !takeOffset(text, ahead) || !text.empty())
    return false;
  int64_t result = day * millisPerDay + time - ahead;
  if (!isWritable(result)) // an offset may lead out
    return false;
  instant = result;
  return true;
}

bool isWritable(int64_t instant) {
  int64_t day = floorDivide(instant, millisPerDay);
  return day >= daysOf({1, 1, 1}) && day <= daysOf({9999, 12, 31});
}

size_t formatInstant(int64_t instant, char (&out)[timeRoom]) {
  int64_t day = floorDivide(instant, millisPerDay);
  int64_t rest = instant % millisPerDay;
  rest = rest < 0 ? rest + millisPerDay : rest;
  char *at = writeDay(day, out);
  *at++ = 'T';
  at = writePadded(rest / hour, 2, at);
  *at++ = ':';
  at = writePadded(rest / minute % 60, 2, at);
  *at++ = ':';
  at = writePadded(rest / second % 60, 2, at);
  if (rest % second) {
    *at++ = '.';
    at = writePadded(rest % second, 3, at);
  }
  *at++ = 'Z';
  return static_cast<size_t>(at - out);
}

bool parseDuration(Text text, int64_t &duration) {
  size_t count = 0;
  int64_t value = 0;
  for (; count < text.size && isDigit(text[count]); ++count)
    if (!multiplyChecked(value, 10, value) || !addChecked(value, text[count] - '0', value))
      return false;
  if (count == 0)
    return false;
  for (const Unit &unit : units)
    if (text.part(count) == Text(unit.suffix, unit.size)) {
      if (!multiplyChecked(value, unit.length, value))
        return false;
      duration = value;
      return true;
    }
  return false;
}

size_t formatDuration(int64_t duration, char (&out)[timeRoom]) {
  const Unit *unit = units;
  if (duration == 0)
    unit = &units[4]; // `0s`
  while (duration % unit->length != 0)
    ++unit;
  char digits[numberRoom];
  size_t count = formatInt(duration / unit->length, digits);
  memcpy(out, digits, count);
  memcpy(out + count, unit->suffix, unit->size);
  return count + unit->size;
}

int32_t dayOf(int64_t instant) { return static_cast<int32_t>(floorDivide(instant, millisPerDay)); }

} // namespace onus::rt
