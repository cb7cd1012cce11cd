#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: paths.sh ONUS REFUNDS
# What paths on the command line stand for: whole projects, of which a file or a folder only chooses what is said; and a
# directory around several projects. REFUNDS is the example project.
onus=$(realpath "$1") refunds=$(realpath "$2")
. "$(dirname "$0")/cases.sh"

mkdir -p repository/teams
cd repository || exit 2
for name in one two; do
  cp -r "$refunds" teams/$name
  touch teams/$name/onus.toml
done

# ---- A directory around projects stands for each of them
expect 0 '6 files, [0-9]+ guardrails in 2 systems' "$onus" check "${today[@]}"
expect 0 '6 files, ' "$onus" check "${today[@]}" teams
expect 0 '14 passed, 0 failed' "$onus" test "${today[@]}" .
expect 0 '6 files as they should be' "$onus" fmt --check
expect 0 '3 files as they should be' "$onus" fmt --check teams/two
expect 2 'one project, and these are 2' "$onus" build "${today[@]}" --target json -o out.json
printf 'package loose\nlet limit = 5 +\n' >loose.onus
expect 1 'E01[0-9]{2}.*loose.onus' "$onus" check "${today[@]}"
expect 1 '6 files as they should be, 1 file with syntax errors' "$onus" fmt --check
rm loose.onus
mkdir teams/one/inner
printf 'package inner\nlet limit = 5 +\n' >teams/one/inner/bad.onus
touch teams/one/inner/onus.toml
expect 1 'teams/one/inner/bad.onus' "$onus" check "${today[@]}"
rm -r teams/one/inner

# ---- A file chooses what lint says; errors are said wherever they are
calm=("${today[@]}" --select vague-expectation) # whatever other rules come to find in the example
expect 0 'nothing to report' "$onus" lint "${calm[@]}" teams/one/people.onus
expect 0 'E0760.*teams/one/refunds.onus' "$onus" lint "${calm[@]}" teams/one/refunds.onus
expect 0 'nothing to report' "$onus" lint "${calm[@]}" teams/one/people.onus teams/two/people.onus
expect 0 'one/refunds.onus.*two/refunds.onus' "$onus" lint "${calm[@]}" teams/one/refunds.onus teams/two
sed -i 's/^  owner .*//' teams/two/refunds.onus
expect 1 'error.*teams/two/refunds.onus' "$onus" lint "${calm[@]}" teams/two/people.onus
expect 0 'nothing to report' "$onus" lint "${calm[@]}" teams/one/people.onus

# ---- What a project leaves out
printf '[project]\nexclude = ["draft.onus"]\n' >teams/one/onus.toml
echo 'package   draft' >teams/one/draft.onus
expect 0 'warning: teams/one/draft.onus: its project leaves this file out' "$onus" lint "${calm[@]}" teams/one/draft.onus
expect 0 '^nothing to report $' "$onus" lint "${calm[@]}" --as-filter teams/one/draft.onus
expect 0 '^1 file as it should be $' "$onus" fmt --as-filter teams/one/draft.onus teams/one/people.onus
expect 1 'draft.onus.*1 file to be formatted' "$onus" fmt --check teams/one/draft.onus # who names it means it
expect 2 'nowhere.onus: there is no such file' "$onus" lint --as-filter nowhere.onus

# ---- Without an onus.toml, a file is a project of its own; as a filter, one of the working directory
cp -r "$refunds" bare
cd bare || exit 2
expect 1 'error\[E02' "$onus" lint "${calm[@]}" refunds.onus
expect 0 'refunds.onus:' "$onus" lint "${calm[@]}" --as-filter refunds.onus people.onus
expect 0 '^nothing to report $' "$onus" lint "${calm[@]}" --as-filter people.onus
tally
