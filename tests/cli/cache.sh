#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: cache.sh ONUS REFUNDS
# What `onus lint` keeps from one run to the next: whatever a finding can depend on is changed in turn, and each time the
# answer must be the one that a run without a cache gives. REFUNDS is the example project.
onus=$(realpath "$1") refunds=$(realpath "$2")
. "$(dirname "$0")/cases.sh"

cp -r "$refunds" policies
when=(--as-of 2026-11-22)

entry() { stat -c %i cache/llvmcache-* 2>/dev/null | sort; }

# kept HOW WHAT [ARGUMENT...]: runs with the cache and without; both must say the same, in text and as JSON, and the
# entries must be the ones of before (`hit`: nothing was kept), or not (`miss`).
kept() {
  local how=$1 what=$2 before got=0 want=0 problem=
  shift 2
  before=$(entry)
  "$onus" lint "${when[@]}" --cache-dir cache "$@" policies >out 2>err || got=$?
  case $how in
    hit) [[ $(entry) == "$before" ]] || problem="it was judged anew" ;;
    miss) [[ $(entry) != "$before" ]] || problem="it was not judged anew" ;;
  esac
  "$onus" lint "${when[@]}" --no-cache "$@" policies >expected 2>expected.err || want=$?
  [[ $got == "$want" ]] || problem="exit status $got, without a cache $want"
  cmp -s out expected && cmp -s err expected.err || problem="it says something else without a cache"
  verdict "$problem" "$what"
}

kept miss "the first run"
kept hit "the second"
kept hit "shown as JSON" --format json
kept hit "without a cache" --no-cache
when=(--as-of 2027-04-20)
kept miss "on another day"
kept hit "the same day"
expect 0 '' sed -i '1i // cut' policies/people.onus
kept miss "a source was changed"
kept hit "and not again"
mv policies/people.onus policies/persons.onus
kept miss "a source has another name"
rm policies/refunds.test.onus
kept miss "a source is gone"
expect 0 '' sed -i 's/"description"/"title"/' policies/surfaces/stripe.tools.json
kept miss "a document that a source names was changed"
kept hit "and not again"
kept miss "another option" --locked
expect 0 '' "$onus" lock "${today[@]}" policies
kept miss "there is a lock now"
printf '[limits]\ncost = 10\n' >policies/onus.toml
kept hit "an onus.toml that was only just written is not relied upon: nothing is kept"
sleep 3
kept miss "but is later"
kept hit "and then kept"
printf '[limits]\ncost = 1000000\n' >policies/onus.toml
sleep 3
kept miss "a limit was changed"
mkdir elsewhere && cp -r policies elsewhere
kept hit "what lies elsewhere is another matter"

# ---- What is not whole is as if it were not there
for change in 'truncate -s 100' 'truncate -s -1' 'sed -i 1s/findings/fondings/' 'sed -i $s/.$/~/'; do
  for file in cache/llvmcache-*; do $change "$file"; done
  kept miss "an entry after $change"
done
chmod 777 cache
kept hit "a folder into which others may write is not used"
rm -r cache && touch cache
kept hit "a cache folder that is a file"
rm cache
XDG_CACHE_HOME=$PWD/home "$onus" lint "${today[@]}" policies >out 2>err
[[ ! -e home ]] && verdict "" "small projects" || verdict "they are kept" "small projects"
tally
