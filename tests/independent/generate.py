# SPDX-License-Identifier: Apache-2.0
"""Random well-typed policies, and events at their edges.

A policy is one file: people, one surface whose tools have arguments of every kind of type, context, a detector, and
guardrails whose conditions are trees drawn by type. Events take their values from the constants of the policy and from
what lies beside them, so that both sides of a test are met; some do not fit at all.
"""
import json
import random

from values import Num, digest, exact, format_instant, parse_instant

HEAD = """package made.policy

use std.effects.writes_data

organization made "Made" { }
person lead "Lead" { email "lead@made.example" }
person other "Other" { email "other@made.example" }
person third "Third" { email "third@made.example" }
team builders "Builders" { lead lead  members lead  contact chat "#builders" }
team watchers "Watchers" { lead other  members other  contact chat "#watchers" }
vendor maker "Maker" { provides "the model"  answers_to watchers }
sink log_store "Log" { owner watchers  keep 400d }

context {
  level: int
  tier: "low" | "mid" | "high"
  region: string?
  limits: map<decimal>
}

detector odd "Oddness" {
  input   text: string
  output  decimal
  owner   watchers
  timeout 200ms
}

surface desk "Desk" {
  owner     builders
  approved  by other on 2026-01-02

  tool pay(amount: decimal, count: int, to: string max 200, note: string max 200?,
           tags: list<string max 100> max 20,
           urgent: bool, kind: "a" | "b" | "c", due: date?,
           parts: list<{ price: decimal, quantity: int, label: string max 100? }> max 10)
    returns { ok: bool, receipt: string } does writes_data
  tool look(what: string max 500) returns { text: string max 500, hits: int } does nothing
}

system desk_agent "Desk agent" {
  operator    made
  business    builders
  engineering builders
  security    watchers
  model       maker "m-1"
  surfaces    desk
  enforces    made.policy
  change      "CHG-1"
  incident    "https://made.example/incident"
  review      "R-1" on 2026-01-01
}

duties all_duties {
  log       inputs, session.id to log_store
  escalate  to watchers within 15m, then builders within 1h
  rollback  disable desk.pay by builders within 5m
  fails     closed
}
"""

INTS = [0, 1, 2, 3, 5, 10, 100, -1, 9223372036854775807]
DECIMALS = ["0.00", "0.01", "1.00", "1.50", "2.25", "99.99", "100.00", "-3.10", "922337203685477.5807"]
TEXTS = ["", "a", "A", "abc", "ab c", "lead@made.example", "x@evil.example", "https://made.example/a?b", "made.example",
         "/srv/data/x", "/srv/../etc", "../up", "ä€😀", "a-b", "rm -rf /", "2026-11-22", "10.0.0.1"]
DAYS = ["2026-11-21", "2026-11-22", "2026-11-23", "2027-01-01"]
PATTERNS = ['r"a.*"', 'r"(?i)abc"', 'r"[a-c]+"', 'r"\\d{4}-\\d\\d-\\d\\d"', 'r"(a|b)*c?"', 'r"\\bab\\b"']
GLOBS = ["*", "a*", "*@made.example", "*b*", "https://*"]


