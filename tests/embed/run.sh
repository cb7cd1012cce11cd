#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS_FILE_TESTS ONUS REPOSITORY SHARED js PACKAGE
#        run.sh ONUS_FILE_TESTS ONUS REPOSITORY SHARED python FOLDER-OF-THE-MODULE LIBRARY
# Tests a wrapper of the runtime on transcripts (tests/harness/transcript.h): of every program test, of the policy tests
# of every example, and of streams of events (streams.py), also those of SHARED where that is there. All decisions in
# them are the plain evaluator's. The program of docs/embedding.md is tried, too. Exit status 77 where the tools are
# missing: the test is then skipped.
set -euo pipefail
harness=$1 onus=$2 repository=$3 shared=$4
shift 4
here=$repository/tests/embed language=$1
shift

skip() {
  echo "skipped: $*"
  exit 77
}

export PYTHONDONTWRITEBYTECODE=1
command -v python3 >/dev/null || skip "there is no python3"
case $language in
  js)
    [[ -n ${1-} ]] || skip "clang, lld and wasi-libc for WebAssembly were not found when this build was configured"
    command -v node >/dev/null || skip "there is no node"
    fence=js program=program.mjs
    run() { node "$1.mjs" "${@:2}"; }
    ;;
  python)
    export PYTHONPATH=$1 ONUS_RUNTIME_LIBRARY=$2
    fence=python program=program.py
    run() { python3 "$1.py" "${@:2}"; }
    ;;
esac
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

projects=("$repository"/examples/*)
[[ -d $shared/corpus ]] && projects+=("$shared"/design/examples/*)
"$harness" --transcripts "$work" "$repository/tests/programs" "${projects[@]}" >/dev/null
python3 "$here/streams.py" "$onus" "$repository" "$shared" "$work"
run "$here/transcripts" "$@" "$work"
run "$here/api" "$@" "$work"

# The page's program, which finds the package as its users do.
mkdir -p "$work/page/node_modules"
[[ $language == js ]] && cp -r "$1" "$work/page/node_modules/onus-runtime"
sed -n "/^\`\`\`$fence\$/,/^\`\`\`\$/{/^\`\`\`/!p}" "$repository/docs/embedding.md" >"$work/page/$program"
run "$work/page/program" "$work/stream.refunds.onusb" <"$repository/examples/refunds/events.jsonl" |
  diff "$work/stream.refunds.records" - || {
  echo "FAILED: the program of docs/embedding.md writes other records (>)"
  exit 1
}
