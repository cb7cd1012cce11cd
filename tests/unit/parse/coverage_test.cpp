// SPDX-License-Identifier: Apache-2.0
#include "support/catch.h"
#include "syntax/dump.h"
#include "syntax/parse/parse.h"

using namespace onus;

namespace {

/// The diagnostics of a text, one a line.
std::string problems(const char *text) {
  source::SourceManager sources;
  Arena arena;
  diagnostics::Reporter reporter;
  syntax::File *file = syntax::parse(sources, sources.add("main.onus", text), arena, reporter);
  std::string all;
  for (const auto &diagnostic : reporter.all())
    all += source::describe(sources, diagnostic->range) + ": " + diagnostic->message + "\n";
  syntax::dumpAst(sources, *file); // every node can be shown
  return all;
}

} // namespace

TEST_CASE("packages and uses") {
  CHECK(problems(R"(package a.b owner c.team
use a.b
use a.b as c
use a.b.{x, y as z,}
use std.effects.{moves_money}
)") == "");
}

TEST_CASE("parties, sinks, types, constants") {
  CHECK(problems(R"(
organization acme "ACME" { standards regulated, a.b.house }
person ann "Ann" { email "ann@acme.example" active from 2025-01-01 until 2027-01-01 }
person bob
team ops { lead ann members ann, bob contact slack "#ops", phone "+1-555-0100", email "ops@acme.example" }
vendor modelco "ModelCo" { provides "a model" answers_to ops }
sink siem "Log" { owner ops keep 400d }
context { user: { id: string, role: "agent" | "supervisor" }, customer: sensitive Customer? tags: list<string> max 50 }
type Tier = "standard" | "vip"
type Shape = { a: int, "content-type": string max 200, in: map<a.b.T>?, ... }
type Open = { … }
let limit = 1_000.00
let f(a: string, b: list<int?>): bool = a == "x"
let known: set<string> from json "data/known.json"
let rows: list<{ a: string }> from csv "rows.csv"
let rm = r"rm -rf .*" yes "rm -rf /", "rm -rf x" no "rm a"
)") == "");
}

TEST_CASE("effects, surfaces, detectors, systems") {
  CHECK(problems(R"(
effect reads_public
effect sends(to: list<string>, at: instant?) "Sends" { severity high cover call, result cover none }
surface s "Tools" {
  from openapi "api.json"
  owner ops
  approved by ann on 2026-01-01
  tool a does nothing
  tool b, "run-code", c does sends(to: [to, cc], at: none because "never"), x.y approved by bob on 2026-01-01
  tool d(password: sensitive string, ...) returns { id: string } does sends(to: payment_methods[].id ?? "x")
    unguarded because "x" approved by ann on 2026-01-01 until 2027-01-01
  tool e() returns json from text does nothing
    unguarded call because "x" requested by ops approved by ann on 2026-01-01 until 2027-01-01
    unguarded result because "x" approved by ann on 2026-01-01 reviewed by bob on 2026-01-01 every 30d until 2027-01-01
  tool f
  unguarded g, "h-i", j because "x" approved by ann on 2026-01-01 until 2027-01-01
  unguarded call k, l because "x" approved by ann on 2026-01-01 until 2027-01-01
}
detector d "D" { input text: sensitive string output decimal vendor modelco owner ops timeout 200ms }
system sys "S" {
  operator acme business ops engineering ops security ops model modelco "m-5" surfaces s, a.b.t enforces a.b, a.b.g
  change "C-1" incident "https://x.example" review "R-1" on 2026-01-01
}
)") == "");
}

TEST_CASE("guardrails") {
  CHECK(problems(R"(
duties d "D" {
  log inputs, session.id, text(output) redact context.customer.email, args.a to siem
  escalate to ops within 15m, then a.b.ann within 1h when more than 5 in 24h
  rollback disable s.a, s."run-code" by ops within 10m runbook "https://x.example"
  fails closed
}
guardrail g "G" under d {
  owner ops
  let order = context.orders[args.order_id]
  severity high
  on call s.a, call s."run-code", call s.*, call that sends, call that sends and x.y, call *, result *, result s.a,
    input, prompt, completion, output, handoff, memory, start
  a: deny when true because "x"
  b: ask ops within 10m when order.x > 1 because "x"
  c: ask user because "x"
  e: redact text(output) matching r"x", args.a, args.b matching rm when not error because "x"
  flag
  flag when a.b
  h: require has(order) because "x"
  shadow until 2026-12-31 because "x" approved by ann on 2026-01-01
  fails open because "x" requested by ops approved by ann on 2026-01-01 until 2027-01-01
  fails to ask ops
  rollback disable system by ops within 10m
  rollback restore previous by ops within 10m
  rollback revoke "token" by ops within 10m
  rollback manual by ops within 10m
  maps csf "GV.RM-06", "PR.AA-05"
  exception x "X" {
    lifts a, b
    when args.a == 1
    because "x"
    requested by ops
    approved by ann on 2026-01-01
    approved by bob on 2026-01-01
    reviewed by bob on 2026-01-01 every 60d
    until 2026-12-31
    monitor alert ops when more than 20 in 24h
  }
}
guardrail h is std.patterns.secrets(limit: 3, in: ["a"]) { owner ops under d }
guardrail i "I" is std.patterns.x under a.b.d { }
pattern p(limit: int) "P" { on output deny when text(output).size() > limit because "x" }
exception y to a.b.g "Y" { until 2026-12-31 }
)") == "");
}

TEST_CASE("expressions") {
  CHECK(problems(R"(
let a = not a and b or any x in xs: x.y == 1 and all y in f(z).w: not y in [1, 2]
let b = (a ?? b ?? "c") == d[e].f(g, h)[0].i as list<string>?
let c = if a then b else if c then d else e
let d = { a: 1, "b-c": [1, 2,], in: { }, d: -1 - -x * 2 }
let e = total(call s.a last 24h per context.user.id, args.amount) > 2000.00
let f = count(call *) + count(denied call that x where args.a == 1 last 1h per (a.b, c)) + count(x in xs where x > 1)
let g = sum(c in zip(xs, ys) where has(c.first), c.first - c.second)
let h = seen(result that x) and mentioned(input, v) and not mentioned(result *, w.x) and seen(output where a)
let i = latest(result s.a where not error, result.id) ?? "none"
let j = args.when.where.in.matches and x matches r"a" and y like "b*" and t >= 2026-01-01T00:00:00Z
let k = count + total.seen + latest + sum + mentioned + list.map.set
let l = result.messages[0] + text(result) + input + call.tool
let m = prompt_injection(text(result)) > 0.90 and time.date() < 2026-12-31 and x.age <= 90d
let n = any x in (a + b): (any y in x: y)
let o = {
  a: 1
  b: { c: 2 }
  "d": 3
}
let p = true != false
)") == "");
}

TEST_CASE("standards, frameworks, tests") {
  CHECK(problems(R"(
standard st "S" {
  owner ops
  every guardrail where severity >= high requires escalate.within <= 15m because "x"
  every system requires has(change) and has(review)
}
framework fw "F" {
  version "1" source "s" publisher "p" license "l" superseded_by "fw2" incomplete
  control "A" "Title" level function {
    control "A-1" "T" paragraphs 4
    control "A-2" withdrawn replaced_by "A-1", "B"
    control "A-3"
  }
}
test "t" of sys {
  at 2026-12-31T08:00:00Z
  after 1h
  session "s2"
  session { id: "s", turn: 2 }
  agent { id: "a", on_behalf_of: "u" }
  context { user: an_agent }
  context shared
  call s.a { x: 1 }
  call s."run-code" swap("a", 1)
  call s.b
  call s.c args_of("x")
  result s.a { id: "x" } args { x: 1 }
  result s.a "text"
  result s.a error
  result s.a error "boom" args { x: 1 }
  result s.a
  input "hello" + "x"
  prompt "p"
  completion "c"
  output "o"
  handoff "h"
  memory "m"
  start
  signal injection 0.5
  signal a.b.injection(text(result)) 0.5
  signal injection unavailable
  approved by ops
  approved by user
  expect allow
  expect deny by g
  expect deny by g.rule
  expect allow by exception x
  expect allow by g.rule by exception x
  expect deny with unfit_arguments
  expect ask ops by g.rule
  expect ask user
  expect would_be flag by g
  expect would_be allow
  expect redact by g
  expect failing g
}
)") == "");
}

TEST_CASE("every contextual word is a name where it means nothing") {
  std::string text = "type T = {\n";
#define ONUS_WORD(NAME, SPELLING) text += "  " SPELLING ": int\n";
#define ONUS_RESERVED(NAME, SPELLING) text += "  " SPELLING ": int\n";
#include "syntax/tokens.def"
  text += "}\n";
#define ONUS_WORD(NAME, SPELLING)                                                                                      \
  text += "let " SPELLING "(" SPELLING ": int): int = " SPELLING " + x." SPELLING " + y." SPELLING "(1)\n";
#include "syntax/tokens.def"
#define ONUS_RESERVED(NAME, SPELLING) text += "let x" SPELLING " = y." SPELLING "(1) + { " SPELLING ": 1 }\n";
#include "syntax/tokens.def"
#define ONUS_WORD(NAME, SPELLING) text += "guardrail " SPELLING " {\n  " SPELLING ": deny because \"x\"\n}\n";
#include "syntax/tokens.def"
  CHECK(problems(text.c_str()) == "");
}
