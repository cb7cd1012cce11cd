#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: explain.sh ONUS ROOT [--update]
# What `onus explain PATH:GUARDRAIL` and `onus list parties` say, against the texts kept in tests/explain: a whole
# project, and pairs of guardrails that differ by what a reader of the source easily misses, as the difference between
# their explanations. Example projects beside the checkout, where there are some, must be explained without a failure.
set -uo pipefail
onus=$(realpath "$1") root=$(realpath "$2") update=${3:-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0
today=(--as-of 2026-11-22)

same() { # GOLDEN ACTUAL
  if [[ ! -s $2 ]]; then
    failed=$((failed + 1))
    echo "FAILED: nothing was said for $1"
    return
  fi
  if [[ $update == --update ]]; then
    cp "$2" "$1"
  fi
  if diff -u "$1" "$2" >"$work/said"; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s is out of date (run %s with --update where the new text is right)\n' "$1" "$0"
    head -n 60 "$work/said"
  fi
}
# pair NAME LEFT RIGHT: how the explanations of two guardrails of traps.onus differ, each called `it`.
pair() {
  local name=$1 which
  shift
  for which in "$@"; do
    "$onus" explain "$root/tests/explain/traps.onus:$which" "${today[@]}" 2>/dev/null |
      sed -e "s/desk\.$which/it/g" -e 's/traps\.onus:[0-9]*/traps.onus/g' -e '2d' >"$work/$which"
  done
  diff "$work/$1" "$work/$2" | sed -e 's/^[0-9].*/--/' >"$work/$name"
  same "$root/tests/explain/$name.diff" "$work/$name"
}

cp -r "$root/examples/refunds" "$work/refunds"
"$onus" explain "$work/refunds" "${today[@]}" >"$work/refunds.txt" 2>/dev/null
same "$root/tests/explain/refunds.txt" "$work/refunds.txt"
"$onus" list parties "$work/refunds" "${today[@]}" >"$work/parties.txt" 2>/dev/null
same "$root/tests/explain/parties.txt" "$work/parties.txt"
pair double_negation negated_once negated_twice
pair inverted_condition outsiders insiders
pair forgotten_argument all_recipients some_recipients

for project in "$root"/../shared/design/examples/*/; do
  [[ -d $project ]] || continue
  wanted=$(cat "$project"/*.onus | grep -c '^guardrail ')
  got=$("$onus" explain "$project" "${today[@]}" --format json 2>/dev/null | grep -c '^      "name":')
  if [[ $wanted == "$got" ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $project declares $wanted guardrails, and $got were explained"
  fi
done
echo "$passed passed, $failed failed"
((failed == 0))
