#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS FOLDER [lint]
# Every project below FOLDER must check, pass its own tests and build, and with `lint` give no reason for a finding that
# fails a run; where it has events.jsonl, the decisions on them must be those of NAME.expected.txt beside this script, one
# word a line.
set -euo pipefail
onus=$1 folder=$2 lint=${3-}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

fail() {
  echo "FAILED: $*" >&2
  failed=1
}

# The dates in the examples are judged as of this day, so that they do not lapse.
as_of=2026-11-22

for project in "$folder"/*/; do
  name=$(basename "$project")
  echo "== $name"
  "$onus" check --as-of "$as_of" "$project" || fail "onus check $name"
  [[ -z $lint ]] || "$onus" lint --as-of "$as_of" "$project" || fail "onus lint $name"
  "$onus" test --as-of "$as_of" "$project" || fail "onus test $name"
  "$onus" build --as-of "$as_of" "$project" --target json -o "$work/$name.json" || { fail "onus build $name"; continue; }
  "$onus" build --as-of "$as_of" "$project" --target json -o "$work/again.json"
  cmp "$work/$name.json" "$work/again.json" || fail "$name: two builds differ"
  if [[ -f $project/events.jsonl ]]; then
    "$onus" eval "$work/$name.json" <"$project/events.jsonl" >"$work/records.jsonl" || fail "onus eval $name"
    jq -r .decision "$work/records.jsonl" | diff -u "$(dirname "$0")/$name.expected.txt" - || fail "$name: other decisions"
  fi
done
exit "$failed"