class Writer:
    """Draws expressions by type. `scope` holds the quantifiers' items: (name, type)."""

    def __init__(self, draw, kind):
        self.draw, self.kind, self.on_call, self.names = draw, kind, kind == "call", 0
        self.quantifiers = 0

    def pick(self, *choices):
        return self.draw.choice(choices)()

    def condition(self, depth, scope=()):
        if depth <= 0:
            return self.atom(depth, scope)
        return self.pick(
            lambda: f"({self.condition(depth - 1, scope)} and {self.condition(depth - 1, scope)})",
            lambda: f"({self.condition(depth - 1, scope)} or {self.condition(depth - 1, scope)})",
            lambda: f"not ({self.condition(depth - 1, scope)})",
            lambda: f"(if {self.condition(depth - 1, scope)} then {self.atom(0, scope)} else {self.atom(0, scope)})",
            lambda: self.quantified(depth, scope),
            lambda: self.atom(depth, scope))

    def quantified(self, depth, scope):
        if self.quantifiers >= 1 or not self.on_call:
            return self.atom(depth, scope)
        self.quantifiers += 1
        self.names += 1
        name, kind = f"x{self.names}", self.draw.choice(["string", "part"])
        over = self.strings(scope) if kind == "string" else "args.parts"
        body = self.condition(depth - 1, (*scope, (name, kind)))
        self.quantifiers -= 1
        word = self.draw.choice(["any", "all"])
        if self.draw.random() < 0.3:
            comparison = self.draw.choice(["<", "==", ">="])
            return f"count({name} in {over} where {body}) {comparison} {self.draw.choice([0, 1, 2])}"
        if kind == "part" and self.draw.random() < 0.3:
            return f"sum({name} in {over} where {body}, {name}.price * {name}.quantity) > {self.draw.choice(DECIMALS)}"
        return f"({word} {name} in {over}: ({body}))"

    def atom(self, depth, scope):
        options = [
            lambda: f"{self.integer(depth, scope)} {self.order()} {self.integer(depth, scope)}",
            lambda: f"{self.text(depth, scope)} {self.same()} {self.text(depth, scope)}",
            lambda: f"{self.text(depth, scope)}.contains({self.text(0, scope)})",
            lambda: f"{self.text(depth, scope)}.starts_with({self.text(0, scope)})",
            lambda: f"{self.text(depth, scope)}.mentions({self.text(0, scope)})",
            lambda: f"{self.text(depth, scope)} matches {self.draw.choice(PATTERNS)}",
            lambda: f"{self.text(depth, scope)}.contains({self.draw.choice(PATTERNS)})",
            lambda: f"{self.text(depth, scope)} like {json.dumps(self.draw.choice(GLOBS))}",
            lambda: f"{self.text(depth, scope)} in [{', '.join(self.literals())}]",
            lambda: f"context.tier {self.same()} {self.draw.choice(TIERS)}",
            lambda: "has(context.region)",
            lambda: f"{self.decimal(depth, scope)} {self.order()} {self.decimal(depth, scope)}",
            lambda: f"time {self.order()} 2026-11-22T10:0{self.draw.randrange(4)}:00Z",
            lambda: f"{self.text(depth, scope)}.under(\"/srv\")",
            lambda: f"{self.text(depth, scope)}.domain() == \"made.example\"",
            lambda: f"{self.text(depth, scope)}.host() == \"made.example\"",
        ]
        if self.quantifiers == 0:
            options.append(lambda: f"odd({CLASSIFIED[self.kind]}) {self.order()} {self.draw.choice(DECIMALS)}")
        if self.kind == "result":
            options += [lambda: "error", lambda: f"result.hits {self.order()} {self.draw.choice([0, 1, 2])}",
                        lambda: "seen(call desk.pay)", lambda: "mentioned(input, args.what)"]
        if self.on_call:
            options += [
                lambda: "args.urgent", lambda: f"args.kind {self.same()} {self.draw.choice(KINDS)}",
                lambda: "has(args.note)", lambda: "has(args.due)",
                lambda: f"(args.due ?? 2026-11-22) {self.order()} {self.draw.choice(DAYS)}",
                lambda: f"args.tags.size() {self.order()} {self.draw.choice([0, 1, 2])}",
                lambda: f"args.tags.contains({self.text(0, scope)})",
                lambda: self.history(),
            ]
        return self.pick(*options) if not scope or self.draw.random() < 0.5 else self.of_item(depth, scope)

    def of_item(self, depth, scope):
        name, kind = scope[-1]
        if kind == "string":
            return f"{name} {self.same()} {self.text(0, scope)}"
        return self.pick(lambda: f"{name}.price {self.order()} {self.decimal(0, scope)}",
                         lambda: f"{name}.quantity {self.order()} {self.integer(0, scope)}",
                         lambda: f"({name}.label ?? \"none\") {self.same()} {self.text(0, scope)}",
                         lambda: f"has({name}.label)")

    def history(self):
        return self.pick(
            lambda: f"seen(call desk.pay where args.count > {self.draw.choice([0, 1, 5])})",
            lambda: f"seen(result desk.look where result.hits > {self.draw.choice([0, 1])})",
            lambda: f"count(call desk.pay last 10m per context.tier) > {self.draw.choice([1, 2, 3])}",
            lambda: f"count(denied call desk.pay) >= {self.draw.choice([1, 2])}",
            lambda: f"total(call desk.pay last 1h per args.to, args.amount) > {self.draw.choice(DECIMALS)}",
            lambda: f"total(result desk.look, result.hits) > {self.draw.choice([0, 3])}",
            lambda: "(latest(call desk.pay, args.to) ?? \"nobody\") == args.to",
            lambda: "mentioned(input, args.to)",
            lambda: "mentioned(result desk.look, args.to)")

    def order(self):
        return self.draw.choice(["<", "<=", ">", ">=", "==", "!="])

    def same(self):
        return self.draw.choice(["==", "!="])

    def literals(self):
        return [json.dumps(text, ensure_ascii=False) for text in self.draw.sample(TEXTS, 3)]

    def strings(self, scope):
        return self.pick(lambda: "args.tags", lambda: f"args.to.find({self.draw.choice(PATTERNS[:4])})",
                         lambda: f"(args.tags + [{self.literals()[0]}])")

    def integer(self, depth, scope):
        options = [lambda: str(self.draw.choice(INTS[:7])), lambda: "context.level",
                   lambda: f"{self.text(0, scope)}.size()"]
        if self.on_call:
            options += [lambda: "args.count", lambda: "args.parts.size()", lambda: f"int({self.text(0, scope)})"]
        if depth > 0:
            options += [lambda: f"({self.integer(depth - 1, scope)} {self.draw.choice('+-*')} "
                                f"{self.integer(depth - 1, scope)})"]
        return self.pick(*options)

    def decimal(self, depth, scope):
        options = [lambda: self.draw.choice(DECIMALS[:8]), lambda: f"(context.limits[{self.text(0, scope)}] ?? 1.00)",
                   lambda: f"decimal({self.integer(0, scope)})"]
        if self.on_call:
            options += [lambda: "args.amount"]
        if depth > 0:
            options += [lambda: f"({self.decimal(depth - 1, scope)} {self.draw.choice('+-')} "
                                f"{self.decimal(depth - 1, scope)})",
                        lambda: f"({self.decimal(depth - 1, scope)} * {self.integer(0, scope)})"]
        return self.pick(*options)

    def text(self, depth, scope):
        options = [lambda: json.dumps(self.draw.choice(TEXTS), ensure_ascii=False),
                   lambda: "(context.region ?? \"none\")", lambda: "session.id"]
        if self.on_call:
            options += [lambda: "args.to", lambda: "args.to", lambda: "(args.note ?? \"\")", lambda: "text(args.parts)",
                        lambda: "text(args.amount)"]
        elif self.kind == "input":
            options += [lambda: "text(input)", lambda: "text(input)"]
        else:
            options += [lambda: "args.what", lambda: "result.text", lambda: "text(result)"]
        if depth > 0:
            options += [lambda: f"({self.text(depth - 1, scope)} + {self.text(0, scope)})",
                        lambda: f"{self.text(depth - 1, scope)}.lower()"]
        for name, kind in scope:
            options.append(lambda name=name, kind=kind: name if kind == "string" else f"({name}.label ?? \"\")")
        return self.pick(*options)


