// SPDX-License-Identifier: Apache-2.0
#include "runtime/value/fit.h"

#include "backends/bytecode/parts.h"
#include "evaluate/fit.h"
#include "random_json.h"
#include "runtime/json/write.h"
#include "runtime/value/access.h"
#include "runtime/value/untyped.h"
#include "runtime/verify/verify.h"
#include "support/catch.h"

using namespace onus;
using ir::TypeKind;

namespace {

/// What a value is, with the kinds of all its parts.
std::string shape(const evaluate::Value &value) {
  std::string out = evaluate::describe(value.kind()).str() + " ";
  if (const evaluate::Items *items = value.asList()) {
    for (const evaluate::Value &item : *items)
      out += "[" + shape(item) + "]";
    return out;
  }
  if (const evaluate::Members *members = value.asRecord()) {
    for (const evaluate::Member &member : *members)
      out += "{" + member.first + ": " + shape(member.second) + "}";
    return out;
  }
  return out + json::write(evaluate::toJson(value));
}

std::string shape(const rt::Pool &pool, const rt::Cell &cell) {
  std::string out = rt::copied(rt::describe(cell.kind)) + " ";
  const rt::Cell *cells = cell.kind == rt::Kind::List || cell.kind == rt::Kind::Record ? pool.parts(cell) : nullptr;
  if (cell.kind == rt::Kind::List) {
    for (size_t at = 0; at < cell.size; ++at)
      out += "[" + shape(pool, cells[at]) + "]";
    return out;
  }
  if (cell.kind == rt::Kind::Record) {
    for (size_t at = 0; at < cell.size; ++at) {
      REQUIRE(cells[2 * at].kind == rt::Kind::String);
      out += "{" + rt::copied(pool.text(cells[2 * at])) + ": " + shape(pool, cells[2 * at + 1]) + "}";
    }
    return out;
  }
  rt::Buffer written;
  rt::writeJson(pool, cell, written);
  return out + rt::copied(written.text());
}

/// Types in a bundle of their own, and what fits them.
class Bench {
public:
  explicit Bench(uint32_t seed) : made(seed) {}

  /// Puts a type into the bundle; `seal` comes after the last.
  uint32_t add(const ir::Type *type) { return rowsOfTypes_.row(type); }
  void seal() {
    rt::SystemRow system; // a bundle has one; this one has no tools, and nothing concerns it
    system.name = rows_.text("teller");
    system.dispatch = rows_.addAll<rt::Section::Dispatch>(std::vector<rt::DispatchRow>(rt::eventKinds - 2));
    rows_.add<rt::Section::Systems>(system);
    bytes_ = rows_.finish({});
    words_.resize((bytes_.size() + 7) / 8);
    memcpy(words_.data(), bytes_.data(), bytes_.size());
    rt::BundleProblem problem;
    bool verified = rt::verify(words_.data(), bytes_.size(), bundle_, problem);
    INFO(problem.message);
    REQUIRE(verified);
  }

  /// Fits a value in both ways, and returns what both say.
  std::string fit(const json::Value &value, const ir::Type &type, uint32_t row, bool rounded = false) {
    auto expected = rounded ? evaluate::fitRounded(value, type, "args") : evaluate::fit(value, type, "args");
    std::string text = json::write(value);
    arena_.reset();
    rt::Cell cell, fitted;
    rt::JsonError error;
    rt::Text misfit;
    INFO(text << "\n" << ir::print(&type));
    REQUIRE(rt::readJson(rt::borrowed(text), arena_, cell, error));
    auto function = rounded ? rt::fitRounded : rt::fit;
    bool fits = function(bundle_, arena_, cell, row, rt::Text("args"), fitted, misfit);
    std::string said = fits ? shape(bundle_.pool(), fitted) : rt::copied(misfit);
    auto *found = std::get_if<evaluate::Value>(&expected);
    REQUIRE(said == (found ? shape(*found) : std::get<evaluate::Misfit>(expected).text()));
    REQUIRE(fits == (found != nullptr));
    return said;
  }

  const ir::Type *type(unsigned depth);
  json::Value value(const ir::Type &type);

  ir::TypeTable types;
  rt::RandomJson made;
  const rt::Bundle &bundle() const { return bundle_; }

private:
  const ir::Type *record(unsigned depth);
  json::Value text(TypeKind kind);
  json::Value object(const ir::Type &type);

