#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS SHARED
# `onus surface` on manifests of published servers (SHARED/corpus; status 77 where it is absent): every tool is named, the
# only errors are missing signatures, and signed for it compiles in a project whose guardrails are the standard patterns.
# Calls that fit are let in, calls that do not are denied with the argument's name.
set -uo pipefail
onus=$(realpath "$1") shared=$2 here=$(realpath "$(dirname "$0")")
if [[ ! -f $shared/corpus/mcp/index.json ]] || ! command -v jq >/dev/null; then
  echo "skipped: there is no $shared/corpus beside this repository, or no jq"
  exit 77
fi
shared=$(realpath "$shared")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work" || exit 2
failed=0 tools=0 parameters=0 fitting=0 denied=0
as_of=(--as-of 2026-11-22)

fail() {
  echo "FAILED: $*" >&2
  failed=1
}

# The pattern that covers each effect; those that are not here ask for no cover.
declare -A pattern=(
  [changes_access]=unapproved_access_change [changes_infrastructure]=unapproved_infrastructure_change
  [commits_business]=unapproved_commitment [deletes_data]=unapproved_deletion [executes_code]=unapproved_code
  [publishes]=unapproved_publication [reads_secrets]=unapproved_secret_read [reads_untrusted]=override_phrases_in_results
  [moves_money]=unapproved_payment [delegates]=bulk_delegation [reaches_network]=bulk_requests
  [reads_files]=bulk_file_reads [reads_personal_data]=bulk_personal_data_reads [remembers]=bulk_memory_writes
  [sends_messages]=bulk_messages [writes_data]=bulk_record_changes [writes_files]=bulk_file_writes)

# codes PROJECT: the codes of its errors and warnings, each once, on one line.
codes() {
  "$onus" check "${as_of[@]}" --format json "$1" |
    jq -r '[.diagnostics[] | select(.severity != "note") | .code] | unique | join(" ")'
}

# people NAME: who answers for the project, and a system that has the surface NAME.
people() {
  cat <<ONUS
package corpus.policy
organization acme "ACME" {}
person head "Head of platform" { email "head@acme.example" }
person ciso "Security officer" { email "ciso@acme.example" }
team platform "Platform" { lead head contact slack "#platform" }
team security "Security" { lead ciso contact slack "#security" }
vendor modelco "ModelCo" { provides "the model" answers_to platform }
sink siem "Event store" { owner security keep 400d }
duties usual "What every guardrail owes" {
  log       inputs, session.id to siem
  escalate  to platform within 15m, then security within 1h
  rollback  disable system by platform within 15m
  fails     closed
}
system assistant "Assistant" {
  operator     acme
  business     platform
  engineering  platform
  security     security
  model        modelco "m-1"
  surfaces     tools.$1.$1
  enforces     corpus.policy
}
ONUS
}

# project NAME: signs the scaffold in NAME/ and puts a policy of standard patterns beside it.
project() {
  local name=$1 effect
  people "$name" >"$name/policy.onus"
  while read -r effect; do
    [[ -n ${pattern[$effect]:-} ]] || continue
    printf 'guardrail g_%s is std.patterns.%s under usual { owner security }\n' "$effect" "${pattern[$effect]}"
  done < <(awk '/^use std.effects/, /}/' "$name/surface.onus" | grep -oE '[a-z_]+' | grep -vxE 'use|std|effects') >>"$name/policy.onus"
  sed -i -E 's|^  // Fill in who looks after these tools:.*|  owner     platform|
             s|^  // Sign when every line is right:.*|  approved  by ciso on 2026-11-01|' "$name/surface.onus"
}

# scaffold NAME MANIFEST: everything that must hold of one manifest; leaves NAME.json, an artifact.
scaffold() {
  local name=$1 manifest=$2 found
  mkdir -p "$name"
  cp "$manifest" "$name/tools.json"
  "$onus" surface "$name/tools.json" --name "$name" -o "$name/surface.onus" 2>err || { fail "$name: $(cat err)"; return 1; }
  diff <(jq -r '.tools[].name' "$manifest") \
       <(sed -n -E 's/^  tool "?([^" ]+)"?  does .*/\1/p' "$name/surface.onus") >err || fail "$name: other tools: $(head -5 err)"
  found=$(codes "$name")
  [[ $found == "E0710 E0711" ]] || fail "$name: errors other than missing signatures: $found"
  "$onus" surface "$name/tools.json" --name "$name" --diff "$name/surface.onus" >err 2>&1 || fail "$name: differs from itself: $(head -5 err)"
  project "$name"
  found=$(codes "$name")
  [[ -z $found ]] || { fail "$name: signed for, it does not compile: $found"; "$onus" check "${as_of[@]}" "$name" | head -30; }
  "$onus" build -q "${as_of[@]}" "$name" --target json -o "$name.json" || { fail "$name: onus build"; return 1; }
}

