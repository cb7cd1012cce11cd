#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS SOURCE
# The standard library's patterns: the project beside this script uses every one, and its tests pass; every rule of every
# pattern is shown to fire by an `expect … by GUARDRAIL.RULE`, every pattern lets something pass in the test of its
# system; each item of OWASP Agentic 2026 is served; and the page of the library lists them all.
set -euo pipefail
onus=$1 source=$2
here=$(dirname "$0")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
  echo "FAILED: $*" >&2
  failed=1
}

# The dates in the project are judged as of this day.
as_of=2026-11-22
"$onus" check --as-of "$as_of" "$here" || fail "onus check"
"$onus" test --as-of "$as_of" "$here" || fail "onus test"

"$onus" list patterns --format json >"$work/patterns.json"
"$onus" list detectors --format json >"$work/detectors.json"
cat "$here"/*.test.onus >"$work/tests"
# Each guardrail as one line, however it is laid out.
guardrails() {
  awk '/^guardrail / { line = ""; inside = 1 }
       inside { sub(/^ +/, ""); line = line (line == "" ? "" : " ") $0 }
       inside && /}$/ { print line; inside = 0 }' "$@"
}
guardrails "$here"/*.onus >"$work/guardrails"

# Tests of a system are a block from `test "…" of SYSTEM {` to a `}` at the margin.
passes() {
  awk -v head=" of $1 {" 'index($0, head) { inside = 1 } inside && /expect allow/ { found = 1 } /^}/ { inside = 0 }
                          END { exit !found }' "$work/tests"
}

fires() { # the guardrails made from a pattern, and a rule of it, which may have no label
  local guardrail
  for guardrail in $1; do
    grep -Eq "expect (deny|flag|redact|ask [a-z_]+) by $guardrail${2:+\\.$2}\$" "$work/tests" && return 0
  done
  return 1
}

while IFS=$'\t' read -r name rules; do
  pattern=${name##*.}
  guardrails=$(sed -nE "s/^guardrail ([a-z_0-9]+) is std\\.patterns\\.$pattern[ (].*/\\1/p" "$work/guardrails")
  [[ " $guardrails " == *[a-z]* ]] || fail "no guardrail is $name"
  passes "only_$pattern" || fail "$name: no test of only_$pattern shows what it lets pass"
  # An empty label is written as `-`, since blank fields of a line would be lost.
  for rule in $rules; do
    fires "$guardrails" "${rule#-}" || fail "$name: no test shows that its rule ${rule#-} fires"
  done
  grep -qF "\`$pattern\`" "$source/docs/reference/library.md" || fail "docs/reference/library.md does not list $name"
done < <(jq -r '.patterns[] | [.name, (.rules | map(if . == "" then "-" else . end) | join(" "))] | @tsv' "$work/patterns.json")

while read -r name; do
  grep -qF "\`${name##*.}\`" "$source/docs/reference/library.md" || fail "docs/reference/library.md does not list $name"
done < <(jq -r '.detectors[].name' "$work/detectors.json")

# Each pattern by itself: only the library's files that it mentions are read, so they must name all that they need.
mkdir "$work/alone"
cp "$here/world.onus" "$work/alone"
while read -r line; do
  printf 'package checks owner crew\n%s\n' "$line" >"$work/alone/one.onus"
  "$onus" check -q --as-of "$as_of" "$work/alone" >"$work/said" 2>&1 || { cat "$work/said" >&2; fail "alone: $line"; }
done < <(guardrails "$here/patterns.onus")

# Whatever the list says of a pattern, it says something: a title, a doc comment, a control.
jq -r '.patterns[] | select(.title == "" or .doc == "" or .rules == [] or .controls == []) | .name' \
  "$work/patterns.json" >"$work/bare"
[[ ! -s $work/bare ]] || fail "patterns without a title, documentation, rules or controls: $(tr '\n' ' ' <"$work/bare")"

jq -r '.patterns[].controls[] | select(.framework == "owasp_agentic_2026").id' "$work/patterns.json" | sort -u >"$work/served"
grep -o '"ASI[0-9]*"' "$source/stdlib/frameworks/owasp_agentic_2026.onus" | tr -d '"' | sort >"$work/wanted"
[[ $(wc -l <"$work/wanted") -eq 10 ]] || fail "OWASP Agentic 2026 has ten items"
diff "$work/wanted" "$work/served" || fail "some item of OWASP Agentic 2026 is served by no pattern"

echo "$(jq '.patterns | length' "$work/patterns.json") patterns"
exit "$failed"
