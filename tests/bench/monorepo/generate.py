#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""usage: generate.py DIRECTORY [--files N] [--teams N] [--rego]

Writes a monorepo of Onus policies: one project whose members are teams; people whom all of them name; for each team a
surface, a system, a few tests and policy files of ten guardrails (about a hundred lines) in the five manners that real
ones have: a limit, a destination, a budget, a pattern, a required fact. With --rego, a Rego tree with as many files
and about as many lines, in which the same rules are said in Rego, for a linter of that. The same arguments write the
same bytes.
"""
import argparse
from pathlib import Path

# Two tests for each team show little, and every rule would be told of.
LEVELS = """[lint.levels]
unfired-rule = "off"
untested-tool = "off"
"""

PEOPLE = """package mono.people

organization mono "Mono" {
}

person chief "Chief" {
  email  "chief@mono.example"
}

vendor maker "Maker" {
  provides    "the model"
  answers_to  platform
}

team platform "Platform" {
  lead     chief
  contact  pager "PLATFORM"
}

sink store "Store" {
  owner  platform
  keep   400d
}
"""

TEAM = """
team desk_{team} "Desk {team}" {{
  lead     head_{team}
  contact  pager "DESK-{team}"
}}

person head_{team} "Head {team}" {{
  email  "head{team}@mono.example"
}}
"""

SYSTEM = """package mono.t{team} owner desk_{team}

use mono.people.{{desk_{team}, maker, mono, platform, store}}
use std.effects.{{moves_money}}

context {{
  user:     {{ id: string, role: "agent" | "supervisor" }}
  account:  {{ id: string, tier: "standard" | "vip" }}?
}}

let is_internal(address: string): bool = address.domain() == "mono.example"

let slanted = r"[a-z]+/[0-9]{{2,8}}" yes "abc/123" no "abc"

duties common {{
  log       inputs, session.id to store
  escalate  to platform within 15m
  rollback  disable system by desk_{team} within 10m
  fails     closed
}}

system assistant "Assistant {team}" {{
  operator     mono
  business     desk_{team}
  engineering  desk_{team}
  security     platform
  model        maker "m-1"
  incident     "https://runbooks.mono.example/t{team}"
  surfaces     tools
  enforces     mono.t{team}
}}

surface tools "Tools {team}" {{
  owner     desk_{team}
  approved  by platform on 2026-05-01

{tools}}}
"""

TOOL = """  tool t{0}(amount: decimal, to: list<string max 200> max 20, note: string max 1000?, account: string) does moves_money(amount: amount)
"""

RULES = [
    """  over_limit:  ask platform within 30m when args.amount > {limit}00.00 and context.user.role == "agent"
               because "An amount above the limit needs a person"
  odd_account: deny when args.account.starts_with("x{number}-")
               because "Accounts of this kind are closed"
""",
    """  outside:     deny when any a in args.to: not (is_internal(a) or a.domain() == "p{number}.example")
               because "This goes outside"
  crowd:       flag when args.to.size() > 15 or count(a in args.to where is_internal(a)) > 10
               because "Many at once"
""",
    """  budget:      deny when total(call tools.t{tool} last 24h per context.user.id, args.amount) > {budget}.00
               because "The budget of this user is spent"
""",
    """  slanted_note: deny when (args.note ?? "none").contains(slanted)
               because "Notes of this form are instructions"
  noted:       flag when (args.note ?? "none").lower().contains("urgent {number}")
""",
    """  known:       require has(context.account)
               because "The account is known first"
  own:         require args.account == context.account.id or context.account.tier == "vip" or args.amount < {small}.00
               because "This account belongs to another"
""",
]

TEST = """package mono.t{team}

test "an ordinary call passes" of assistant {{
  context {{ user: {{ id: "u1", role: "supervisor" }}, account: {{ id: "acc-1", tier: "standard" }} }}
  call tools.t0 {{ amount: 1.00, to: ["a@mono.example"], note: "for the desk", account: "acc-1" }}
  expect allow
}}

test "a closed account is refused" of assistant {{
  context {{ user: {{ id: "u1", role: "agent" }}, account: {{ id: "x0-1", tier: "standard" }} }}
  call tools.t0 {{ amount: 1.00, to: ["a@mono.example"], account: "x0-1" }}
  expect deny by g0.odd_account
}}
"""

TOOLS = 50
PER_FILE = 10
REGO_PER_FILE = 7 # one says less on a line in Rego; so the files have as many lines


def filled(templates, number):
    """One of the five manners, with numbers of its own: no two guardrails of a team say the same."""
    rules = templates[(number + number // TOOLS) % len(templates)]
    tool, limit = number % TOOLS, 1 + number % 90
    return rules.format(number=number, tool=tool, limit=limit, budget=10_000 + number, small=2 + number)


def guardrail(team, number):
    return (
        f'guardrail g{number} "Guardrail number {number} of team {team}" under common {{\n'
        f"  severity  high\n  on        call tools.t{number % TOOLS}\n\n"
        + filled(RULES, number)
        + "}\n"
    )


REGO_RULES = [
    """# The amount is above the limit