# decided NAME CALLS: each call that fits is no misfit, each other one is denied, and the denial names the argument.
decided() {
  local name=$1 calls=$2 wrong
  jq -c -s -L "$here" 'import "values" as v; v::events("'"$name"'")' "$calls" >events.jsonl
  "$onus" eval "$name.json" <events.jsonl >records.jsonl || fail "$name: onus eval"
  paste -d '\t' "$calls" records.jsonl >pairs.tsv
  wrong=$(jq -c -R 'split("\t") | map(fromjson) as [$call, $record] | select(
      if $call.names then $record.decision != "deny" or $record.reason != "unfit_arguments"
                          or ($record.detail | contains($call.names) | not)
      else ($record.reason // "") | IN("unfit_arguments", "unknown_action", "malformed_event") end)
    | {$call, reason: $record.reason, detail: $record.detail}' pairs.tsv)
  [[ -z $wrong ]] || fail "$name: $(wc -l <<<"$wrong") calls decided otherwise, for instance $(head -n 1 <<<"$wrong" | head -c 600)"
  [[ $(wc -l <records.jsonl) == $(wc -l <"$calls") ]] || fail "$name: not one record for each call"
  fitting=$((fitting + $(jq -c 'select(.names == null)' "$calls" | wc -l)))
  denied=$((denied + $(jq -c 'select(.names)' "$calls" | wc -l)))
}

# ---- Published MCP servers
while IFS=$'\t' read -r file count arguments; do
  name=${file%.json} name=${name//-/_}
  scaffold "$name" "$shared/corpus/mcp/$file" || continue
  read -r has takes < <(jq -r '[.systems[].tools[] // empty] | "\(length) \([.[].args.fields // [] | length] | add)"' "$name.json")
  [[ $has == "$count" && $takes == "$arguments" ]] || fail "$name: $has tools with $takes arguments, not $count with $arguments"
  tools=$((tools + has)) parameters=$((parameters + takes))
  jq -c -L "$here" 'import "values" as v; v::calls' "$shared/corpus/mcp/$file" >calls.jsonl
  decided "$name" calls.jsonl
done < <(jq -r '.[] | [.file, .tools, .parameters] | @tsv' "$shared/corpus/mcp/index.json")
# For people: which effects are suggested, and for how many tools.
jq -r '.systems[].tools[].effects[].effect | ltrimstr("std.effects.")' ./*.json | sort | uniq -c | sort -rn
[[ $tools == 287 && $parameters == 827 ]] || fail "$tools tools with $parameters arguments in all, not 287 with 827"

# ---- Calls that somebody recorded as the right ones
ground_truth() { # NAME MANIFEST TASKS COUNT
  local name=$1 manifest=$2 tasks=$3 count=$4
  scaffold "$name" "$manifest" || return
  jq -c '.ground_truth[] | {tool: (.tool // .function), args}' "$tasks" >truth.jsonl
  [[ $(wc -l <truth.jsonl) == "$count" ]] || fail "$name: $(wc -l <truth.jsonl) recorded calls, not $count"
  jq -c -L "$here" --slurpfile manifest "$manifest" 'import "values" as v; v::mutations($manifest[0])' truth.jsonl >calls.jsonl
  decided "$name" calls.jsonl
}
dojo=$shared/corpus/agentdojo
ground_truth banking "$dojo/banking.tools.json" "$dojo/banking.tasks.jsonl" "$(jq -s '[.[].ground_truth[]] | length' "$dojo/banking.tasks.jsonl")"
ground_truth chat "$dojo/slack.tools.json" "$dojo/slack.tasks.jsonl" "$(jq -s '[.[].ground_truth[]] | length' "$dojo/slack.tasks.jsonl")"
ground_truth retail "$shared/corpus/tau/retail.tools.json" "$shared/corpus/tau/retail.tasks.jsonl" 550

echo "$tools tools with $parameters arguments; $fitting calls fit, $denied do not and are denied"
exit "$failed"
