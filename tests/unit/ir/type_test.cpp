// SPDX-License-Identifier: Apache-2.0
#include "ir/type.h"
#include "support/catch.h"

using namespace onus::ir;

namespace {
struct Fixture {
  TypeTable types;
  const Type *text = types.simple(TypeKind::String);
  const Type *whole = types.simple(TypeKind::Int);
  const Type *number = types.simple(TypeKind::Decimal);
  const Type *json = types.simple(TypeKind::Json);
  const Type *tier = types.unionOf({"vip", "standard", "vip"});
};
} // namespace

TEST_CASE_METHOD(Fixture, "equal shapes are one type") {
  CHECK(types.string() == text);
  CHECK(types.list(text) == types.list(types.string()));
  CHECK(types.list(text, 3) != types.list(text));
  CHECK(types.unionOf({"standard", "vip"}) == tier);
  Field a{"a", text}, b{"b", whole};
  CHECK(types.record({a, b}) == types.record({a, b}));
  CHECK(types.record({a, b}) != types.record({a, b}, true));
  CHECK(types.record({a}) != types.record({b}));
  CHECK(types.optional(types.optional(text)) == types.optional(text));
  CHECK(types.optional(text, true) != types.optional(text));
  CHECK(types.optional(types.error()) == types.error());
}

TEST_CASE_METHOD(Fixture, "sensitivity lies under the question mark") {
  const Type *secret = types.sensitive(types.optional(number));
  CHECK(secret == types.optional(types.sensitive(number)));
  CHECK(print(secret) == "sensitive decimal?");
  CHECK(types.withoutSensitive(secret) == types.optional(number));
  CHECK(holdsSensitive(types.list(types.record({Field{"pin", secret}}))));
  CHECK_FALSE(holdsSensitive(types.list(text)));
}

TEST_CASE_METHOD(Fixture, "types print as they are written") {
  CHECK(print(types.list(text)) == "list<string>");
  CHECK(print(types.list(types.string(200), 50)) == "list<string max 200> max 50");
  CHECK(print(types.optional(tier)) == "(\"standard\" | \"vip\")?");
  CHECK(print(types.record({Field{"id", text}, Field{"content-type", types.optional(text)}})) ==
        "{ id: string, \"content-type\": string? }");
  CHECK(print(types.record({}, true)) == "{ ... }");
  CHECK(print(types.record({})) == "{}");
}

TEST_CASE_METHOD(Fixture, "what may stand where") {
  CHECK(assignable(tier, text));
  CHECK_FALSE(assignable(text, tier));
  CHECK(assignable(types.unionOf({"vip"}), tier));
  CHECK_FALSE(assignable(whole, number));
  CHECK(assignable(text, types.optional(text)));
  CHECK_FALSE(assignable(types.optional(text), text));
  CHECK(assignable(types.simple(TypeKind::Null), types.optional(text, true)));
  CHECK(assignable(types.list(tier), types.list(text)));
  CHECK(assignable(types.error(), tier));
  CHECK(assignable(tier, types.error()));
  CHECK(assignable(types.record({Field{"a", text}}), json));
  CHECK_FALSE(assignable(types.simple(TypeKind::Duration), json));
  CHECK(assignable(types.sensitive(text), text));
}

TEST_CASE_METHOD(Fixture, "records are closed and structural") {
  Field a{"a", text}, b{"b", types.optional(whole)}, c{"c", whole};
  CHECK(assignable(types.record({a}), types.record({a, b})));
  CHECK_FALSE(assignable(types.record({b}), types.record({a, b})));
  CHECK_FALSE(assignable(types.record({a, c}), types.record({a})));
  CHECK(assignable(types.record({a, c}), types.record({a}, true)));
  CHECK_FALSE(assignable(types.record({a}, true), types.record({a})));
}

TEST_CASE_METHOD(Fixture, "meet over tools") {
  CHECK(meet(types, tier, types.unionOf({"gold"})) == types.unionOf({"gold", "standard", "vip"}));
  CHECK(meet(types, tier, text) == text);
  CHECK(meet(types, text, whole) == nullptr);
  CHECK(meet(types, whole, number) == nullptr);
  CHECK(meet(types, types.optional(text), types.sensitive(text)) == types.optional(types.sensitive(text)));
  CHECK(meet(types, types.list(text, 10), types.list(text, 20)) == types.list(text, 20));
  CHECK(meet(types, types.list(text, 10), types.list(text)) == types.list(text));
  CHECK(meet(types, types.list(text), types.list(whole)) == nullptr);
  Field a{"a", text}, optionalA{"a", types.optional(text)}, b{"b", whole}, otherB{"b", text};
  CHECK(meet(types, types.record({a, b}), types.record({optionalA})) == types.record({optionalA}, true));
  CHECK(meet(types, types.record({a, b}), types.record({a, otherB})) == types.record({a}, true));
  CHECK(meet(types, types.error(), text) == types.error());
}
