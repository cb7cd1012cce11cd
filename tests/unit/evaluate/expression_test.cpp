// SPDX-License-Identifier: Apache-2.0
#include "evaluate/expression.h"

#include "support/catch.h"
#include "support/ir_builder.h"

using namespace onus;
using namespace onus::evaluate;
using Kind = ir::ExprKind;
using TypeKind = ir::TypeKind;

namespace {

struct Bench : tests::IrBuilder {
  ir::Module module;
  Tables tables{module};

  Outcome eval(E expr) { return Evaluator(tables, nullptr, nullptr).evaluate(expr); }
  /// true, false, content, engine; or the value's JSON.
  std::string show(E expr) {
    Outcome outcome = eval(expr);
    if (outcome.failed())
      return word(outcome.failure().cause).str();
    return json::write(toJson(outcome.value()));
  }
};

} // namespace

TEST_CASE("S1: a failure hides nothing that is certain, in either order", "[evaluate]") {
  Bench b;
  auto yes = b.boolean(true), no = b.boolean(false), bad = b.overflow(), gone = b.missing();
  for (auto kind : {Kind::And, Kind::Or}) {
    std::string certain = kind == Kind::Or ? "true" : "false";
    auto decides = kind == Kind::Or ? yes : no;
    auto leaves = kind == Kind::Or ? no : yes;
    CHECK(b.show(b.test(kind, {decides, bad})) == certain);
    CHECK(b.show(b.test(kind, {bad, decides})) == certain);
    CHECK(b.show(b.test(kind, {bad, gone, decides})) == certain);
    CHECK(b.show(b.test(kind, {leaves, bad})) == "content");
    CHECK(b.show(b.test(kind, {gone, leaves})) == "engine");
    CHECK(b.show(b.test(kind, {leaves, leaves})) == (kind == Kind::Or ? "false" : "true"));
  }
  CHECK(b.show(b.test(Kind::Not, {bad})) == "content");
  CHECK(b.show(b.test(Kind::Not, {no})) == "true");
}

TEST_CASE("S3: of two failures the content's counts, whatever the order", "[evaluate]") {
  Bench b;
  auto bad = b.overflow(), gone = b.missing();
  for (auto kind : {Kind::And, Kind::Or, Kind::Equal}) {
    CHECK(b.show(b.test(kind, {gone, bad})) == "content");
    CHECK(b.show(b.test(kind, {bad, gone})) == "content");
    CHECK(b.show(b.test(kind, {gone, gone})) == "engine");
  }
}

TEST_CASE("S1: `any` is `or` and `all` is `and` over the elements", "[evaluate]") {
  Bench b;
  auto ints = b.of(TypeKind::Int);
  auto item = b.local(1, ints);
  // x + max fails for 1 and is negative for no x
  auto body = b.test(Kind::Less, {b.op(Kind::Add, ints, {item, b.integer(INT64_MAX)}), b.integer(INT64_MAX)});
  auto over = [&](std::initializer_list<tests::IrBuilder::E> items) { return b.list(ints, items); };
  auto quantified = [&](Kind kind, tests::IrBuilder::E list) {
    return b.make(kind, b.of(TypeKind::Bool), {list, body}, "x", 1);
  };
  CHECK(b.show(quantified(Kind::Any, over({b.integer(1), b.integer(-1)}))) == "true");
  CHECK(b.show(quantified(Kind::Any, over({b.integer(0), b.integer(1)}))) == "content");
  CHECK(b.show(quantified(Kind::All, over({b.integer(1), b.integer(0)}))) == "false");
  CHECK(b.show(quantified(Kind::All, over({b.integer(1), b.integer(-1)}))) == "content");
  CHECK(b.show(quantified(Kind::Any, over({}))) == "false");
  CHECK(b.show(quantified(Kind::All, over({}))) == "true");
}

TEST_CASE("S1: an argument fails only where it is read, and is bound where it stands", "[evaluate]") {
  Bench b;
  auto bools = b.of(TypeKind::Bool);
  auto let = [&](int64_t id, tests::IrBuilder::E value, tests::IrBuilder::E body) {
    return b.make(Kind::Let, body->type, {value, body}, "x", id);
  };
  CHECK(b.show(let(1, b.overflow(), b.boolean(true))) == "true");
  CHECK(b.show(let(1, b.overflow(), b.local(1, bools))) == "content");
  // let x = 1 in (let x = x + 1 in x): the inner value reads the outer name
  auto ints = b.of(TypeKind::Int);
  auto inner = let(1, b.op(Kind::Add, ints, {b.local(1, ints), b.integer(1)}), b.local(1, ints));
  CHECK(b.show(let(1, b.integer(1), inner)) == "2");
}

