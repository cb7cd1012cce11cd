// SPDX-License-Identifier: Apache-2.0
#include "base/decimal.h"
#include "support/catch.h"

using namespace onus;

static std::string shown(llvm::StringRef text) {
  auto value = Decimal::parse(text);
  return value ? value->text() : "none";
}

TEST_CASE("a decimal keeps four fractional digits and rounds nothing") {
  CHECK(shown("500.00") == "500");
  CHECK(shown("0.5") == "0.5");
  CHECK(shown("-2.0625") == "-2.0625");
  CHECK(shown("0.00010") == "0.0001");
  CHECK(shown("0.00001") == "none");
  CHECK(shown("-0") == "0");
  CHECK(shown("-0.0001") == "-0.0001");
}

TEST_CASE("a decimal follows exponents exactly") {
  CHECK(shown("1e3") == "1000");
  CHECK(shown("25E-2") == "0.25");
  CHECK(shown("0.00001e1") == "0.0001");
  CHECK(shown("1e-5") == "none");
  CHECK(shown("100000e-9") == "0.0001");
  CHECK(shown("0e999999999999") == "0");
  CHECK(shown("1e999999999999") == "none");
  CHECK(shown("1e-999999999999") == "none");
}

TEST_CASE("a decimal ends where int64 ends") {
  CHECK(shown("922337203685477.5807") == "922337203685477.5807");
  CHECK(shown("922337203685477.5808") == "none");
  CHECK(shown("-922337203685477.5808") == "-922337203685477.5808");
  CHECK(shown("-922337203685477.5809") == "none");
  CHECK_FALSE(Decimal::fromInt(INT64_MAX));
  CHECK(Decimal::fromInt(-7)->scaled == -70'000);
}

TEST_CASE("what is no JSON number is no decimal") {
  for (const char *text : {"", "-", "+1", "01", "1.", ".5", "1e", "1e+", "0x1", "1 ", " 1", "1_000", "NaN", "Infinity"})
    CHECK(shown(text) == "none");
}

TEST_CASE("arithmetic that overflows gives nothing") {
  Decimal most{INT64_MAX}, least{INT64_MIN}, one{1};
  CHECK_FALSE(add(most, one));
  CHECK_FALSE(subtract(least, one));
  CHECK_FALSE(multiply(most, 2));
  CHECK_FALSE(multiply(least, -1));
  CHECK(add(least, most)->scaled == -1);
  CHECK(multiply(Decimal{25'000}, -3)->text() == "-7.5");
}

TEST_CASE("parseInt takes whole numbers without exponent") {
  CHECK(parseInt("42") == 42);
  CHECK(parseInt("-0") == 0);
  CHECK(parseInt("7.000") == 7);
  CHECK(parseInt("9223372036854775807") == INT64_MAX);
  CHECK(parseInt("-9223372036854775808") == INT64_MIN);
  CHECK_FALSE(parseInt("9223372036854775808"));
  CHECK_FALSE(parseInt("1.5"));
  CHECK_FALSE(parseInt("1e2"));
  CHECK_FALSE(parseInt("007"));
}
