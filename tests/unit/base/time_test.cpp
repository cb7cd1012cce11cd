// SPDX-License-Identifier: Apache-2.0
#include "base/time.h"
#include "support/catch.h"

using namespace onus;

TEST_CASE("days that exist are read, others are not") {
  CHECK(parseDay("1970-01-01") == 0);
  CHECK(parseDay("2000-02-29") == 11016);
  CHECK_FALSE(parseDay("1900-02-29"));
  CHECK_FALSE(parseDay("2026-13-01"));
  CHECK_FALSE(parseDay("2026-00-10"));
  CHECK_FALSE(parseDay("0000-01-01"));
  CHECK_FALSE(parseDay("2026-1-01"));
  CHECK_FALSE(parseDay("2026-01-01 "));
  for (const char *text : {"0001-01-01", "1969-12-31", "2026-11-22", "9999-12-31"})
    CHECK(formatDay(*parseDay(text)) == text);
}

TEST_CASE("instants are RFC 3339 to the millisecond") {
  CHECK(parseInstant("1970-01-01T00:00:00Z") == 0);
  CHECK(parseInstant("1970-01-01T00:00:00.25Z") == 250);
  CHECK(parseInstant("1970-01-01T00:00:00.250000Z") == 250);
  CHECK(parseInstant("1970-01-01T02:00:00+02:00") == 0);
  CHECK(parseInstant("1969-12-31T23:30:00-00:30") == 0);
  CHECK_FALSE(parseInstant("1970-01-01T00:00:00.2501Z"));
  CHECK_FALSE(parseInstant("1970-01-01T00:00:00"));
  CHECK_FALSE(parseInstant("1970-01-01 00:00:00Z"));
  CHECK_FALSE(parseInstant("1970-01-01T24:00:00Z"));
  CHECK_FALSE(parseInstant("2016-12-31T23:59:60Z"));
  CHECK_FALSE(parseInstant("1970-01-01T00:00:00.Z"));
  CHECK_FALSE(parseInstant("1970-01-01T00:00:00+24:00"));
  CHECK_FALSE(parseInstant("0001-01-01T00:00:00+00:01"));
  CHECK_FALSE(parseInstant("9999-12-31T23:59:00-00:01"));
}

TEST_CASE("instants print without needless milliseconds, before 1970 too") {
  for (const char *text : {"2026-12-31T08:00:00Z", "2026-12-31T08:00:00.007Z", "1969-12-31T23:59:59.999Z"})
    CHECK(formatInstant(*parseInstant(text)) == text);
}

TEST_CASE("instants that no text leads to print their own year") {
  CHECK(formatInstant(INT64_MAX) == "292278994-08-17T07:12:55.807Z");
  CHECK(formatInstant(INT64_MIN) == "-292275055-05-16T16:47:04.192Z");
  CHECK(formatInstant(253'402'300'800'000) == "10000-01-01T00:00:00Z");
  CHECK(formatInstant(-62'167'219'200'001) == "-001-12-31T23:59:59.999Z");
}

TEST_CASE("durations") {
  CHECK(parseDuration("200ms") == 200);
  CHECK(parseDuration("15m") == 900'000);
  CHECK(parseDuration("2w") == 14 * millisPerDay);
  CHECK_FALSE(parseDuration("15"));
  CHECK_FALSE(parseDuration("m"));
  CHECK_FALSE(parseDuration("1y"));
  CHECK_FALSE(parseDuration("-1h"));
  CHECK_FALSE(parseDuration("9223372036854775807s"));
  for (const char *text : {"200ms", "15m", "1h", "25h", "90d", "2w", "0s", "1500ms"})
    CHECK(formatDuration(*parseDuration(text)) == text);
  CHECK(formatDuration(*parseDuration("24h")) == "1d");
}
