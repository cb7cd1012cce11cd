// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "llvm/ADT/StringRef.h"

namespace onus::tests {

/// A program whose guardrails use every operation, every built-in and every root of expressions, with redactions,
/// exceptions, history, detectors and effects.
inline constexpr llvm::StringLiteral everyOperation = R"(package desk owner crew
organization desk_org {}
person head { email "head@desk.example" }
person safety { email "safety@desk.example" }
team crew { lead head contact slack "#crew" }
vendor maker { provides "the model" answers_to crew }
sink store { owner crew keep 400d }
effect moves(amount: decimal, to: list<string>, note: string) "Money leaves" { severity high }
effect looks(words: list<string>) "Somebody looks" { severity low }
context { mode: string?, quota: int, table: map<int>?, client: { name: string, mail: sensitive string }? }
detector tone "How rude" { input text: string output decimal owner safety timeout 100ms }
detector kind "Which kind" { input text: string output "good" | "bad" owner safety timeout 100ms }
surface bank {
  owner crew
  approved by safety on 2026-05-01
  tool pay(amount: decimal, count: int, share: int?, urgent: bool, kind: "gift" | "bill", memo: string?, short: string max 8,
           words: list<string> max 4, pairs: list<string>, url: string, path: string, mail: string,
           from: ip, net: cidr, day: date, at: instant, wait: duration, meta: json, secret: sensitive string,
           lines: list<{ name: string max 64, price: decimal, tags: list<string max 32> max 4, by: sensitive string max 32? }> max 4,
           grid: list<list<int> max 4> max 4, prices: map<decimal>, who: { id: string, more: { deep: int? }?, ... })
    returns { total: decimal, lines: list<string>, by: string?, ... }
    does moves(amount: amount, to: [words, mail, memo, secret], note: memo ?? "none"), looks(words: lines[].name)
  tool tip(words: list<string>) returns { total: decimal, code: string } from text
    does moves(amount: none because "tips are free", to: words, note: "tip"), looks(words: none because "nobody looks")
  tool look(limit: int, since: date?) does nothing
}
system teller {
  operator desk_org
  business crew
  engineering crew
  security crew
  model maker "m-1"
  surfaces bank
  enforces desk
}
duties usual {
  log inputs, session.id, agent.id to store
  escalate to crew within 15m
  rollback disable bank.pay by crew within 15m
  fails closed
}
let near: set<string> = ["a.example", "b.example", "c.example"]
let rates: map<decimal> = { "gift": 1.50, "bill": 0.25 }
let nets: set<ip> = ["10.0.0.1", "2001:db8::1"]
let code = r"[a-z]{2}-[0-9]+" yes "ab-1" no "ab"
let shout = r"(?i)stop" yes "STOP" no "halt"
let larger(x: decimal, y: decimal): bool = x > y and y > 0.00
let first_of(xs: list<string>): string? = xs[0]

guardrail numbers under usual {
  on call bank.pay
  let twice = args.amount + args.amount
  g1: flag when args.amount == 0.30
  g2: flag when twice == 0.60 or args.count * args.count > 100
  g3: flag when args.amount * args.count >= 1.50 and args.amount - 1.00 < 3.00
  g4: flag when -args.count < -3 or -args.amount <= -0.50
  g5: flag when decimal(args.count) == args.amount
  g6: flag when larger(args.amount, decimal(args.count))
  g7: flag when (args.share ?? args.count) + 9223372036854775806 > 0
  g8: flag when int(args.memo ?? "x") > 3 or decimal(args.memo ?? "x") > 2.50
  g9: flag when not args.urgent and args.count != 7
  g10: flag when (if args.urgent then args.amount else twice) > 5.00
}
guardrail times under usual {
  on call bank.pay
  t1: flag when args.day > 2026-11-01 and args.day <= 2026-12-31
  t2: flag when args.at + args.wait > time
  t3: flag when time - args.at < 2h or args.wait + args.wait >= 1d
  t4: flag when date(args.at) == args.day
  t5: flag when date(args.memo ?? "x") == args.day or instant(args.memo ?? "2026-11-22T00:00:00Z") == args.at
  t6: flag when args.wait == 90m or args.at - args.wait == instant("2026-11-22T10:00:00Z")
  t7: flag when -args.wait < 0ms
}
guardrail texts under usual {
  on call bank.pay
  s1: flag when (args.memo ?? "").size() == 3
  s2: flag when args.mail.domain() in near
  s3: flag when args.url.host() == "evil.example"
  s4: flag when args.path.under("/srv/data")
  s5: flag when args.mail.lower().ends_with("example") and args.mail.starts_with("A")
  s6: flag when (args.memo ?? "").contains("b") or (args.memo ?? "").mentions("Bob")
  s7: flag when (args.memo ?? "") like "a*z" or args.mail like "*@*"
  s8: flag when args.short.contains("x") or args.short like "*y"
  s9: flag when (args.memo ?? "") matches code or (args.memo ?? "").contains(shout)
  s10: flag when (args.memo ?? "").find(code).size() == 2
  s11: flag when (args.memo ?? "") + args.mail == "ab-1x@a.example"
  s12: flag when text(args.meta) == "n\n7"
  s13: flag when text(args.who) == "x" or text(args.lines).contains("pen")
  s14: flag when args.mail.mentions(args.memo ?? "") or args.path.contains(args.memo ?? "-")
}
guardrail addresses under usual {
  on call bank.pay
  a1: flag when args.from in "10.0.0.0/8"
  a2: flag when args.from in args.net
  a3: flag when args.from in nets or args.from == "2001:db8::2"
  a4: flag when ip(args.memo ?? "x") == args.from
  a5: flag when text(args.net) == "10.0.0.0/8" or text(args.from).contains(":")
}
guardrail lists under usual {
  on call bank.pay
  l1: flag when any w in args.words: w == "a"
  l2: flag when args.words.size() > 0 and (all w in args.words: w matches code)
  l3: flag when any p in zip(args.words, args.pairs): p.first == p.second
  l4: flag when count(l in args.lines where l.price > 1.00) > 1
  l5: flag when sum(l in args.lines where l.tags.size() > 0, l.price) > 10.00
  l6: flag when "a" in args.words or args.mail in ["x@a.example", "y"]
  l7: flag when args.words.contains("b") or (args.words + args.pairs).contains("c")
  l8: flag when (args.words[0] ?? "none") == "a" or (first_of(args.pairs) ?? "") == "b"
  l9: flag when any row in args.grid: (any n in row: n * 4611686018427387904 > 0)
  l10: flag when sum(n in (args.grid[0] ?? []), n * 4611686018427387904) > 0
  l11: flag when args.prices["pen"] ?? 0.00 > 2.00
  l12: flag when args.kind in args.prices or args.mail in rates
  l13: flag when rates[args.kind] ?? 0.00 == 1.50
  l14: flag when args.words == args.pairs or args.lines != []
  l15: flag when args.prices.size() > 1 or args.grid == [[1, 2], [3]]
  l16: flag when all l in args.lines: l.name.size() > 1
  l17: flag when zip(args.words, args.pairs).size() == 2
  l18: flag when any l in args.lines: (any t in l.tags: t in near)
}
guardrail absent under usual {
  on call bank.pay
  known: require args.count > 0 because "none"
  b1: flag when has(args.memo) and args.memo == "x"
  b2: flag when has(args.who.more) and has(args.who.more.deep) and args.who.more.deep > 2
  b3: flag when not has(args.share)
  b4: flag when (args.meta as { n: int } ?? { n: 0 }).n == 7
  b5: flag when (args.meta as list<string> ?? []).size() == 2
  b6: flag when has(args.meta.n) and text(args.meta.n) == "7"
  b7: flag when (args.meta as decimal ?? 0.00) == 1.50
  b8: flag when { id: args.mail, n: args.count } == { id: "x@a.example", n: 3 }
  b9: flag when has(context.client) and context.client.mail == args.mail
  b10: flag when (context.mode ?? "") == "safe" or context.quota > 5
  b11: flag when has(context.table) and (context.table["a"] ?? 0) > 1
  b12: flag when session.turn == 3 or session.id == "s"
  b13: flag when agent.id == "bot" and has(agent.on_behalf_of) and agent.on_behalf_of == "ann"
  b14: flag when tool.name == "bank.pay" and tool.surface == "bank"
  b15: flag when has(agent.credential) and has(agent.credential.expires) and agent.credential.expires < time
  b16: flag when has(agent.address) and agent.address in "10.0.0.0/8"
}
guardrail effects under usual {
  on call that moves
  e1: flag when moves.amount > 2.00
  e2: deny when any t in moves.to: t.domain() == "b.example" because "no"
  e3: flag when moves.note == "none" or moves.note.contains("tip")
  e4: flag when looks.words.size() > 1 or moves.to.size() == 3
  log inputs, tool.name to store
}
guardrail hidden under usual {
  on call bank.pay
  let whose = args.secret
  h1: flag when args.secret.contains("key") or args.count == 3
  h2: flag when whose.size() > 4 and whose != "open"
  h3: flag when any l in args.lines: (has(l.by) and l.by == "me")
  h4: flag when (if args.secret == "x" then 1 else 2) + 1 == 3
  h5: flag when not (args.secret like "a*") or args.mail == "x@a.example"
  log inputs, args.who redact args.mail to store
}
guardrail past under usual {
  on call bank.pay
  p1: flag when count(call bank.pay where args.count > 1 last 1d per (agent.id, args.mail)) > 2
  p2: flag when seen(result bank.pay) or seen(call bank.tip)
  p3: deny when total(call bank.pay last 1h per args.mail, args.amount) > 10.00 because "much"
  p4: flag when (latest(call bank.pay, args.count) ?? 0) == 2
  p5: flag when any w in args.words: mentioned(input, w)
}
guardrail results under usual {
  on result bank.pay
  let whole = result
  r1: redact result.by when not error and has(result.by) because "who"
  r2: redact result.lines matching code when not error because "codes"
  r3: redact result.lines when not error and result.total > 5.00 because "all"
  r4: redact text(result) matching shout when error because "shouts"
  r5: ask crew when text(result).contains("ask") because "look"
  r6: flag when error or whole.total == 1.50
  r7: flag when tone(text(result)) > 0.5 or kind(text(result)) == "bad"
}
guardrail tips under usual {
  on result bank.tip
  i1: flag when not error and result.total > 1.00
  i2: redact result.code when not error because "x"
  i3: flag when args.words.size() == 1
}
guardrail outputs under usual {
  severity low
  on output, input
  o1: flag when session.id == "s"
}
guardrail answers under usual {
  severity low
  on output
  o2: redact text(output) matching code because "codes"
  o3: redact text(output) when text(output).contains("everything") because "all"
  o4: flag when text(output).find(code).size() > 0 or tone(text(output)) > 0.25
  log inputs redact text(output) to store
}
guardrail lifted under usual {
  on call bank.pay
  big: deny when args.amount > 1.00 because "big"
  huge: ask user when args.amount > 2.00 because "huge"
  exception trusted {
    lifts big
    when (context.quota * args.count) * 2 >= 3 or args.mail == "x@a.example"
    because "known"
    requested by crew
    approved by safety on 2026-10-01
    reviewed by head on 2026-11-01 every 30d
    until 2026-12-31
    monitor alert crew when more than 2 in 1h
  }
  exception gifts "Gifts" {
    lifts big, huge
    when args.kind == "gift"
    because "gifts are fine"
    requested by crew
    approved by safety on 2026-10-01
    reviewed by head on 2026-10-10 every 60d
    until 2026-11-22
    monitor alert crew when more than 5 in 1d
  }
}
guardrail opened under usual {
  on call bank.pay
  over: deny when args.count > context.quota because "over"
  wide: deny when args.count * 4611686018427387904 > 5 because "wide"
  fails open because "young" requested by crew approved by safety on 2026-01-01 until 2026-11-22
}
guardrail asked under usual {
  on call bank.pay
  mode: flag when context.mode ?? "" == "x"
  quota: flag when context.quota == 1
  fails to ask crew
}
guardrail shadowed under usual {
  on call bank.pay
  odd: deny when args.count == 7 because "odd"
  shadow until 2026-11-22 because "trial" requested by crew approved by safety on 2026-11-01
}
)";

} // namespace onus::tests
