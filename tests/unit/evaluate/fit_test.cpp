// SPDX-License-Identifier: Apache-2.0
#include "evaluate/fit.h"

#include "support/catch.h"

using namespace onus;
using namespace onus::evaluate;
using ir::TypeKind;

namespace {

struct Bench {
  ir::TypeTable types;

  /// The value as JSON, or why it does not fit.
  std::string show(const char *text, const ir::Type *type) {
    auto parsed = json::parse(text);
    auto fitted = fit(std::get<json::Value>(parsed), *type, "args");
    if (auto *misfit = std::get_if<Misfit>(&fitted))
      return misfit->text();
    return json::write(toJson(std::get<Value>(fitted)));
  }
  const ir::Type *of(TypeKind kind) { return types.simple(kind); }
};

} // namespace

TEST_CASE("S27: numbers fit exactly or not at all", "[evaluate]") {
  Bench b;
  auto ints = b.of(TypeKind::Int), decimals = b.of(TypeKind::Decimal);
  CHECK(b.show("1.0", ints) == "1");
  CHECK(b.show("-9223372036854775808", ints) == "-9223372036854775808");
  CHECK(b.show("9223372036854775808", ints) == "args is no whole number of 64 bits");
  CHECK(b.show("1.5", ints) == "args is no whole number of 64 bits");
  CHECK(b.show("1e2", ints) == "args is no whole number of 64 bits");
  CHECK(b.show("600.00", decimals) == "600");
  CHECK(b.show("0.12340", decimals) == "0.1234");
  CHECK(b.show("0.00001", decimals) == "args is no decimal of at most four fractional digits");
  CHECK(b.show("922337203685477.5807", decimals) == "922337203685477.5807");
  CHECK(b.show("922337203685477.5808", decimals) == "args is no decimal of at most four fractional digits");
  CHECK(b.show("\"1\"", decimals) == "args is a string, not decimal");
  CHECK(b.show("1", b.of(TypeKind::Bool)) == "args is a number, not bool");
}

TEST_CASE("S10: records are closed, whole, and name the member that does not fit", "[evaluate]") {
  Bench b;
  auto inner = b.types.record({{"price", b.of(TypeKind::Decimal)}});
  auto record = b.types.record({{"id", b.types.string()},
                                {"note", b.types.optional(b.types.string())},
                                {"nothing", b.types.optional(b.types.string(), true)},
                                {"lines", b.types.optional(b.types.list(inner, 2))}});
  CHECK(b.show(R"({"id":"x"})", record) == R"({"id":"x"})");
  CHECK(b.show(R"({})", record) == "args.id is missing");
  CHECK(b.show(R"({"id":null})", record) == "args.id is null, not string");
  CHECK(b.show(R"({"id":"x","note":null})", record) == "args.note is null, not string");
  CHECK(b.show(R"({"id":"x","nothing":null})", record) == R"({"id":"x"})");
  CHECK(b.show(R"({"id":"x","more":1})", record) == "args.more is unknown here");
  CHECK(b.show(R"({"id":"x","a-b":1})", record) == R"(args."a-b" is unknown here)");
  CHECK(b.show(R"({"id":"x","lines":[{"price":1},{"price":"1"}]})", record) ==
        "args.lines[1].price is a string, not decimal");
  CHECK(b.show(R"({"id":"x","lines":[{"price":1,"more":2}]})", record) == "args.lines[0].more is unknown here");
  CHECK(b.show(R"({"id":"x","lines":[{"price":1},{"price":1},{"price":1}]})", record) ==
        "args.lines has more than 2 items");
  CHECK(b.show("[]", record).substr(0, 14) == "args is a list");
  auto open = b.types.record({{"id", b.types.string()}}, true);
  CHECK(b.show(R"({"more":{"x":1},"id":"x"})", open) == R"({"more":{"x":1},"id":"x"})");
  auto empty = b.types.record({});
  CHECK(b.show("{}", empty) == "{}");
  CHECK(b.show(R"({"a":1})", empty) == "args.a is unknown here");
}

