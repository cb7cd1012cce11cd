// SPDX-License-Identifier: Apache-2.0
#include "evaluate/value.h"

#include "random_json.h"
#include "runtime/json/canonical.h"
#include "runtime/json/write.h"
#include "runtime/value/access.h"
#include "runtime/value/equal.h"
#include "runtime/value/text.h"
#include "support/catch.h"

using namespace onus;
using evaluate::Value;

namespace {

/// The same value twice: as the plain evaluator holds it, and as a cell. The cells of JSON point into texts kept here.
class Values {
public:
  explicit Values(uint32_t seed) : made(seed) {}

  rt::Cell cellOf(const Value &value) {
    switch (value.kind()) {
    case evaluate::ValueKind::Absent:
      return {};
    case evaluate::ValueKind::Bool:
      return rt::Cell::boolean(value.number() != 0);
    case evaluate::ValueKind::Int:
      return rt::Cell::number(rt::Kind::Int, value.number());
    case evaluate::ValueKind::Decimal:
      return rt::Cell::number(rt::Kind::Decimal, value.number());
    case evaluate::ValueKind::Duration:
      return rt::Cell::number(rt::Kind::Duration, value.number());
    case evaluate::ValueKind::Date:
      return rt::Cell::number(rt::Kind::Date, value.number());
    case evaluate::ValueKind::Instant:
      return rt::Cell::number(rt::Kind::Instant, value.number());
    case evaluate::ValueKind::String:
      return text(*value.asString());
    case evaluate::ValueKind::Ip:
      return rt::ipCell(address(*value.asIp()), arena);
    case evaluate::ValueKind::Cidr:
      return rt::cidrCell({address(value.asCidr()->network), value.asCidr()->prefix}, arena);
    case evaluate::ValueKind::List: {
      std::vector<rt::Cell> cells;
      for (const Value &item : *value.asList())
        cells.push_back(cellOf(item));
      return parts(rt::Kind::List, cells, cells.size());
    }
    case evaluate::ValueKind::Record: {
      std::vector<rt::Cell> cells;
      for (const evaluate::Member &member : *value.asRecord()) {
        cells.push_back(text(member.first));
        cells.push_back(cellOf(member.second));
      }
      return parts(rt::Kind::Record, cells, cells.size() / 2);
    }
    case evaluate::ValueKind::Json:
      return jsonCell(*value.asJson());
    }
    return {};
  }