  backends::bytecode::Rows rows_;
  backends::bytecode::Types rowsOfTypes_{rows_};
  std::string bytes_;
  std::vector<uint64_t> words_;
  rt::Bundle bundle_;
  rt::Arena arena_;
};

const char *const names[] = {"id", "tier", "to", "a-b", "name with spaces", "x", "1st", "ümlaut", "_y", ""};

const ir::Type *Bench::record(unsigned depth) {
  std::vector<ir::Field> fields;
  for (const char *name : names)
    if (made.random.oneIn(2)) {
      const ir::Type *of = type(depth);
      fields.push_back({name, made.random.oneIn(3) ? types.optional(of, made.random.oneIn(2)) : of});
    }
  return types.record(fields, made.random.oneIn(3));
}

const ir::Type *Bench::type(unsigned depth) {
  static const TypeKind simple[] = {TypeKind::Bool,    TypeKind::Int,  TypeKind::Decimal, TypeKind::Duration,
                                    TypeKind::Date,    TypeKind::Ip,   TypeKind::Instant, TypeKind::Cidr,
                                    TypeKind::Content, TypeKind::Json, TypeKind::Null,    TypeKind::Pattern};
  int64_t max = made.random.oneIn(2) ? 0 : static_cast<int64_t>(1 + made.random.below(6));
  switch (made.random.below(depth ? 10 : 5)) {
  case 0:
  case 1:
    return types.simple(made.random.of(simple));
  case 2:
    return types.string(max);
  case 3:
    return types.unionOf({"standard", "vip", "none", "é"});
  case 4:
    return types.sensitive(types.simple(TypeKind::Decimal));
  case 5:
    return types.list(type(depth - 1), max);
  case 6:
    return types.set(type(depth - 1));
  case 7:
    return types.map(type(depth - 1));
  case 8:
    return types.optional(type(depth - 1), made.random.oneIn(2));
  default:
    return record(depth - 1);
  }
}

json::Value Bench::text(TypeKind kind) {
  static const char *const texts[][3] = {{"15m", "90d", "x"},
                                         {"2026-12-31", "2024-02-29", "2023-02-29"},
                                         {"2026-12-31T08:00:00Z", "2026-12-31T08:00:00.25+02:00", "2026-12-31"},
                                         {"10.0.0.1", "2001:db8::1", "10.0.0.256"},
                                         {"10.0.0.0/8", "2001:db8::/32", "10.0.0.1/8"},
                                         {"standard", "é", "nine"}};
  size_t row = kind == TypeKind::Duration  ? 0
               : kind == TypeKind::Date    ? 1
               : kind == TypeKind::Instant ? 2
               : kind == TypeKind::Ip      ? 3
               : kind == TypeKind::Cidr    ? 4
                                           : 5;
  return texts[row][made.random.oneIn(8) ? 2 : made.random.below(2)];
}

json::Value Bench::object(const ir::Type &type) {
  json::Object members;
  for (const ir::Field &field : type.fields)
    if (!made.random.oneIn(12))
      members.insert(members.begin() + static_cast<ptrdiff_t>(made.random.below(members.size() + 1)),
                     {field.name.str(), value(*field.type)});
  if (made.random.oneIn(8))
    members.emplace_back("unknown", made.value(1));
  return members;
}

/// A value that mostly fits the type.
json::Value Bench::value(const ir::Type &type) {
  if (made.random.oneIn(40))
    return made.value(2);
  switch (type.kind) {
  case TypeKind::Bool:
    return made.random.oneIn(2);
  case TypeKind::Int:
  case TypeKind::Decimal:
    return json::Number{made.random.oneIn(3) ? made.number() : std::to_string(made.random.below(1000))};
  case TypeKind::String:
    return made.random.oneIn(3) ? made.string() : std::string("ab");
  case TypeKind::Duration:
  case TypeKind::Date:
  case TypeKind::Instant:
  case TypeKind::Ip:
  case TypeKind::Cidr:
  case TypeKind::Union:
    return text(type.kind);
  case TypeKind::List:
  case TypeKind::Set: {
    json::Array items;
    for (size_t count = made.random.below(5); count > 0; --count)
      items.push_back(value(*type.element));
    return items;
  }
  case TypeKind::Map: {
    json::Object members;
    for (const char *name : names)
      if (made.random.oneIn(4))
        members.emplace_back(name, value(*type.element));
    return members;
  }
  case TypeKind::Record:
    return object(type);
  case TypeKind::Optional:
    return made.random.oneIn(4) ? json::Value() : value(*type.element);
  default:
    return made.random.oneIn(2) ? json::Value() : made.value(2);
  }
}

} // namespace

TEST_CASE("values fit types, or do not, as for the plain evaluator", "[runtime]") {
  size_t fits = 0, misfits = 0;
  for (uint32_t seed = 0; seed < 60; ++seed) {
    Bench bench(seed);
    std::vector<std::pair<const ir::Type *, uint32_t>> all;
    for (int count = 0; count < 12; ++count) {
      const ir::Type *type = bench.type(3);
      all.emplace_back(type, bench.add(type));
    }
    bench.seal();
    for (auto [type, row] : all)
      for (int round = 0; round < 25; ++round)
        (bench.fit(bench.value(*type), *type, row).substr(0, 4) == "args" ? misfits : fits) += 1;
  }
  CHECK(fits > 5000);
  CHECK(misfits > 3000);
}

