#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: corpus.sh ONUS SHARED
# SHARED holds policies and events that rest on other people's manifests and are not part of this repository: projects in
# design/examples, events with the expected decisions in corpus/*/onus, and the comparison in checks/decide. Exit status
# 77 where it is absent: the test is then skipped.
set -euo pipefail
onus=$1 shared=$2
if [[ ! -d $shared/corpus || ! -x $shared/checks/decide ]]; then
  echo "skipped: there is no $shared with design/examples, corpus and checks/decide beside this repository"
  exit 77
fi
if ! command -v python3 >/dev/null; then
  echo "skipped: $shared/checks/decide needs python3"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
failed=0

"$(dirname "$0")/run.sh" "$onus" "$shared/design/examples" || failed=1

# The policy that each part of the corpus is decided by.
declare -A project=([agentdojo]=agentdojo [tau]=retail)
for expected in "$shared"/corpus/*/onus/expected.jsonl; do
  events=$(dirname "$expected")/events.jsonl
  part=$(basename "$(dirname "$(dirname "$expected")")")
  echo "== $part"
  "$onus" build --as-of 2026-11-22 "$shared/design/examples/${project[$part]}" --target json -o "$work/$part.json" &&
    "$shared/checks/decide" "$onus" "$work/$part.json" "$events" "$expected" || failed=1
done
exit "$failed"
