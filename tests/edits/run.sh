#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# run.sh ONUS PROJECT EDITS: applies each single edit of EDITS to a copy of PROJECT; `onus check` must report exactly one
# error, with the code and on the line that EDITS name.
set -euo pipefail
onus=$(realpath "$1") project=$(realpath "$2") edits=$(realpath "$3")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0 failed=0

trim() { sed -E 's/^ +| +$//g' <<<"$1"; }

while IFS= read -r row; do
  [[ -z $row || $row == '#'* ]] && continue
  mapfile -t fields < <(sed -E 's/ ; /\n/g' <<<"$row")
  name=$(trim "${fields[0]}") file=$(trim "${fields[1]}") script=$(trim "${fields[2]}")
  code=$(trim "${fields[3]}") at=$(trim "${fields[4]}") line=$(trim "${fields[5]}")
  rm -rf "$work/p"
  cp -r "$project" "$work/p"
  sed -i -E "$script" "$work/p/$file"
  problem=
  cmp -s "$work/p/$file" "$project/$file" && problem="the edit changed nothing"
  status=0
  (cd "$work/p" && "$onus" check --as-of 2026-11-22 --format json . >"$work/out" 2>"$work/err") || status=$?
  errors=$(jq '[.diagnostics[] | select(.severity == "error")] | length' "$work/out" 2>/dev/null || echo none)
  [[ $status == 1 ]] || problem=${problem:-"exit status $status"}
  [[ $errors == 1 ]] || problem=${problem:-"$errors errors"}
  if [[ -z $problem ]]; then
    read -r got gotFile gotLine < <(
      jq -r '.diagnostics[] | select(.severity == "error") | "\(.code) \(.file) \(.start.line)"' "$work/out")
    [[ $got =~ ^$code$ ]] || problem="code $got, expected $code"
    [[ $gotFile == "$at" ]] || problem=${problem:-"in $gotFile, expected $at"}
    sed -n "${gotLine}p" "$work/p/$at" | grep -Eq -- "$line" || problem=${problem:-"on line $gotLine, expected one with '$line'"}
  fi
  if [[ -z $problem ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    echo "FAILED: $name: $problem"
    (cd "$work/p" && "$onus" check --as-of 2026-11-22 --color never . 2>&1 | head -n 40 | sed 's/^/    /') || true
  fi
done <"$edits"
echo "$passed passed, $failed failed"
((failed == 0))