TEST_CASE("S38: sizes", "[evaluate]") {
  Bench b;
  std::string items = "[0";
  for (int i = 1; i < 1024; ++i)
    items += ",0";
  auto list = b.types.list(b.of(TypeKind::Int));
  CHECK(b.show((items + "]").c_str(), list).front() == '[');
  CHECK(b.show((items + ",0]").c_str(), list) == "args has more than 1024 items");
  CHECK(b.show("\"äa\"", b.types.string(3)) == "\"äa\"");
  CHECK(b.show("\"ää\"", b.types.string(3)) == "args is longer than 3 bytes");
}

TEST_CASE("S33 to S35: unions, maps, dates, addresses", "[evaluate]") {
  Bench b;
  auto tier = b.types.unionOf({"standard", "vip"});
  CHECK(b.show("\"vip\"", tier) == "\"vip\"");
  CHECK(b.show("\"VIP\"", tier) == R"(args is none of "standard" | "vip")");
  CHECK(b.show(R"({"a":1,"b":2})", b.types.map(b.of(TypeKind::Int))) == R"({"a":1,"b":2})");
  CHECK(b.show(R"({"a":"x"})", b.types.map(b.of(TypeKind::Int))) == "args.a is a string, not int");
  CHECK(b.show("\"2026-02-29\"", b.of(TypeKind::Date)) == "args is no date");
  CHECK(b.show("\"2024-02-29\"", b.of(TypeKind::Date)) == "\"2024-02-29\"");
  CHECK(b.show("\"2026-01-01T00:00:00+01:00\"", b.of(TypeKind::Instant)) == "\"2025-12-31T23:00:00Z\"");
  CHECK(b.show("\"::ffff:1.2.3.4\"", b.of(TypeKind::Ip)) == "args is no ip");
  CHECK(b.show("{\"x\":[1,null]}", b.of(TypeKind::Json)) == "{\"x\":[1,null]}");
}

TEST_CASE("S27: a detector's decimal is rounded half to even, and nothing else is", "[evaluate]") {
  Bench b;
  auto rounded = [&](const char *text) {
    auto parsed = json::parse(text);
    auto fitted = fitRounded(std::get<json::Value>(parsed), *b.of(TypeKind::Decimal), "x");
    return std::holds_alternative<Value>(fitted) ? json::write(toJson(std::get<Value>(fitted))) : "-";
  };
  CHECK(rounded("0.00005") == "0");
  CHECK(rounded("0.00015") == "0.0002");
  CHECK(rounded("0.00025") == "0.0002");
  CHECK(rounded("0.000250001") == "0.0003");
  CHECK(rounded("-0.00015") == "-0.0002");
  CHECK(rounded("9.7e-1") == "0.97");
  CHECK(rounded("1e-400") == "0");
  CHECK(rounded("0.99999999") == "1");
  CHECK(rounded("1e300") == "-");
  CHECK(rounded("5e-5") == "0");
  CHECK(rounded("0e99999999999") == "0");
  CHECK(rounded("1e-99999999999") == "0");
  CHECK(rounded("1e99999999999") == "-");
}

TEST_CASE("S34: the text of a value, in document order", "[evaluate]") {
  auto text = [](const char *document) {
    auto parsed = json::parse(document);
    return textOf(std::get<json::Value>(parsed));
  };
  CHECK(text("null").empty());
  CHECK(text("1.50") == "1.5");
  CHECK(text("true") == "true");
  CHECK(text(R"({"b":["x",1.0],"a":null})") == "b\nx\n1\na\n");
  // fitted or not, the text is the same
  Bench b;
  auto record =
      b.types.record({{"a", b.types.optional(b.types.string(), true)}, {"b", b.types.list(b.of(TypeKind::Json))}});
  auto parsed = json::parse(R"({"b":["x",1.0],"a":null})");
  CHECK(textOf(std::get<Value>(fit(std::get<json::Value>(parsed), *record, "x"))) == "b\nx\n1\na\n");
}