ask contains message if {{
	input.tool == "tools.t{tool}"
	input.args.amount > {limit}00
	input.context.user.role == "agent"
	message := "An amount above the limit needs a person"
}}

# Accounts of this kind are closed
deny contains message if {{
	input.tool == "tools.t{tool}"
	startswith(input.args.account, "x{number}-")
	message := "Accounts of this kind are closed"
}}
""",
    """# It goes outside
deny contains message if {{
	input.tool == "tools.t{tool}"
	some address in input.args.to
	not endswith(address, "@mono.example")
	not endswith(address, "@p{number}.example")
	message := "This goes outside"
}}

# Many at once
flag contains message if {{
	input.tool == "tools.t{tool}"
	count(input.args.to) > 15
	message := "Many at once, {number}"
}}
""",
    """# The budget of this user is spent
deny contains message if {{
	input.tool == "tools.t{tool}"
	spent := sum([call.args.amount |
		some call in input.history
		call.tool == "tools.t{tool}"
		call.user == input.context.user.id
	])
	spent > {budget}
	message := "The budget of this user is spent"
}}
""",
    """# Notes of this form are instructions
deny contains message if {{
	input.tool == "tools.t{tool}"
	regex.match(`[a-z]+/[0-9]{{2,8}}`, input.args.note)
	message := "Notes of this form are instructions"
}}

# The note presses
flag contains message if {{
	input.tool == "tools.t{tool}"
	contains(lower(input.args.note), "urgent {number}")
	message := "noted"
}}
""",
    """# The account is known first
deny contains message if {{
	input.tool == "tools.t{tool}"
	not input.context.account
	message := "The account is known first"
}}

# This account belongs to another
deny contains message if {{
	input.tool == "tools.t{tool}"
	input.args.account != input.context.account.id
	input.context.account.tier != "vip"
	input.args.amount >= {small}
	message := "This account belongs to another"
}}
""",
]


def policies_of(files, teams):
    """How many policy files each team has: all files but the project's two and each team's two or three."""
    own = files - 1 - 2 * teams
    return [own // teams + (team < own % teams) for team in range(teams)]


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return text.count("\n")


def write_onus(root, files, teams):
    write(root / "onus.toml", '[project]\nname = "mono"\nmembers = ["teams/*"]\n\n' + LEVELS)
    lines = write(root / "people.onus", PEOPLE + "".join(TEAM.format(team=team) for team in range(teams)))
    for team, count in enumerate(policies_of(files, teams)):
        folder = root / f"teams/t{team}"
        write(folder / "onus.toml", f'[project]\nname = "t{team}"\n')
        tools = "".join(TOOL.format(number) for number in range(TOOLS))
        lines += write(folder / "system.onus", SYSTEM.format(team=team, tools=tools))
        lines += write(folder / "calls.test.onus", TEST.format(team=team))
        for file in range(count):
            numbers = range(file * PER_FILE, (file + 1) * PER_FILE)
            head = f"package mono.t{team} owner desk_{team}\n\nuse mono.people.{{desk_{team}, platform}}\n\n"
            text = head + "\n".join(guardrail(team, number) for number in numbers)
            lines += write(folder / f"policies/p{file}.onus", text)
    return lines


def write_rego(root, files, teams):
    lines = 0
    for team, count in enumerate(policies_of(files, teams)):
        for file in range(count + 2):
            numbers = range(file * REGO_PER_FILE, (file + 1) * REGO_PER_FILE)
            head = f"# METADATA\n# description: policies of team {team}\npackage mono.t{team}.p{file}\n\n"
            text = head + "\n".join(filled(REGO_RULES, number) for number in numbers)
            lines += write(root / f"mono/t{team}/p{file}/p{file}.rego", text)
    return lines


def main():
    parser = argparse.ArgumentParser(description="Writes a monorepo of policies.")
    parser.add_argument("directory", type=Path)
    parser.add_argument("--files", type=int, default=10000)
    parser.add_argument("--teams", type=int, default=100)
    parser.add_argument("--rego", action="store_true")
    given = parser.parse_args()
    if given.teams < 1 or given.files < 1 + 7 * given.teams:
        parser.error("each team needs five policy files: --files is too small")
    lines = (write_rego if given.rego else write_onus)(given.directory, given.files, given.teams)
    print(f"{given.directory}: {given.files} files, {lines} lines")


if __name__ == "__main__":
    main()
