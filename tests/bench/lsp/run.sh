#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh [ONUS [EDITS]]: the language server in a workspace of 1,000 files, one of which has 2,000 lines, and in
# an example of a few files. README.md says what is measured.
set -euo pipefail
here=$(dirname "$(realpath "$0")")
root=$here/../../..
onus=$(realpath "${1:-$root/build/release/bin/onus}") edits=${2:-300}
build=$root/build/bench-lsp
mkdir -p "$build"

. "$root/tests/support/npm.sh"
installPackages "$root/tests/lsp" "$build/lsp_modules"
export ONUS=$onus ONUS_LSP_MODULES=$build/lsp_modules/

rm -rf "$build/workspace"
python3 "$here/../monorepo/generate.py" "$build/workspace" --files 1000 --teams 10 >/dev/null
python3 "$here/large_file.py" "$build/workspace/teams/t3/policies/large.onus"
wc -l <"$build/workspace/teams/t3/policies/large.onus" | xargs printf 'a workspace of 1,000 files, the one that is edited with %s lines\n'
node "$here/measure.mjs" "$build/workspace" teams/t3/policies/large.onus "$edits"

rm -rf "$build/refunds"
cp -r "$root/examples/refunds" "$build/refunds"
printf '\nexamples/refunds\n'
node "$here/measure.mjs" "$build/refunds" refunds.onus "$edits"
