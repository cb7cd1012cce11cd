// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/time.h"

#include "base/time.h"
#include "evaluate/waiver.h"
#include "support.h"
#include "support/catch.h"

using namespace onus;

namespace {

template <typename T>
std::string formatted(size_t (*format)(T, char (&)[rt::timeRoom]), T value) {
  char out[rt::timeRoom];
  return {out, format(value, out)};
}

void compare(const std::string &text) {
  INFO(text);
  rt::Exact exact(text);
  int32_t day = 7;
  auto expectedDay = parseDay(text);
  REQUIRE(rt::parseDay(exact.text(), day) == expectedDay.has_value());
  REQUIRE(day == expectedDay.value_or(7));
  int64_t value = 7;
  auto instant = parseInstant(text);
  REQUIRE(rt::parseInstant(exact.text(), value) == instant.has_value());
  REQUIRE(value == instant.value_or(7));
  value = 7;
  auto duration = parseDuration(text);
  REQUIRE(rt::parseDuration(exact.text(), value) == duration.has_value());
  REQUIRE(value == duration.value_or(7));
}

} // namespace

TEST_CASE("times: every day that can be written", "[runtime]") {
  int32_t first = 0, last = 0;
  REQUIRE(rt::parseDay("0001-01-01", first));
  REQUIRE(rt::parseDay("9999-12-31", last));
  CHECK(first == -719'162);
  CHECK(last == 2'932'896);
  for (int32_t day = first; day <= last; day += 1 + (day - first) % 3) {
    std::string text = formatDay(day);
    int32_t back = 0;
    if (formatted(rt::formatDay, day) != text || !rt::parseDay(rt::borrowed(text), back) || back != day)
      FAIL(text);
  }
  CHECK(formatted(rt::formatDay, -719'163) == formatDay(-719'163));
  CHECK(formatted(rt::formatDay, 2'932'897) == formatDay(2'932'897));
}

TEST_CASE("times: the same texts are days, instants and durations as for the compiler", "[runtime]") {
  const char *valid[] = {"2026-12-31",
                         "2024-02-29",
                         "2023-02-29",
                         "1900-02-29",
                         "2000-02-29",
                         "0000-01-01",
                         "2026-04-31",
                         "2026-12-31T08:00:00Z",
                         "2026-12-31t23:59:59.999z",
                         "2026-12-31T08:00:00.2500000+02:00",
                         "2026-12-31T08:00:00.0001Z",
                         "2026-12-31T08:00:00.Z",
                         "2026-12-31T24:00:00Z",
                         "2026-12-31T08:00:60Z",
                         "0001-01-01T00:00:00+00:01",
                         "0001-01-01T00:01:00+00:01",
                         "9999-12-31T23:59:59.999-00:01",
                         "9999-12-31T23:58:59.999-00:01",
                         "15m",
                         "200ms",
                         "90d",
                         "2w",
                         "0s",
                         "9223372036854775807ms",
                         "9223372036854775808ms",
                         "15250284452471w",
                         "15250284452472w",
                         "00005h",
                         "5 m",
                         "m"};
  for (const char *text : valid)
    compare(text);
  rt::Random random(5);
  for (int round = 0; round < 40'000; ++round)
    compare(random.broken(random.of(valid), "0123456789-:.TtZz+mshdw"));
}

TEST_CASE("times: printed as the compiler prints them", "[runtime]") {
  rt::Random random(6);
  for (int round = 0; round < 20'000; ++round) {
    int64_t value = random.number();
    REQUIRE(formatted(rt::formatDuration, value) == formatDuration(value));
    int64_t instant = round % 2 ? value : value % 400'000'000'000'000;
    REQUIRE(formatted(rt::formatInstant, instant) == formatInstant(instant));
    REQUIRE(rt::dayOf(instant) == evaluate::dayOf(instant));
    int64_t back = 0;
    if (rt::parseInstant(rt::borrowed(formatInstant(instant)), back))
      REQUIRE(back == instant);
  }
  CHECK(formatted(rt::formatDuration, INT64_MIN) == formatDuration(INT64_MIN));
  CHECK(formatted(rt::formatInstant, INT64_MIN) == "-292275055-05-16T16:47:04.192Z");
  CHECK(formatted(rt::formatInstant, INT64_MAX) == "292278994-08-17T07:12:55.807Z");
  CHECK(formatted(rt::formatDay, INT32_MIN) == formatDay(INT32_MIN));
  CHECK(formatted(rt::formatDay, INT32_MAX) == formatDay(INT32_MAX));
}
