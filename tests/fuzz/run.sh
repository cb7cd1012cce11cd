#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh PROGRAM NAME SECONDS
# Runs one fuzz target for so many seconds, from every .onus file of the repository (targets that read events: from those
# of the program tests) and the seeds of its own in tests/fuzz/seeds/NAME. A finding stays beside the program as
# NAME-crash-…; it becomes a file test once repaired.
set -eu
program=$1 name=$2 seconds=$3
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/seeds" "$work/corpus"

# Bundles are made by the build, and changed by the target itself. The changes go far from what any compiler makes, so a
# run begins with one seed and can be repeated; whoever hunts for longer sets another.
if [ "$name" = bundle ]; then
  ONUS_BUNDLES=$(cd "$(dirname "$program")/../bundles" && pwd)
  export ONUS_BUNDLES
  cp "$ONUS_BUNDLES"/*.onusb "$work/seeds"
  "$program" -seed="${ONUS_FUZZ_SEED:-1}" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=2048 -max_len=262144 \
    -entropic=0 -verbosity=0 -print_funcs=0 -print_final_stats=1 -artifact_prefix="$(dirname "$program")/$name-" \
    "$work/corpus" "$work/seeds"
  exit
fi

reads_events=false
case $name in event | runtime_json) reads_events=true ;; esac
pattern='*.onus'
$reads_events && pattern='events.jsonl'
number=0
for file in $(find "$root/examples" "$root/stdlib" "$root/tests/files" "$root/tests/programs" \
                   "$root/tests/fuzz/seeds/$name" -type f \( -name "$pattern" -o -path "*/fuzz/seeds/*" \) 2>/dev/null); do
  number=$((number + 1))
  cp "$file" "$work/seeds/$number"
done

# A project of several files is one seed; the targets split it again.
for project in "$root"/examples/*/; do
  $reads_events && break
  number=$((number + 1))
  (cd "$project" && find . -name '*.onus' -o -name '*.json' | sort | while read -r file; do
    printf '// --- %s\n' "${file#./}"
    cat "$file"
  done) >"$work/seeds/$number"
done

# The words of the language and what stands between them.
{
  sed -nE 's/^ONUS_(RESERVED|WORD|SYMBOL)\([A-Za-z]+, ("[^"]+")\)$/\2/p' "$root/compiler/syntax/tokens.def"
  cat "$root/tests/fuzz/onus.dict"
} >"$work/onus.dict"
$reads_events && cp "$root/tests/fuzz/event.dict" "$work/onus.dict"

"$program" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=16384 -verbosity=0 -print_funcs=0 \
  -print_final_stats=1 -artifact_prefix="$(dirname "$program")/$name-" -dict="$work/onus.dict" "$work/corpus" "$work/seeds"
