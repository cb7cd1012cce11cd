#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# tests/bench/peers/run.sh [GUARDRAILS...]: what a decision takes in Onus, Cedar and OPA, in one table (see README.md).
# Builds the two programs with cargo and go, which fetch the pinned packages; installs nothing. What cannot be had is
# named and left out, and the exit status is then 1.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../../.." && pwd)
out=$root/build/peers
onus_bench=${ONUS_BENCH:-$root/build/bench/bin/onus_bench}

(($#)) || set -- 10 100 1000 10000
for guardrails in "$@"; do
  [[ $guardrails =~ ^[1-9][0-9]+$ ]] || { echo "run.sh: not a number of guardrails from 10 on: $guardrails" >&2; exit 2; }
done

status=0
left_out() {
  echo "left out: $1: $2" >&2
  status=1
}
has() { command -v "$1" >/dev/null; }

mkdir -p "$out"
rows=$out/rows.tsv # engine, version, guardrails, decoded p50 and p99, JSON p50 and p99 in nanoseconds
: >"$rows"

# Everything is built before anything is timed.
cedar='' opa=''
if ! has cargo; then
  left_out Cedar "there is no cargo (Rust 1.89 or later)"
elif CARGO_TARGET_DIR=$out/cedar cargo build --quiet --release --locked --manifest-path "$here/cedar/Cargo.toml"; then
  cedar=$out/cedar/release/onus-bench-cedar
else
  left_out Cedar "cargo could not fetch or build its packages"
fi
if ! has go; then
  left_out OPA "there is no go (1.26 or later)"
elif (cd "$here/opa" && GOTOOLCHAIN=local go build -mod=readonly -o "$out/onus-bench-opa" .); then
  opa=$out/onus-bench-opa
else
  left_out OPA "go could not fetch or build its packages"
fi

onus() {
  local sizes="${*}"
  "$onus_bench" --benchmark_format=json \
    --benchmark_filter="^runtime: a decision (on a decoded event|from JSON text)/guardrails:(${sizes// /|})/limits:1$" |
    jq -r '.benchmarks | map(select(.p50_ns)) | group_by(.name | capture("guardrails:(?<n>[0-9]+)").n | tonumber)[] | select(length == 2)
      | (map(select(.name | test("decoded")))[0]) as $decoded | (map(select(.name | test("JSON")))[0]) as $json
      | ["onus", "this tree", ($decoded.name | capture("guardrails:(?<n>[0-9]+)").n),
         $decoded.p50_ns, $decoded.p99_ns, $json.p50_ns, $json.p99_ns] | @tsv'
}
if ! [[ -x $onus_bench ]]; then
  left_out Onus "there is no ${onus_bench#"$root"/}: ./dev bench builds it, and ONUS_BENCH names another"
elif ! has jq; then
  left_out Onus "there is no jq to read its numbers"
else
  onus "$@" >>"$rows" || left_out Onus "onus_bench failed"
  [[ -s $rows ]] || left_out Onus "onus_bench has no such benchmark: is it of this tree?"
fi
[[ -z $cedar ]] || "$cedar" "$here/cases.tsv" "$@" >>"$rows" || left_out Cedar "its program failed"
[[ -z $opa ]] || "$opa" "$here/cases.tsv" "$@" >>"$rows" || left_out OPA "its program failed"

[[ -s $rows ]] || exit 1

# Times are shown in microseconds; the ratios are of the medians, to those of Onus with as many guardrails.
sort -t $'\t' -k3,3n -s "$rows" | awk -F '\t' '
  function ratio(mine, onus) { return onus ? sprintf("%.0f", mine / onus) : "-" }
  BEGIN {
    print "| guardrails | engine | decoded: p50 µs | p99 µs | × Onus | JSON: p50 µs | p99 µs | × Onus |"
    print "| --- | --- | --- | --- | --- | --- | --- | --- |"
  }
  $1 == "onus" { decoded[$3] = $4; json[$3] = $6 }
  {
    printf "| %d | %s (%s) | %.2f | %.2f | %s | %.2f | %.2f | %s |\n", $3, $1, $2, $4 / 1000, $5 / 1000,
      ratio($4, decoded[$3]), $6 / 1000, $7 / 1000, ratio($6, json[$3])
  }'
exit $status
