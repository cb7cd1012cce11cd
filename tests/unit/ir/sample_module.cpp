// SPDX-License-Identifier: Apache-2.0
#include "sample_module.h"

namespace onus::tests {

namespace {

constexpr Millis minute = 60'000;

const Expr *condition(Builder &b) {
  const Type *text = b.types().string();
  const Type *secret = b.types().sensitive(b.types().string(200));
  const Expr *item = b.local(1, "r", secret);
  const Expr *domain = b.make(ExprKind::Call, text, {item}, "domain");
  const Expr *outside = b.boolean(ExprKind::NotEqual, {domain, b.string("acme.example")});
  const Expr *any = b.make(ExprKind::Any, b.simple(TypeKind::Bool), {b.arg("to"), outside}, "r", 1);
  const Expr *limit = b.make(ExprKind::Coalesce, b.simple(TypeKind::Int), {b.arg("limit"), b.integer(-3)});
  const Expr *total =
      b.make(ExprKind::History, b.simple(TypeKind::Decimal), {}, "total(call bank.pay, args.amount)", 0);
  const Expr *pattern = b.make(ExprKind::Pattern, b.simple(TypeKind::Pattern), {}, R"((?i)a+\.b)");
  const Expr *signal = b.make(ExprKind::Signal, b.simple(TypeKind::Decimal), {b.arg("reason")}, "acme.risk", 0,
                              {"acme.risk(args.reason)"});
  const Expr *known = b.make(ExprKind::Data, b.types().set(text), {}, "acme.known");
  const Expr *let =
      b.make(ExprKind::Let, b.simple(TypeKind::Bool),
             {b.arg("amount"),
              b.boolean(ExprKind::Greater, {b.local(2, "a", b.simple(TypeKind::Decimal)), b.decimal(5'000'001)})},
             "a", 2);
  const Expr *choice =
      b.make(ExprKind::If, b.simple(TypeKind::Bool),
             {b.boolean(ExprKind::Has, {b.arg("limit")}), b.boolean(ExprKind::Less, {limit, b.integer(9)}),
              b.boolean(ExprKind::Matches, {b.arg("reason"), pattern})});
  return b.boolean(ExprKind::Or, {b.boolean(ExprKind::And, {any, b.boolean(ExprKind::Not, {let}), choice}),
                                  b.boolean(ExprKind::GreaterEqual, {total, b.decimal(int64_t(1) << 60)}),
                                  b.boolean(ExprKind::LessEqual, {signal, b.decimal(-5)}),
                                  b.boolean(ExprKind::In, {b.arg("reason"), known}),
                                  b.boolean(ExprKind::Like, {b.arg("reason")}, "d*")});
}

Tool tool(Builder &b) {
  Tool tool;
  tool.name = "bank.pay";
  tool.surface = "bank";
  tool.digest = "sha256:00";
  tool.args = b.argsType();
  tool.result = b.simple(TypeKind::Json);
  tool.needsCall = true;
  tool.effects = {{"std.effects.moves_money", {{"amount", b.simple(TypeKind::Decimal), false, b.arg("amount")}}}};
  tool.unguarded = {{EventKind::Result, {"nothing comes back", "acme.bank", "acme.ciso", 20'000, 20'300, ""}}};
  tool.classifiedBy = "acme.ciso";
  tool.owner = "acme.bank";
  return tool;
}

Slot slot(Builder &b) {
  Slot slot;
  slot.text = "total(call bank.pay, args.amount)";
  slot.op = HistoryOp::Total;
  slot.tools = {"bank.pay"};
  slot.path = b.arg("amount");
  slot.last = 24 * 60 * minute;
  return slot;
}

Guardrail guardrail(Builder &b) {
  Guardrail g;
  g.name = "acme.limits";
  g.title = "Limits \"quoted\"\n";
  g.span = {"acme.onus", 3, 1, 9, 2};
  g.severity = Severity::High;
  g.owner = "acme.bank";
  g.on = {{EventKind::Call, {"bank.pay"}, {"bank.pay"}}};
  g.lets = {{0, "due", b.arg("amount")}};
  const Expr *due = b.local(0, "due", b.simple(TypeKind::Decimal));
  g.rules.resize(3);
  g.rules[0].label = "given";
  g.rules[0].require = true;
  g.rules[0].condition = b.boolean(ExprKind::Has, {b.arg("limit")});
  g.rules[1].label = "much";
  g.rules[1].verdict = Verdict::Ask;
  g.rules[1].askParty = "acme.bank";
  g.rules[1].within = 30 * minute;
  g.rules[1].condition = condition(b);
  g.rules[2].label = "note";
  g.rules[2].verdict = Verdict::Flag;
  g.rules[2].condition = b.boolean(ExprKind::Greater, {due, b.decimal(0)});
  Exception exception;
  exception.name = "acme.limits.goodwill";
  exception.lifts = {"much"};
  exception.when = b.boolean(ExprKind::Equal, {b.arg("reason"), b.string("duplicate")});
  exception.waiver = {"goodwill", "acme.bank", "acme.ciso", 20'000, 20'090, ""};
  exception.reviewedBy = "acme.bank";
  exception.reviewedOn = 20'010;
  exception.every = 60 * millisPerDay;
  exception.monitor = {"acme.bank", 20, millisPerDay};
  g.exceptions = {exception};
  g.log = {{"args.amount", b.arg("amount"), false, false}, {"args.to", b.arg("to"), true, true}};
  g.sink = "acme.siem";
  g.escalate = {{"acme.bank", 15 * minute}, {"acme.ciso", 60 * minute}};
  g.escalateWhen = {3, millisPerDay};
  g.rollback = {"disable_tools", {"bank.pay"}, "acme.bank", 5 * minute, "https://runbooks.acme.example/pay"};
  g.fails = FailsMode::Open;
  g.failsWaiver = Waiver{"a pilot", "acme.bank", "acme.ciso", 20'000, 20'100, ""};
  g.controls = {{"std.frameworks.nist_csf_2_0", "2.0", "PR.AA-05", "Access"}};
  g.readsState = true;
  return g;
}

} // namespace

Module sampleModule() {
  Module module;
  Builder b{module};
  module.onusVersion = "0.1.0";
  module.sources = {{"acme.onus", "sha256:11"}};
  module.parties.resize(2);
  module.parties[0].name = "acme.bank";
  module.parties[0].kind = "team";
  module.parties[0].lead = "acme.ciso";
  module.parties[0].contacts = {{"slack", "#bank"}};
  module.parties[1].name = "acme.ciso";
  module.parties[1].kind = "person";
  module.parties[1].email = "ciso@acme.example";
  module.parties[1].activeFrom = 19'000;
  module.sinks = {{"acme.siem", "acme.bank", 400 * millisPerDay}};
  module.data = {{"acme.known", b.types().set(b.types().string()), json::Array{"a", "b"}, "sha256:22"}};
  System system;
  system.name = "acme.agent";
  system.operatorParty = system.business = system.engineering = system.security = "acme.bank";
  system.reviewOn = 20'400;
  system.context = {{"user", b.types().optional(b.types().record({{"id", b.types().string()}}, true))}};
  system.tools = {tool(b)};
  system.detectors = {{"acme.risk", "acme.bank", "", b.simple(TypeKind::Decimal), 200, {"acme.risk(args.reason)"}}};
  system.slots = {slot(b)};
  system.guardrails = {guardrail(b)};
  system.worstCost = 12'345;
  module.systems = {system};
  module.digest = digestOf(toJson(module));
  return module;
}

} // namespace onus::tests