CLASSIFIED = {"call": "args.to", "input": "text(input)", "result": "text(result)"}
SELECTED = {"call": "call desk.pay", "input": "input", "result": "result desk.look"}
TIERS = ['"low"', '"mid"', '"high"']
KINDS = ['"a"', '"b"', '"c"']


OPEN = """  fails open because "It may go on" requested by builders approved by other on 2026-11-01 until 2026-11-22
"""
SHADOW = """  shadow until 2026-11-22 because "On trial" requested by builders approved by other on 2026-11-01
"""


def rule(draw, writer):
    verdict = draw.choice(["deny", "ask builders within 10m", "ask builders within 10m", "ask user", "flag", "require", "redact"])
    if verdict == "redact" and writer.kind == "input":
        return f"redact text(input) matching {draw.choice(PATTERNS)}"
    if verdict == "redact" and writer.kind == "result":
        return f"redact result.text when {writer.condition(1)}"
    verdict = "deny" if verdict == "redact" else verdict
    return f"{verdict}{'' if verdict == 'require' else ' when'} {writer.condition(draw.randrange(0, 3))}"


def policy(draw):
    """The text of a policy. Not every one compiles: the compiler may prove that a condition never or always holds."""
    text = [HEAD]
    for number in range(draw.randrange(2, 6)):
        kind = draw.choice(["call", "call", "call", "input", "result"])
        writer = Writer(draw, kind)
        rules = []
        for label in range(draw.randrange(1, 4)):
            rules.append(f"  r{label}: {rule(draw, writer)}" + f' because "Reason {label}"')
        exception = ""
        if draw.random() < 0.3:
            exception = (f"  exception e{number} {{\n    lifts r0\n    when {writer.condition(1)}\n"
                         '    because "An exception"\n    requested by builders\n'
                         "    approved by other on 2026-11-01\n    reviewed by third on 2026-11-02 every 90d\n"
                         "    until 2026-12-31\n    monitor alert watchers when more than 1 in 1h\n  }\n")
        clauses = draw.choice(["", "", "  fails to ask builders\n", OPEN]) + draw.choice(["", "", "", SHADOW])
        text.append(f'guardrail g{number} "Guardrail {number}" under all_duties {{\n  owner builders\n  severity high\n'
                    f"  on {SELECTED[kind]}\n" + "\n".join(rules) + f"\n{exception}{clauses}}}\n")
    text.append('guardrail covered "Covers what must be covered" under all_duties {\n  owner watchers\n'
                "  on call that writes_data\n  deny when args.count > 100 because \"Too many\"\n}\n")
    return "\n".join(text)


