#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: fix.sh ONUS EXAMPLES
# `onus lint --fix` and its relatives, as their users meet them: what is written, what is left alone, exit statuses. Then
# every example: fixing it leaves a project that still checks, and a second run finds nothing left to fix.
onus=$(realpath "$1") examples=$(realpath "$2")
. "$(dirname "$0")/cases.sh"

# project DIRECTORY CONDITION: a project of one guardrail and one system.
project() {
  mkdir -p "$1"
  : >"$1/onus.toml"
  cat >"$1/desk.onus" <<ONUS
package desk owner crew

organization desk_org {}
person head { email "head@desk.example" }
person auditor { email "auditor@desk.example" }
team crew { lead head contact slack "#crew" }
vendor maker { provides "the model" answers_to crew }
sink store { owner crew keep 400d }
effect moves(amount: decimal) { severity high }
surface bank {
  owner crew
  approved by auditor on 2026-05-01
  tool pay(amount: decimal, box: string) does moves(amount: amount)
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
guardrail paying {
  on call bank.pay
  deny when $2 because "Too much"
  log inputs to store
  escalate to crew within 15m
  rollback disable bank.pay by crew within 15m
  fails closed
}
ONUS
}
wrong='args.amount > 02.00 && args.box == "a"' right='args.amount > 2.00 and args.box == "a"'
project right "$right"

# ---- Files
project wrong "$wrong"
cp wrong/desk.onus asked
expect 1 '^--- wrong/desk.onus \+\+\+ wrong/desk.onus @@ .*-  deny when .* && .*\+  deny when .* and .*would fix 2 findings in 1 file' \
  "$onus" lint "${today[@]}" --diff wrong
same wrong/desk.onus asked "--diff writes nothing"
(cd wrong && "$onus" lint "${today[@]}" --diff 2>/dev/null | sed 's|^\(---\|+++\) |&../wrong/|' >../patch)
cp -r wrong patched && (cd patched && patch -s -p2 desk.onus <../patch)
same patched/desk.onus right/desk.onus "the diff is a patch"
expect 0 '^ *wrong/desk.onus:[0-9]+:[0-9]+: E0140: write `2.00` \(takes an error away\).*E0106: write `and`.*fixed 2 findings in 1 file $' \
  "$onus" lint "${today[@]}" --fix-only --show-fixes wrong
same wrong/desk.onus right/desk.onus "--fix-only"
expect 0 '^ *$' "$onus" lint "${today[@]}" --fix-only wrong
expect 0 '^ *$' "$onus" lint "${today[@]}" --diff wrong
project half "$wrong and args.nothing"
expect 1 'error\[E0[0-9]*\].*fixed 2 findings in 1 file.*1 error' "$onus" lint "${today[@]}" --fix half
expect 1 'error\[E0[0-9]*\]' "$onus" lint "${today[@]}" --fix-only half
grep -q '2.00 and args.box == "a" and args.nothing' half/desk.onus && verdict "" "what can be mended is" || verdict "is not" "what can be mended is"
expect 2 'cannot be used with|excludes' "$onus" lint --fix --diff right

# ---- Line endings, modes, links
project crlf "$wrong"
sed -i 's/$/\r/' crlf/desk.onus
chmod 640 crlf/desk.onus
expect 0 'fixed 2 findings' "$onus" lint "${today[@]}" --fix-only crlf
sed 's/$/\r/' right/desk.onus >wanted
same crlf/desk.onus wanted "line endings stay"
[[ $(stat -c %a crlf/desk.onus) == 640 ]] && verdict "" "the mode stays" || verdict "it is another" "the mode stays"
project linked "$wrong"
mv linked/desk.onus outside.onus && cp outside.onus outside.before
ln -s ../outside.onus linked/desk.onus
"$onus" lint "${today[@]}" --fix-only linked >out 2>err
same outside.onus outside.before "what a link leads to outside of the project is left alone"
project locked "$wrong"
cp locked/desk.onus asked
if [[ $(id -u) != 0 ]]; then
  chmod 555 locked
  expect 2 'desk.onus: could not be written' "$onus" lint "${today[@]}" --fix-only locked
  chmod 755 locked
  same locked/desk.onus asked "a file that cannot be written"
fi
[[ -z $(find . -name '*.onus.*') ]] && verdict "" "nothing is left lying about" || verdict "something is" "nothing is left lying about"

# ---- Dependencies
project base "args.amount > 2.00"
mkdir user
printf '[dependencies]\nbase = { path = "../base" }\n' >user/onus.toml
printf 'package user owner desk.crew\nlet limit = 02\n' >user/user.onus
sed -i 's/2.00/02.00/' base/desk.onus
cp base/desk.onus asked
"$onus" lint "${today[@]}" --fix-only user >out 2>err
same base/desk.onus asked "files of dependencies are left alone"
grep -q '= 2$' user/user.onus && verdict "" "one's own are not" || verdict "it is as before" "one's own are not"

# ---- Standard input
project input "$wrong"
"$onus" lint "${today[@]}" --fix --stdin-filename input/desk.onus - <input/desk.onus >fixed 2>err
same fixed right/desk.onus "standard input is fixed to standard output"
grep -q '&&' input/desk.onus && verdict "" "the file it stands for stays" || verdict "it changed" "the file it stands for stays"
"$onus" lint "${today[@]}" --fix --stdin-filename right/desk.onus - <right/desk.onus >fixed 2>err
same fixed right/desk.onus "what needs no fix comes out as it went in"

# ---- Only what was asked for
project both "$wrong"
printf 'package desk.more owner desk.crew\nlet limit = 02\n' >both/more.onus
cp both/desk.onus asked
"$onus" lint "${today[@]}" --fix-only both/more.onus >out 2>err
same both/desk.onus asked "files that were not named are left alone"
grep -q '= 2$' both/more.onus && verdict "" "those that were are not" || verdict "it is as before" "those that were are not"

# ---- Every example
for example in "$examples"/*/; do
  name=$(basename "$example")
  cp -r "$example" "$name" 2>/dev/null
  [[ -n $(find "$name" -name '*.onus' -print -quit) ]] || continue
  "$onus" check -q "${today[@]}" "$name" >/dev/null 2>&1 || continue
  timeout 300 "$onus" lint -q "${today[@]}" --fix-only "$name" >out 2>err </dev/null || verdict "exit status $?" "fix $name"
  expect 0 '' "$onus" check -q "${today[@]}" "$name"
  expect 0 '^ *$' "$onus" lint -q "${today[@]}" --diff "$name"
  expect 0 '' "$onus" test -q "${today[@]}" "$name"
  expect 0 '' "$onus" fmt --check -q "$name"
done
tally
