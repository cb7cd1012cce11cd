#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: tests/bench/monorepo/run.sh [RUNS]
# How long `onus lint` takes for a monorepo of 10,000 files, cold and unchanged again; and, for a tenth of it, beside Regal
# for a tree of Rego with as many files (see README.md). ONUS names the program (build/release/bin/onus), REGAL a Regal
# (that on PATH). What is not there is named and left out.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
out=$root/build/monorepo
onus=${ONUS:-$root/build/release/bin/onus}
runs=${1:-5}

mkdir -p "$out"
rm -rf "$out/onus" "$out/tenth" "$out/rego" "$out/cache"
python3 "$here/generate.py" "$out/onus"
python3 "$here/generate.py" "$out/tenth" --files 1000 --teams 10
python3 "$here/generate.py" "$out/rego" --files 1000 --teams 10 --rego

regal=${REGAL:-$(command -v regal || true)}

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg), $(nproc) processors"
measure() { python3 "$here/measure.py" "$runs" "$@"; }
measure "onus lint, cold, one thread" "$onus" lint --as-of 2026-11-22 --no-cache -j 1 "$out/onus"
measure "onus lint, cold" "$onus" lint --as-of 2026-11-22 --no-cache "$out/onus"
sleep 2 # an onus.toml that was only just written is not relied upon
"$onus" lint --as-of 2026-11-22 --cache-dir "$out/cache" "$out/onus" >/dev/null 2>&1 || true
measure "onus lint, unchanged" "$onus" lint --as-of 2026-11-22 --cache-dir "$out/cache" "$out/onus"
measure "onus lint, cold, a tenth" "$onus" lint --as-of 2026-11-22 --no-cache "$out/tenth"
if [[ -x $regal ]]; then
  "$regal" version | grep -i '^version'
  measure "regal lint, a tenth" "$regal" lint "$out/rego"
else
  echo "left out: Regal: REGAL names none, and there is none on PATH"
fi