def spelt(value):
    """JSON, with each number's digits as written."""
    if isinstance(value, Num):
        return value
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(name, ensure_ascii=False)}:{spelt(part)}" for name, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ",".join(spelt(part) for part in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def arguments(draw):
    value = {"amount": Num(draw.choice(DECIMALS)), "count": draw.choice(INTS), "to": draw.choice(TEXTS),
             "tags": draw.choices(TEXTS, k=draw.randrange(4)), "urgent": draw.random() < 0.5,
             "kind": draw.choice("abc"),
             "parts": [{"price": Num(draw.choice(DECIMALS)), "quantity": draw.choice(INTS),
                        **({"label": draw.choice(TEXTS)} if draw.random() < 0.5 else {})}
                       for _ in range(draw.randrange(3))]}
    if draw.random() < 0.5:
        value["note"] = draw.choice(TEXTS)
    if draw.random() < 0.4:
        value["due"] = draw.choice(DAYS)
    if draw.random() < 0.06:
        value[draw.choice(list(value))] = draw.choice([None, "x", 1, [], {}, Num("1.00001"), True])
    if draw.random() < 0.04:
        value.pop(draw.choice(list(value)))
    return value


def signals(draw):
    return {f"made.policy.odd({term})": draw.choice([{"value": Num(draw.choice(DECIMALS))}] * 9 + [{"error": "timeout"}])
            for term in CLASSIFIED.values() if draw.random() < 0.95}


def context(draw):
    value = {"level": draw.choice(INTS), "tier": draw.choice(["low", "mid", "high"]),
             "limits": {text: Num(draw.choice(DECIMALS)) for text in draw.sample(TEXTS[1:], 2)}}
    if draw.random() < 0.5:
        value["region"] = draw.choice(TEXTS)
    if draw.random() < 0.05:
        value.pop(draw.choice(list(value)))
    return value


def new_event(draw, place, calls):
    event = {"id": f"e{place}", "event": draw.choice(["call", "call", "call", "input", "result", "output"]),
             "agent": {"id": "bot", "on_behalf_of": draw.choice(["u1", "lead@made.example"])},
             "context": context(draw), "signals": signals(draw)}
    if event["event"] == "call":
        pays = draw.random() < 0.75
        event.update(tool="desk.pay" if pays else "desk.look",
                     args=arguments(draw) if pays else {"what": draw.choice(TEXTS)})
        calls.append((event["id"], event["tool"], event["args"]))
    elif event["event"] == "result":
        event.update(tool="desk.look", args={"what": "a"})
        if calls:
            event["id"], event["tool"], event["args"] = draw.choice(calls)
        look = {"text": draw.choice(TEXTS), "hits": draw.choice(INTS)}
        event["result"] = look if event["tool"] == "desk.look" else {"ok": True, "receipt": draw.choice(TEXTS)}
        if draw.random() < 0.1:
            event.update(error=True, result="it broke")
    else:
        event["text"] = draw.choice(TEXTS)
    return event


def approved(draw, event, millis):
    """The event again, with an answer; not every answer counts."""
    action = {"system": "made.policy.desk_agent", "session": {"id": event["session"]["id"]}, "agent": {"id": "bot"}}
    action.update({name: exact(event[name]) for name in ("event", "id", "tool", "args", "text") if name in event})
    party = draw.choice(["made.policy.builders", "made.policy.builders", "user"])
    by = event["agent"]["on_behalf_of"] if party == "user" else draw.choice(["lead@made.example", "made.policy.lead", "bot"])
    approval = {"party": party, "by": by, "at": format_instant(millis - draw.choice([0, 1, 1000, 900_000])),
                "of": digest(action, None), **({"refused": True} if draw.random() < 0.1 else {})}
    return {**event, "approvals": [approval]}


def events(draw, count):
    """Event lines, in the order of time; sessions, results, approvals and repeated ids among them."""
    millis, turns, calls, before = parse_instant("2026-11-22T09:00:00Z"), {}, [], []
    for place in range(count):
        millis += draw.choice([0, 1, 1000, 60_000, 600_000, 3_600_000, -5000])
        if before and draw.random() < 0.2:
            event = approved(draw, draw.choice(before[-4:]), millis)
        else:
            session = draw.choice(["s1", "s1", "s2"])
            turns[session] = turns.get(session, 0) + 1
            event = {**new_event(draw, place, calls), "session": {"id": session, "turn": turns[session]}}
            before.append(event)
        yield spelt({**event, "time": format_instant(millis)}).encode("utf-8")


def generator(seed):
    return random.Random(seed)
