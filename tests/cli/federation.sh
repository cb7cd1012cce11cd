#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: federation.sh ONUS EXAMPLE
# Several projects in one build as users meet them: EXAMPLE is examples/federation.
onus=$(realpath "$1") example=$(realpath "$2")
. "$(dirname "$0")/cases.sh"

cp -r "$example" all

# ---- One project, from wherever it is asked
expect 0 '3 files, 3 guardrails in 1 system: nothing to report' "$onus" check "${today[@]}" all
expect 0 'nothing to report' "$onus" check "${today[@]}" all/team all/platform/platform.onus
expect 0 '4 passed, 0 failed' "$onus" test "${today[@]}" all/team
expect 0 '1 file.*nothing to report' "$onus" check "${today[@]}" all/people
expect 0 '' "$onus" build -q "${today[@]}" all -o one.json
(cd all/team && "$onus" build -q "${today[@]}" -o ../../two.json)
same one.json two.json "the same artifact from a member"
expect 0 '"people/people.onus".*"platform/platform.onus".*"team/team.onus"' cat one.json
expect 0 'all/onus.lock: 2 tools' "$onus" lock "${today[@]}" all/team
expect 0 'nothing to report' "$onus" check --locked "${today[@]}" all/platform
[[ ! -e all/team/onus.lock ]] && verdict "" "one lock" || verdict "a lock in the member" "one lock"

# ---- What the example's page says to try
try() { # SED FILE STATUS PATTERN
  rm -rf trial && cp -r all trial && rm trial/team/team.test.onus
  sed -i "$1" "trial/$2"
  expect "$3" "$4" "$onus" check "${today[@]}" trial
}
try '/approved   by ai_security on 2026-11-12/d' team/team.onus 1 'E0519.*of package `acme.shop` is not approved by `acme.people.ai_security`, who owns guardrail `acme.platform.spending_limit`'
try 's/, festive_refunds$//' team/team.onus 0 'warning\[E0525\].*`festive_refunds`.*to this guardrail of `acme.people.ai_security`.*name `acme.shop.festive_refunds` in `enforces`'
sed -i '/^exception festive/,/^}/d; s/, festive_refunds$//' all/team/team.onus # which would make the ask matter
try 's/> 100.00 and args.amount <= 500.00/> 600.00/' team/team.onus 1 'error\[E1224\].*`acme.shop.large_refund` of `acme.people.shop` asks in vain.*`acme.platform.spending_limit` of `acme.people.ai_security` denies.*both fire where `args.amount` is 600.0001'
rm -rf all && cp -r "$example" all
try 's/^package acme.shop/package acme.platform/' team/team.onus 1 'error\[E0214\].*is declared in member `platform` and in member `team`.*with owner `shop`.*with owner `ai_security`'

# ---- Limits, settings, places
try 's/1_000_000/10/' team/onus.toml 1 'error\[E0358\].*the limit is 10 '
try 's/"team"/"tea"/' onus.toml 2 'trial/onus.toml:3:24: member `tea`: there is no such folder'
try 's/\["platform", "team"\]/["platform"]/' onus.toml 0 '1 file, 2 guardrails in 0 systems'
try 's/path = "people"/path = "peple"/' onus.toml 2 'trial/onus.toml:6:19: dependency `people`: there is no such folder.*looked for trial/peple'
try 's/members/mebers/' onus.toml 2 'trial/onus.toml:3:1: unknown key `mebers`.*did you mean `members`'
(cd all/team && "$onus" check "${today[@]}" --format json ../people >../../json 2>../../err)
expect 0 '"diagnostics": \[\]' cat json

# A mistake in the dependency is shown, and where it is.
cp -r all broken
sed -i 's/owner  ai_security/owner  nobody/' broken/people/people.onus
expect 1 'error\[E0206\].*broken/people/people.onus:[0-9]+:[0-9]+.*this file belongs to dependency `people`' "$onus" check "${today[@]}" broken
expect 1 'people/people.onus:' sh -c "cd broken/team && '$onus' check --as-of 2026-11-22"
grep -q '\.\./people/people.onus:' out && verdict "" "a path from here" || verdict "no path from here" "a path from here"

# ---- A dependency beside the project, its systems and its tests
mkdir other
cat >other/onus.toml <<'TOML'
[dependencies]
checkout = { path = "../all/team" }
people = { path = "../all/people" }
TOML
cat >other/desk.onus <<'ONUS'
package acme.desk owner shop

use acme.platform
use acme.people.{siem}

/// Another shop than the one of the directory.
team shop { lead acme.people.risk_officer contact slack "#desk" }

surface tills {
  owner acme.people.shop
  approved by ai_security on 2026-10-01
  tool pay(amount: decimal) does std.effects.moves_money(amount: amount)
}

system desk_agent {
  operator acme
  business shop
  engineering acme.people.shop
  security ai_security
  model modelco "m-5"
  surfaces tills
  enforces acme.platform.spending_limit, acme.desk
}

guardrail looked_at under acme.platform.platform_duties {
  on call tills.pay
  ask acme.people.shop when args.amount > 10.00 because "Somebody looks"
}
ONUS
expect 0 '1 file, 1 guardrail in 1 system: nothing to report' "$onus" check "${today[@]}" other
expect 0 '0 passed, 0 failed' "$onus" test "${today[@]}" other
expect 0 '' "$onus" build -q "${today[@]}" other -o desk.json
expect 0 '"\.\./all/people/people.onus"' cat desk.json
expect 2 'there is no system `refund_agent`.*the project has `acme.desk.desk_agent` *$' "$onus" build "${today[@]}" other --system refund_agent
expect 0 'other/onus.lock: 3 tools of 2 surfaces' "$onus" lock "${today[@]}" other

# Two teams of one name stay apart in a record.
cat >events <<'JSON'
{"id":"e1","event":"call","tool":"tills.pay","args":{"amount":20.00},"session":{"id":"s"},"agent":{"id":"a"},"time":"2026-11-22T10:00:00Z"}
JSON
"$onus" eval desk.json <events >record 2>err
expect 0 '"ask": ?\["acme.people.shop"\]' cat record
expect 0 '"control_owner": ?"acme.desk.shop"' cat record
expect 0 '"engineering": ?"acme.people.shop"' cat record
expect 0 '"business": ?"acme.desk.shop"' cat record
sed -i 's/^  business shop/  business acme.people.missing/' other/desk.onus
expect 1 'E0206' "$onus" check "${today[@]}" other

# What a dependency cannot do: see who depends on it, or close a circle.
rm -rf round && mkdir -p round/a round/b
printf '[dependencies]\nb = { path = "../b" }\n' >round/a/onus.toml
printf '[dependencies]\na = { path = "../a" }\n' >round/b/onus.toml
printf 'package x.a\nlet one = 1\n' >round/a/a.onus
printf 'package x.b\nlet two = 2\n' >round/b/b.onus
expect 2 'round/b/onus.toml:2:14: dependency `a`: it closes a circle: `a` needs `b`, which needs `a`' "$onus" check round/a
: >round/b/onus.toml
printf 'package x.b\nuse x.a\nlet two = a.one\n' >round/b/b.onus
expect 1 'error\[E0202\].*there is no package `x.a`.*belongs to dependency `b`' "$onus" check round/a
expect 1 'error\[E0202\]' "$onus" check round/b

tally
