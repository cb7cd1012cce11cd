# SPDX-License-Identifier: Apache-2.0
# What the tests of the program share; sourced by them. A case is one `expect` line; each prints what went wrong, and
# `tally` ends the test. Every test works in a directory of its own that goes away with it.
set -uo pipefail
work=$(mktemp -d)
trap 'chmod -R u+rwx "$work" 2>/dev/null; rm -rf "$work"' EXIT
cd "$work" || exit 2
unset SOURCE_DATE_EPOCH NO_COLOR
passed=0 failed=0
today=(--as-of 2026-11-22)

# verdict PROBLEM WHAT: counts, and shows what was said where there is a problem.
verdict() {
  if [[ -z $1 ]]; then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s: %s\n' "$2" "$1"
    cat out err 2>/dev/null | head -c 900 | sed 's/^/    /'
  fi
}

# expect STATUS PATTERN COMMAND...: the command must leave with STATUS, and what it says must match PATTERN (a regular
# expression of grep -E; several lines are joined by blanks). Nothing may look like a crash, and nothing may hang. What
# it said stays in the files out and err.
expect() {
  local status=$1 pattern=$2 got=0 said problem=
  shift 2
  timeout 60 "$@" >out 2>err </dev/null || got=$?
  said=$(cat out err | tr '\0\n' '  ')
  [[ $got == "$status" ]] || problem="exit status $got, expected $status"
  grep -Eq -- "$pattern" <<<"$said" || problem=${problem:-"does not say '$pattern'"}
  grep -Eqi 'terminate called|segmentation|stack (dump|trace)|assertion|a defect of onus' <<<"$said" && problem="looks like a crash"
  verdict "$problem" "$*"
}

same() { # FILE FILE WHAT
  cmp -s "$1" "$2" && verdict "" "$3" || verdict "$1 and $2 differ" "$3"
}

tally() {
  echo "$passed passed, $failed failed"
  ((failed == 0))
}