TEST_CASE("S27: arithmetic is exact or fails", "[evaluate]") {
  Bench b;
  auto ints = b.of(TypeKind::Int), decimals = b.of(TypeKind::Decimal);
  CHECK(b.show(b.op(Kind::Add, ints, {b.integer(INT64_MAX - 1), b.integer(1)})) == "9223372036854775807");
  CHECK(b.show(b.op(Kind::Add, ints, {b.integer(INT64_MAX), b.integer(1)})) == "content");
  CHECK(b.show(b.op(Kind::Subtract, ints, {b.integer(INT64_MIN), b.integer(1)})) == "content");
  CHECK(b.show(b.op(Kind::Negate, ints, {b.integer(INT64_MIN)})) == "content");
  CHECK(b.show(b.op(Kind::Multiply, ints, {b.integer(1LL << 32), b.integer(1LL << 31)})) == "content");
  CHECK(b.show(b.op(Kind::Multiply, decimals, {b.decimal(25'000), b.integer(3)})) == "7.5");
  CHECK(b.show(b.op(Kind::Multiply, decimals, {b.decimal(INT64_MAX), b.integer(2)})) == "content");
  CHECK(b.show(b.call("decimal", decimals, {b.integer(INT64_MAX)})) == "content");
  CHECK(b.show(b.call("decimal", decimals, {b.string("0.12345")})) == "content");
  CHECK(b.show(b.call("decimal", decimals, {b.string("0.12340")})) == "0.1234");
  CHECK(b.show(b.call("int", ints, {b.string("12")})) == "12");
  CHECK(b.show(b.call("int", ints, {b.string("1e1")})) == "content");
  CHECK(b.show(b.call("int", ints, {b.string("9223372036854775808")})) == "content");
}

TEST_CASE("S27: instants and durations", "[evaluate]") {
  Bench b;
  auto instants = b.of(TypeKind::Instant), durations = b.of(TypeKind::Duration);
  auto at = [&](int64_t ms) { return b.make(Kind::Instant, instants, {}, {}, ms); };
  auto span = [&](int64_t ms) { return b.make(Kind::Duration, durations, {}, {}, ms); };
  CHECK(b.eval(b.op(Kind::Subtract, durations, {at(5000), at(2000)})).value().kind() == ValueKind::Duration);
  CHECK(b.eval(b.op(Kind::Subtract, durations, {at(5000), at(2000)})).value().number() == 3000);
  CHECK(b.eval(b.op(Kind::Add, instants, {at(5000), span(10)})).value().number() == 5010);
  CHECK(b.eval(b.op(Kind::Subtract, instants, {at(5000), span(10)})).value().number() == 4990);
  constexpr int64_t first = -62'135'596'800'000, last = 253'402'300'799'999; // 0001-01-01, the end of 9999-12-31
  CHECK(b.show(b.op(Kind::Add, instants, {at(last - 1), span(1)})) == "\"9999-12-31T23:59:59.999Z\"");
  CHECK(b.show(b.op(Kind::Add, instants, {at(last), span(1)})) == "content");
  CHECK(b.show(b.op(Kind::Subtract, instants, {at(first + 1), span(1)})) == "\"0001-01-01T00:00:00Z\"");
  CHECK(b.show(b.op(Kind::Subtract, instants, {at(first), span(1)})) == "content");
  CHECK(b.show(b.test(Kind::Less, {at(1), at(2)})) == "true");
  CHECK(b.show(b.test(Kind::GreaterEqual, {span(2), span(2)})) == "true");
  CHECK(b.show(b.call("date", b.of(TypeKind::Date), {at(-1)})) == "\"1969-12-31\"");
}

TEST_CASE("S28: strings", "[evaluate]") {
  Bench b;
  auto text = b.types.string();
  CHECK(b.show(b.call("size", b.of(TypeKind::Int), {b.string("äö𝄞")})) == "3");
  CHECK(b.show(b.call("lower", text, {b.string("ÄbC")})) == "\"Äbc\"");
  // no normalisation: é as one scalar and as two
  CHECK(b.show(b.test(Kind::Equal, {b.string("\xC3\xA9"), b.string("e\xCC\x81")})) == "false");
  CHECK(b.show(b.op(Kind::Add, text, {b.string("a"), b.string("b")})) == "\"ab\"");
  CHECK(b.show(b.call("starts_with", b.of(TypeKind::Bool), {b.string("abc"), b.string("ab")})) == "true");
  CHECK(b.show(b.call("ends_with", b.of(TypeKind::Bool), {b.string("abc"), b.string("ab")})) == "false");
  CHECK(b.show(b.call("contains", b.of(TypeKind::Bool), {b.string("abc"), b.string("")})) == "true");
}

TEST_CASE("S29: `like` and `matches` are the whole string, `contains` is anywhere", "[evaluate]") {
  Bench b;
  CHECK(b.show(b.make(Kind::Like, b.of(TypeKind::Bool), {b.string("report.pdf")}, "*.pdf")) == "true");
  CHECK(b.show(b.test(Kind::Matches, {b.string("ab1"), b.pattern("[a-z]+")})) == "false");
  CHECK(b.show(b.test(Kind::Matches, {b.string("ab"), b.pattern("[a-z]+")})) == "true");
  CHECK(b.show(b.call("contains", b.of(TypeKind::Bool), {b.string("1ab1"), b.pattern("[a-z]+")})) == "true");
  CHECK(b.show(b.call("find", b.types.list(b.types.string()), {b.string("a1bb2"), b.pattern("[a-z]+")})) ==
        R"(["a","bb"])");
}

TEST_CASE("S38: what is searched has a limit, and so has what is found", "[evaluate]") {
  Bench b;
  auto list = b.types.list(b.types.string());
  CHECK(b.show(b.call("find", list, {b.string(std::string(1024, 'a')), b.pattern("a")})) != "content");
  CHECK(b.show(b.call("find", list, {b.string(std::string(1025, 'a')), b.pattern("a")})) == "content");
  auto longest = b.string(std::string(65'536, 'a')), tooLong = b.string(std::string(65'537, 'a'));
  CHECK(b.show(b.call("contains", b.of(TypeKind::Bool), {longest, b.string("b")})) == "false");
  CHECK(b.show(b.call("contains", b.of(TypeKind::Bool), {tooLong, b.string("a")})) == "content");
  CHECK(b.show(b.test(Kind::Matches, {tooLong, b.pattern("a*")})) == "content");
  CHECK(b.show(b.make(Kind::Like, b.of(TypeKind::Bool), {tooLong}, "a*")) == "content");
}

TEST_CASE("S31: zip, count, sum", "[evaluate]") {
  Bench b;
  auto ints = b.of(TypeKind::Int);
  auto pairs = b.types.list(b.types.record({{"first", b.types.string()}, {"second", b.types.string()}}));
  CHECK(b.show(b.call("zip", pairs, {b.strings({"a"}), b.strings({"b"})})) == R"([{"first":"a","second":"b"}])");
  CHECK(b.show(b.call("zip", pairs, {b.strings({"a"}), b.strings({})})) == "content");
  auto numbers = b.list(ints, {b.integer(1), b.integer(2), b.integer(INT64_MAX)});
  auto item = b.local(1, ints);
  auto small = b.test(Kind::Less, {item, b.integer(3)});
  CHECK(b.show(b.make(Kind::CountOf, ints, {numbers, small}, "x", 1)) == "2");
  CHECK(b.show(b.make(Kind::SumOf, ints, {numbers, small, item}, "x", 1)) == "3");
  CHECK(b.show(b.make(Kind::SumOf, ints, {numbers, b.boolean(true), item}, "x", 1)) == "content");
  CHECK(b.show(b.make(Kind::SumOf, b.of(TypeKind::Decimal), {b.list(ints, {}), b.boolean(true), item}, "x", 1)) == "0");
  CHECK(b.show(b.op(Kind::Add, b.types.list(b.types.string()), {b.strings({"a"}), b.strings({"b"})})) ==
        R"(["a","b"])");
}

TEST_CASE("S32: absent values", "[evaluate]") {
  Bench b;
  auto ints = b.of(TypeKind::Int);
  auto none = b.absent(ints);
  CHECK(b.show(b.test(Kind::Has, {none})) == "false");
  CHECK(b.show(b.op(Kind::Coalesce, ints, {none, b.integer(7)})) == "7");
  CHECK(b.show(b.test(Kind::Equal, {none, b.integer(7)})) == "content");
  auto record = b.make(Kind::Record, b.types.map(ints), {b.integer(1)}, {}, 0, {"a"});
  CHECK(b.show(b.op(Kind::Index, b.types.optional(ints), {record, b.string("a")})) == "1");
  CHECK(b.show(b.test(Kind::Has, {b.op(Kind::Index, b.types.optional(ints), {record, b.string("b")})})) == "false");
  CHECK(b.show(b.test(Kind::In, {b.string("a"), record})) == "true");
  auto items = b.list(ints, {b.integer(5)});
  CHECK(b.show(b.op(Kind::Index, b.types.optional(ints), {items, b.integer(0)})) == "5");
  CHECK(b.show(b.test(Kind::Has, {b.op(Kind::Index, b.types.optional(ints), {items, b.integer(1)})})) == "false");
  CHECK(b.show(b.test(Kind::Has, {b.op(Kind::Index, b.types.optional(ints), {items, b.integer(-1)})})) == "false");
}

TEST_CASE("S33: `if`, and casts that give nothing where a value does not fit", "[evaluate]") {
  Bench b;
  auto ints = b.of(TypeKind::Int);
  CHECK(b.show(b.op(Kind::If, ints, {b.boolean(false), b.integer(1), b.integer(2)})) == "2");
  CHECK(b.show(b.op(Kind::If, ints, {b.overflow(), b.integer(1), b.integer(2)})) == "content");
  auto cast = [&](tests::IrBuilder::E value) { return b.op(Kind::Cast, b.types.optional(ints), {value}); };
  CHECK(b.show(b.test(Kind::Has, {cast(b.string("1"))})) == "false");
  CHECK(b.show(cast(b.integer(1))) == "1");
}

TEST_CASE("S35: addresses in networks", "[evaluate]") {
  Bench b;
  auto ip = [&](llvm::StringRef text) { return b.make(Kind::Ip, b.of(TypeKind::Ip), {}, text); };
  auto cidr = [&](llvm::StringRef text) { return b.make(Kind::Cidr, b.of(TypeKind::Cidr), {}, text); };
  CHECK(b.show(b.test(Kind::In, {ip("10.1.2.3"), cidr("10.0.0.0/8")})) == "true");
  CHECK(b.show(b.test(Kind::In, {ip("11.1.2.3"), cidr("10.0.0.0/8")})) == "false");
  CHECK(b.show(b.test(Kind::In, {ip("::1"), cidr("0.0.0.0/0")})) == "false");
  CHECK(b.show(b.call("ip", b.of(TypeKind::Ip), {b.string("010.1.2.3")})) == "content");
}

TEST_CASE("S46: tests that read something masked are noted, and what others read is not", "[evaluate]") {
  Bench b;
  auto secret = b.string("secret"), open = b.string("open");
  auto first = b.test(Kind::Equal, {secret, b.string("x")}), second = b.test(Kind::Equal, {open, b.string("open")});
  llvm::DenseSet<const ir::Expr *> masked{secret};
  Observer observer;
  observer.masked = &masked;
  Evaluator evaluator(b.tables, nullptr, nullptr);
  evaluator.observe(&observer);
  evaluator.evaluate(b.test(Kind::Or, {first, second}));
  REQUIRE(observer.tests.size() == 1);
  CHECK(observer.tests[0].expr == first);
  CHECK(observer.tests[0].outcome.isFalse());
  // through a name, evaluated once and read twice
  observer.tests.clear();
  auto name = b.local(1, b.types.string());
  auto twice =
      b.test(Kind::Or, {b.test(Kind::Equal, {name, b.string("x")}), b.test(Kind::Equal, {name, b.string("y")})});
  evaluator.evaluate(b.make(Kind::Let, b.of(TypeKind::Bool), {secret, twice}, "x", 1));
  CHECK(observer.tests.size() == 2);
}
