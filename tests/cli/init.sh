#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: init.sh ONUS
# What `onus init` writes must check, test and be laid out right, whatever the words; what it cannot write it refuses whole.
set -uo pipefail
onus=$(realpath "$1")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
passed=0 failed=0

verdict() { # STATUS WHAT
  if (($1 == 0)); then
    passed=$((passed + 1))
  else
    failed=$((failed + 1))
    printf 'FAILED: %s\n' "$2"
    head -c 800 said
  fi
}
# clean NAME FLAG...: a project of that name, then check, lock, check --locked, test and fmt --check.
clean() {
  local name=$1
  shift
  { "$onus" init "$name" --as-of 2026-11-22 "$@" && "$onus" check "$name" --as-of 2026-11-22 &&
    "$onus" lock "$name" --as-of 2026-11-22 && "$onus" check "$name" --locked --as-of 2027-11-22 &&
    "$onus" test "$name" --as-of 2026-11-22 && "$onus" fmt --check "$name"; } >said 2>&1 </dev/null
  verdict $? "init $name $*"
}
# refused PATTERN FLAG...: exit status 2, a message, and nothing written.
refused() {
  local pattern=$1 got=0
  shift
  "$onus" init "$@" >said 2>&1 </dev/null || got=$?
  [[ $got == 2 ]] && grep -Eq -- "$pattern" said && [[ ! -e none ]]
  verdict $? "init $* must say '$pattern'"
}

clean desk
clean "my agent-2"
clean 2fast --organization 'A "quoted" \ title'
clean engineering --name ai_security --business B@Example.COM --engineering e@Example.COM --security S@Example.COM
clean audit --name mail
refused 'exists already' desk
refused 'reserved word' none --name because
refused 'no identifier' none --name Big-Name
refused 'no mail address' none --security nobody
refused 'one person' none --engineering a@b.example --security a@b.example
refused 'standard library' none --name std
echo "$passed passed, $failed failed"
((failed == 0))
