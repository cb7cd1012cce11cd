// SPDX-License-Identifier: Apache-2.0
#include "runtime/base/number.h"

#include "base/decimal.h"
#include "base/json.h"
#include "evaluate/fit.h"
#include "ir/type.h"
#include "support.h"
#include "support/catch.h"

using namespace onus;

namespace {

std::string decimalText(int64_t scaled) {
  char out[rt::numberRoom];
  return {out, rt::formatDecimal(scaled, out)};
}
std::string intText(int64_t value) {
  char out[rt::numberRoom];
  return {out, rt::formatInt(value, out)};
}

/// What the compiler's readers say of a text, and the runtime's.
void compare(const std::string &text) {
  INFO(text);
  rt::Exact exact(text);
  constexpr int64_t untouched = 42;
  int64_t value = untouched;
  auto decimal = Decimal::parse(text);
  REQUIRE(rt::parseDecimal(exact.text(), value) == decimal.has_value());
  REQUIRE(value == (decimal ? decimal->scaled : untouched));
  value = untouched;
  auto whole = parseInt(text);
  REQUIRE(rt::parseInt(exact.text(), value) == whole.has_value());
  REQUIRE(value == whole.value_or(untouched));
}

} // namespace

TEST_CASE("numbers: the same texts are numbers as for the compiler", "[runtime]") {
  for (const char *text : {"",
                           "-",
                           "0",
                           "-0",
                           "1",
                           "00",
                           "01",
                           "1.",
                           ".5",
                           "1.0",
                           "0.12345",
                           "0.12340",
                           "1e3",
                           "1E+3",
                           "1e-4",
                           "1e-5",
                           "1e",
                           "1e+",
                           "12e00000000000003",
                           "1e1000000000",
                           "922337203685477.5807",
                           "922337203685477.5808",
                           "-922337203685477.5808",
                           "-922337203685477.5809",
                           "9223372036854775807",
                           "9223372036854775808",
                           "-9223372036854775808",
                           "-9223372036854775809",
                           "0e999999999999",
                           "0.000e5",
                           "1.50e2",
                           "+1",
                           " 1",
                           "1 "})
    compare(text);
  rt::Random random(1);
  for (int round = 0; round < 20'000; ++round) {
    compare(random.text("-+.eE0123459", 12));
    std::string number = std::to_string(random.number());
    if (random.oneIn(2))
      number += "." + std::to_string(random.below(100'000));
    if (random.oneIn(3))
      number += "e" + std::to_string(static_cast<int>(random.below(40)) - 20);
    compare(number);
  }
  compare(std::string(5000, '0') + "1");
  compare("0." + std::string(5000, '0') + "1e5001");
  compare("1" + std::string(5000, '0') + "e-5000");
}

TEST_CASE("numbers: printed as the compiler prints them", "[runtime]") {
  rt::Random random(2);
  for (int round = 0; round < 20'000; ++round) {
    int64_t value = round == 0 ? INT64_MIN : round == 1 ? INT64_MAX : random.number();
    REQUIRE(intText(value) == std::to_string(value));
    REQUIRE(decimalText(value) == Decimal{value}.text());
  }
}

TEST_CASE("numbers: sums and products that leave 64 bits are none", "[runtime]") {
  int64_t result = 0;
  CHECK(rt::addChecked(INT64_MAX - 1, 1, result));
  CHECK(result == INT64_MAX);
  CHECK_FALSE(rt::addChecked(INT64_MAX, 1, result));
  CHECK_FALSE(rt::subtractChecked(INT64_MIN, 1, result));
  CHECK_FALSE(rt::multiplyChecked(INT64_MIN, -1, result));
  CHECK(rt::decimalOf(-3, result));
  CHECK(result == -30'000);
  CHECK_FALSE(rt::decimalOf(INT64_MAX / 9'999, result));
}

TEST_CASE("S27: a detector's decimal is rounded half to even, as by the plain evaluator", "[runtime]") {
  ir::TypeTable types;
  const ir::Type &decimal = *types.simple(ir::TypeKind::Decimal);
  auto rounded = [](llvm::StringRef text) {
    int64_t scaled = 0;
    return rt::roundHalfEven(rt::borrowed(text), scaled) ? decimalText(scaled) : "none";
  };
  CHECK(rounded("0.12345") == "0.1234");
  CHECK(rounded("0.12355") == "0.1236");
  CHECK(rounded("0.123450000001") == "0.1235");
  CHECK(rounded("-0.12355") == "-0.1236");
  CHECK(rounded("5e-5") == "0");
  CHECK(rounded("1e-99999999999999999999") == "0");
  CHECK(rounded("1e99999999999999999999") == "none");
  CHECK(rounded("922337203685477.58075") == "none");
  CHECK(rounded("922337203685477.58065") == "922337203685477.5806");
  rt::Random random(3);
  for (int round = 0; round < 20'000; ++round) {
    std::string text = std::string(random.oneIn(2) ? "-" : "") + std::to_string(random.below(2000)) + "." +
                       random.text("0123456789", 6) + random.text("05", 3) + "5";
    if (random.oneIn(3))
      text += "E" + std::to_string(static_cast<int>(random.below(30)) - 12);
    INFO(text);
    auto expected = evaluate::fitRounded(json::Number{text}, decimal, "");
    auto *value = std::get_if<evaluate::Value>(&expected);
    REQUIRE(rounded(text) == (value ? Decimal{value->number()}.text() : "none"));
  }
}