TEST_CASE("S38: lists and maps are limited", "[runtime]") {
  Bench bench(1);
  const ir::Type *list = bench.types.list(bench.types.simple(TypeKind::Int)), *map = bench.types.map(list);
  uint32_t listRow = bench.add(list), mapRow = bench.add(map);
  bench.seal();
  json::Array items(1024, json::Value::integer(1));
  json::Object members;
  for (int at = 0; at < 1024; ++at)
    members.emplace_back(std::to_string(at), json::Array());
  CHECK(bench.fit(items, *list, listRow).substr(0, 6) == "a list");
  CHECK(bench.fit(members, *map, mapRow).substr(0, 8) == "a record");
  items.push_back(json::Value::integer(1));
  members.emplace_back("one more", json::Array());
  CHECK(bench.fit(items, *list, listRow) == "args has more than 1024 items");
  CHECK(bench.fit(members, *map, mapRow) == "args has more than 1024 members");
  members = {{"a b", items}};
  CHECK(bench.fit(members, *map, mapRow) == "args.\"a b\" has more than 1024 items");
}

TEST_CASE("S27: only a detector's decimal is rounded", "[runtime]") {
  Bench bench(2);
  const ir::Type *decimal = bench.types.simple(TypeKind::Decimal);
  const ir::Type *record = bench.types.record({{"value", decimal}}), *maybe = bench.types.optional(decimal);
  uint32_t rows[] = {bench.add(decimal), bench.add(record), bench.add(maybe)};
  bench.seal();
  json::Number third{"0.33333"};
  CHECK(bench.fit(third, *decimal, rows[0], true) == "a decimal 0.3333");
  CHECK(bench.fit(third, *decimal, rows[0]) == "args is no decimal of at most four fractional digits");
  CHECK(bench.fit(third, *maybe, rows[2], true) == "args is no decimal of at most four fractional digits");
  CHECK(bench.fit(json::Object{{"value", third}}, *record, rows[1], true) ==
        "args.value is no decimal of at most four fractional digits");
  CHECK(bench.fit(json::Number{"1e300"}, *decimal, rows[0], true) ==
        "args is no decimal of at most four fractional digits");
}

TEST_CASE("a typed value fits as the JSON that it would be written as", "[runtime]") {
  Bench bench(3);
  const ir::Type *type = bench.types.record({{"when", bench.types.simple(TypeKind::Instant)},
                                             {"n", bench.types.optional(bench.types.simple(TypeKind::Int))}});
  uint32_t row = bench.add(type);
  bench.seal();
  rt::Arena arena;
  auto fitted = [&](const rt::Cell &when, const rt::Cell &number) {
    const rt::Cell cells[] = {rt::Cell::text("when"), when, rt::Cell::text("n"), number};
    rt::Cell into;
    rt::Text misfit;
    bool fits = rt::fit(bench.bundle(), arena, rt::Cell::parts(rt::Kind::Record, cells, 2), row, "value", into, misfit);
    return fits ? shape(bench.bundle().pool(), into) : rt::copied(misfit);
  };
  rt::Cell epoch = rt::Cell::number(rt::Kind::Instant, 0);
  CHECK(fitted(epoch, rt::Cell::number(rt::Kind::Int, -5)) ==
        "a record {when: an instant \"1970-01-01T00:00:00Z\"}{n: an int -5}");
  CHECK(fitted(epoch, {}) == "a record {when: an instant \"1970-01-01T00:00:00Z\"}");
  CHECK(fitted(epoch, rt::Cell::number(rt::Kind::Decimal, 15'000)) == "value.n is no whole number of 64 bits");
  CHECK(fitted(rt::Cell::boolean(true), {}) == "value.when is a bool, not instant");
}

TEST_CASE("fitting without memory fails", "[runtime]") {
  Bench bench(4);
  const ir::Type *type = bench.types.list(bench.types.list(bench.types.simple(TypeKind::Ip)));
  uint32_t row = bench.add(type);
  bench.seal();
  std::string text = "[";
  for (int at = 0; at < 1000; ++at)
    text += "[\"10.0.0.1\",\"::\"],";
  text += "[]]";
  rt::Arena events, arena;
  rt::Cell cell, into;
  rt::JsonError error;
  rt::Text misfit;
  REQUIRE(rt::readJson(rt::borrowed(text), events, cell, error));
  CHECK(rt::fit(bench.bundle(), arena, cell, row, "args", into, misfit));
  for (size_t limit : {size_t{0}, size_t{70'000}}) {
    rt::Arena little;
    little.setLimit(limit);
    CHECK_FALSE(rt::fit(bench.bundle(), little, cell, row, "args", into, misfit));
    CHECK(little.exhausted());
  }
}
