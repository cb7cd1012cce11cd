// SPDX-License-Identifier: Apache-2.0
#include "ir/expr.h"

#include "support/catch.h"

using namespace onus;
using namespace onus::ir;

namespace {

/// Makes expressions whose storage lives as long as the maker.
class Maker {
public:
  const Expr *make(ExprKind kind, std::vector<const Expr *> operands = {}, llvm::StringRef text = {},
                   int64_t number = 0, std::vector<llvm::StringRef> names = {}) {
    Expr expr;
    expr.kind = kind;
    expr.type = types.simple(TypeKind::Bool);
    expr.operands = arena.copy(operands);
    expr.names = arena.copy(names);
    expr.text = arena.text(text);
    expr.number = number;
    return arena.make<Expr>(expr);
  }
  const Expr *root(llvm::StringRef name) { return make(ExprKind::Root, {}, name); }
  const Expr *member(const Expr *base, llvm::StringRef name) { return make(ExprKind::Member, {base}, name); }
  const Expr *number(int64_t value) { return make(ExprKind::Int, {}, {}, value); }
  const Expr *text(llvm::StringRef value) { return make(ExprKind::String, {}, value); }

  TypeTable types;
  Arena arena;
};

} // namespace

TEST_CASE("paths and detector terms print as they are written") {
  Maker m;
  const Expr *order =
      m.make(ExprKind::Index, {m.member(m.root("context"), "orders"), m.member(m.root("args"), "order_id")});
  CHECK(print(m.member(order, "total")) == "context.orders[args.order_id].total");
  CHECK(print(m.member(m.root("args"), "content-type")) == "args.\"content-type\"");
  const Expr *text = m.make(ExprKind::Call, {m.root("result")}, "text");
  CHECK(print(m.make(ExprKind::Signal, {text}, "acme.refunds.prompt_injection")) ==
        "acme.refunds.prompt_injection(text(result))");
  CHECK(print(m.make(ExprKind::EffectParameter, {}, "std.effects.sends_messages", 0, {"to"})) ==
        "std.effects.sends_messages.to");
}

TEST_CASE("parentheses stand where the meaning needs them") {
  Maker m;
  const Expr *a = m.root("a"), *b = m.root("b"), *c = m.root("c");
  const Expr *either = m.make(ExprKind::Or, {a, b});
  CHECK(print(m.make(ExprKind::And, {either, c})) == "(a or b) and c");
  CHECK(print(m.make(ExprKind::Or, {m.make(ExprKind::And, {a, b}), c})) == "a and b or c");
  CHECK(print(m.make(ExprKind::Not, {either})) == "not (a or b)");
  const Expr *difference = m.make(ExprKind::Subtract, {a, m.make(ExprKind::Subtract, {b, c})});
  CHECK(print(difference) == "a - (b - c)");
  CHECK(print(m.make(ExprKind::Multiply, {m.make(ExprKind::Add, {a, b}), c})) == "(a + b) * c");
  const Expr *any =
      m.make(ExprKind::Any, {a, m.make(ExprKind::Equal, {m.make(ExprKind::Local, {}, "x", 7), b})}, "x", 7);
  CHECK(print(m.make(ExprKind::And, {any, c})) == "(any x in a: x == b) and c");
}

TEST_CASE("literals print so that types can be told apart") {
  Maker m;
  CHECK(print(m.number(500)) == "500");
  CHECK(print(m.make(ExprKind::Decimal, {}, {}, 5'000'000)) == "500.0");
  CHECK(print(m.make(ExprKind::Decimal, {}, {}, -1'5000)) == "-1.5");
  CHECK(print(m.text("a \"b\"\n\x01")) == "\"a \\\"b\\\"\\n\\u{1}\"");
  CHECK(print(m.make(ExprKind::Pattern, {}, "a\"\\b")) == "r\"a\\\"\\b\"");
  CHECK(print(m.make(ExprKind::Record, {m.number(1)}, {}, 0, {"in"})) == "{ in: 1 }");
}

TEST_CASE("history prints as its slot does") {
  Maker m;
  CHECK(print(m.make(ExprKind::History, {}, "count(call *)", 3)) == "count(call *)");
  CHECK(print(m.make(ExprKind::History, {m.text("x")}, "mentioned(input)", 4)) == "mentioned(input, \"x\")");
}

TEST_CASE("a walk sees parents before their parts") {
  Maker m;
  const Expr *whole = m.make(ExprKind::Not, {m.make(ExprKind::Has, {m.root("a")})});
  std::vector<ExprKind> seen;
  walk(whole, [&](const Expr *part) { seen.push_back(part->kind); });
  CHECK(seen == std::vector<ExprKind>{ExprKind::Not, ExprKind::Has, ExprKind::Root});
}