  Value value(unsigned depth = 3) {
    switch (made.random.below(depth ? 13 : 10)) {
    case 0:
      return {};
    case 1:
      return Value::boolean(made.random.oneIn(2));
    case 2:
      return Value::integer(made.random.number());
    case 3:
      return Value::decimal({made.random.number()});
    case 4:
      return Value::string(made.string());
    case 5:
      return Value::duration(made.random.number());
    case 6:
      return Value::date(static_cast<Day>(made.random.below(100'000)));
    case 7:
      return Value::instant(static_cast<Instant>(made.random.bits() >> 20));
    case 8:
      return made.random.oneIn(2) ? Value::ip(*ir::IpAddress::parse(made.random.of(addresses)))
                                  : Value::cidr(*ir::CidrBlock::enclosing(made.random.of(addresses) + "/17"));
    case 9:
      return Value::json(made.value(depth));
    case 10: {
      evaluate::Items items;
      for (size_t count = made.random.below(4); count > 0; --count)
        items.push_back(value(depth - 1));
      return Value::list(std::move(items));
    }
    default:
      return record(made.random.oneIn(10) ? 30 : 4, depth - 1);
    }
  }

  Value record(size_t most, unsigned depth) {
    evaluate::Members members;
    for (size_t at = 0, count = made.random.below(most); at < count; ++at)
      members.emplace_back("m" + std::to_string(at), value(depth));
    return Value::record(std::move(members));
  }

  /// The same amount written otherwise, or the same members in another order, or something a little different.
  Value varied(const Value &value) {
    if (made.random.oneIn(30))
      return this->value(1);
    if (value.kind() == evaluate::ValueKind::Int && made.random.oneIn(2))
      if (auto decimal = Decimal::fromInt(value.number()))
        return Value::decimal(*decimal);
    if (const evaluate::Items *items = value.asList()) {
      evaluate::Items out;
      for (const Value &item : *items)
        out.push_back(varied(item));
      return Value::list(std::move(out));
    }
    if (const evaluate::Members *members = value.asRecord()) {
      evaluate::Members out;
      for (const evaluate::Member &member : *members)
        if (!member.second.isAbsent() || made.random.oneIn(2))
          out.insert(out.begin() + static_cast<ptrdiff_t>(made.random.below(out.size() + 1)),
                     {member.first, varied(member.second)});
      return Value::record(std::move(out));
    }
    if (const json::Value *document = value.asJson())
      return Value::json(varied(*document));
    return value;
  }

  json::Value varied(const json::Value &value) {
    if (made.random.oneIn(40))
      return made.value(1);
    if (const json::Number *number = value.asNumber())
      return made.random.oneIn(3) ? json::Number{json::writeCanonical(*number)} : *number;
    if (const json::Array *array = value.asArray()) {
      json::Array out;
      for (const json::Value &item : *array)
        out.push_back(varied(item));
      return out;
    }
    if (const json::Object *object = value.asObject()) {
      json::Object out;
      for (const json::Member &member : *object)
        out.insert(out.begin() + static_cast<ptrdiff_t>(made.random.below(out.size() + 1)),
                   {member.first, varied(member.second)});
      return out;
    }
    return value;
  }

  rt::RandomJson made;
  rt::Arena arena;

private:
  const std::string addresses[4] = {"10.0.0.1", "255.1.2.3", "2001:db8::1", "::"};

  rt::Cell text(const std::string &text) { return rt::Cell::text(arena.copy(rt::borrowed(text))); }
  rt::Cell parts(rt::Kind kind, const std::vector<rt::Cell> &cells, size_t size) {
    auto *room = arena.array<rt::Cell>(cells.size());
    std::copy(cells.begin(), cells.end(), room);
    return rt::Cell::parts(kind, room, size);
  }
  rt::Cell jsonCell(const json::Value &value) {
    rt::Cell cell;
    rt::JsonError error;
    REQUIRE(rt::readJson(arena.copy(rt::borrowed(json::write(value))), arena, cell, error));
    return cell;
  }
  static rt::IpAddress address(const ir::IpAddress &from) {
    rt::IpAddress address;
    address.v6 = from.v6;
    std::copy(from.bytes.begin(), from.bytes.end(), address.bytes);
    return address;
  }
};

template <typename Write>
std::string into(Write write) {
  rt::Buffer out;
  write(out);
  REQUIRE_FALSE(out.failed());
  return rt::copied(out.text());
}

} // namespace

TEST_CASE("values: their texts and their JSON as the plain evaluator's", "[runtime]") {
  Values values(31);
  for (int round = 0; round < 10'000; ++round) {
    values.arena.reset();
    Value value = values.value();
    rt::Cell cell = values.cellOf(value);
    rt::Arena arena;
    REQUIRE(rt::copied(rt::textOf({}, cell, arena)) == evaluate::textOf(value));
    REQUIRE(into([&](rt::Buffer &out) { rt::writeJson({}, cell, out); }) == json::write(evaluate::toJson(value)));
    REQUIRE(into([&](rt::Buffer &out) { rt::writeCanonical({}, cell, arena, out); }) ==
            json::writeCanonical(evaluate::toJson(value)));
    REQUIRE(rt::copied(rt::describe(cell.kind)) == evaluate::describe(value.kind()).str());
  }
}

TEST_CASE("values: equal where the plain evaluator's are", "[runtime]") {
  Values values(32);
  size_t equals = 0;
  for (int round = 0; round < 20'000; ++round) {
    values.arena.reset();
    Value left = values.value(), right = values.made.random.oneIn(3) ? values.value() : values.varied(left);
    bool expected = evaluate::equal(left, right);
    equals += expected;
    rt::Cell one = values.cellOf(left), other = values.cellOf(right);
    rt::Arena scratch;
    INFO(json::write(evaluate::toJson(left)) << "\n" << json::write(evaluate::toJson(right)));
    REQUIRE(rt::equal({}, one, other, scratch) == expected);
    REQUIRE(rt::equal({}, other, one, scratch) == expected);
  }
  CHECK(equals > 5000);
  CHECK(equals < 15'000);
}

TEST_CASE("values: members are found by name", "[runtime]") {
  Values values(33);
  for (int round = 0; round < 2000; ++round) {
    values.arena.reset();
    Value record = values.record(20, 1);
    rt::Cell cell = values.cellOf(record);
    for (const char *name : {"m0", "m1", "m7", "m19", "m", ""}) {
      const Value *expected = record.member(name);
      const rt::Cell *found = rt::member({}, cell, rt::borrowed(name));
      REQUIRE((found != nullptr) == (expected != nullptr));
      if (found)
        REQUIRE(into([&](rt::Buffer &out) { rt::writeText({}, *found, out); }) == evaluate::textOf(*expected));
    }
  }
  CHECK(rt::member({}, rt::Cell::boolean(true), "m") == nullptr);
}

TEST_CASE("values: cells of a bundle are followed from its sections", "[runtime]") {
  const char texts[] = "tier1.50keys";
  char addresses[16] = {10, 0, 0, 0};
  auto stored = [](rt::Kind kind, uint32_t size, int64_t payload, uint8_t prefix = 0) {
    return rt::Cell{kind, 1, prefix, 0, size, payload};
  };
  const rt::Cell cells[] = {stored(rt::Kind::String, 4, 0), stored(rt::Kind::JsonNumber, 4, 4),
                            stored(rt::Kind::String, 4, 8), stored(rt::Kind::Cidr, 4, 0, 8),
                            stored(rt::Kind::JsonObject, 1, 0)};
  rt::Pool pool{texts, cells, addresses};
  rt::Cell record = stored(rt::Kind::Record, 2, 0), list = stored(rt::Kind::List, 5, 0);
  CHECK(into([&](rt::Buffer &out) { rt::writeJson(pool, record, out); }) == R"({"tier":1.50,"keys":"10.0.0.0/8"})");
  CHECK(into([&](rt::Buffer &out) { rt::writeText(pool, list, out); }) == "tier\n1.5\nkeys\n10.0.0.0/8\ntier\n1.5");
  rt::Arena arena;
  CHECK(into([&](rt::Buffer &out) { rt::writeCanonical(pool, list, arena, out); }) ==
        R"(["tier",1.5,"keys","10.0.0.0/8",{"tier":1.5}])");
  REQUIRE(rt::member(pool, record, "keys") != nullptr);
  CHECK(rt::ipOf(pool, *rt::member(pool, record, "keys")).bytes[0] == 10);
  rt::Cell made = rt::Cell::text("tier");
  CHECK(rt::equal(pool, made, cells[0], arena));
  CHECK_FALSE(rt::equal(pool, made, cells[2], arena));
}

TEST_CASE("values: cells that lead too deep are given up, as without memory", "[runtime]") {
  rt::Cell circle = rt::Cell::parts(rt::Kind::List, nullptr, 1);
  circle.payload = rt::Cell::address(&circle);
  rt::Arena arena;
  rt::Buffer out;
  rt::writeJson({}, circle, out);
  CHECK(out.failed());
  out.clear();
  rt::writeCanonical({}, circle, arena, out);
  CHECK(out.failed());
  out.clear();
  rt::writeText({}, circle, out);
  CHECK(out.failed());
  CHECK_FALSE(arena.exhausted());
  CHECK_FALSE(rt::equal({}, circle, circle, arena));
  CHECK(arena.exhausted());
}
