#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: lint.sh ONUS ROOT
# `onus lint` as users meet it: which rules run where, what is excused and how that is told, the baseline; and how
# docs/linting.md says that an organization tests its standards.
onus=$(realpath "$1") page=$(realpath "$2")/docs/linting.md
. "$(dirname "$0")/cases.sh"

people='person head { email "head@desk.example" }
person auditor { email "auditor@desk.example" }
team crew { lead head contact slack "#crew" }
team audit { lead auditor contact slack "#audit" }
sink store { owner crew keep 400d }'

# guardrail NAME UNTIL [ABOVE]: one whose shadow ends on a day; ABOVE stands before that line.
guardrail() {
  cat <<END
guardrail $1 {
  severity high
  on output
  deny when text(output).contains("$1") because "It leaves"
  log inputs to store
  escalate to crew within 15m
  rollback disable system by crew within 15m
  fails closed
  shadow
    because "Trial"
    approved by auditor on 2026-11-01
${3:+    $3
}    until $2
}
END
}

# project FOLDER [TOML]: two files, a.onus and legacy/b.onus, with a shadow each that soon ends.
project() {
  rm -rf "$1" && mkdir -p "$1/legacy"
  printf '%s\n' "${2:-}" >"$1/onus.toml"
  { printf 'package desk owner crew\n%s\n' "$people" && guardrail secrets 2026-12-01; } >"$1/a.onus"
  { printf 'package desk.old owner desk.crew\nuse desk.{crew, auditor, store}\n' && guardrail keys 2026-12-02; } >"$1/legacy/b.onus"
}
lint() { # STATUS PATTERN ARGUMENTS...
  local status=$1 pattern=$2
  shift 2
  expect "$status" "$pattern" "$onus" lint "${today[@]}" "$@"
}
# says COUNT PATTERN: so many lines of the last answer match.
says() {
  local got
  got=$(cat out err | grep -Ec -- "$2")
  [[ $got == "$1" ]] && verdict "" "$2" || verdict "'$2' $got times, expected $1" "the answer"
}

# ---- Levels
only=(--select waiver-about-to-end)
project p
lint 0 'a.onus.*legacy/b.onus' p "${only[@]}"
says 2 '^note\[waiver-about-to-end\]'
lint 1 'note\[waiver-about-to-end\]' p "${only[@]}" --fail-level info
lint 1 'warning\[waiver-about-to-end\]' p "${only[@]}" --level waiver-about-to-end=warn
lint 0 '2 warnings' p "${only[@]}" --level completeness=warn --fail-level error
lint 1 '2 errors' p "${only[@]}" --level completeness=off,waiver-about-to-end=error --fail-level error
lint 0 '' p --select completeness --ignore waiver-about-to-end --fail-level error
says 0 'waiver-about-to-end'
lint 0 '' p --select completeness,testing --level waiver-about-to-end=off --fail-level error
says 0 'waiver-about-to-end'
lint 2 '--select: there is no lint rule and no category `completness`; did you mean `completeness`' p --select completness
lint 2 '--level: `style` is not RULE=LEVEL' p --level style
lint 2 '--level: `style=loud` is not RULE=LEVEL' p --level style=loud
lint 2 '--fail-level: `forbid` is none of' p --fail-level forbid

project p '[lint]
lint-edition = "2026"
[lint.levels]
completeness = "error"
waiver-about-to-end = "warn"
[[lint.paths]]
path = "legacy/"
levels = { waiver-about-to-end = "off" }'
lint 1 '1 warning' p "${only[@]}"
says 1 'a.onus'
lint 0 '^note.*b.onus' p "${only[@]}" --isolated
lint 1 'error.*a.onus.*error.*b.onus' p "${only[@]}" --level waiver-about-to-end=error
project p '[lint.levels]
waiver-about-to-end = "off"'
lint 0 '' p --select completeness --fail-level error
says 0 'waiver-about-to-end'
lint 0 'note.*a.onus' p "${only[@]}"
project p '[lint.levels]
waiver-about-to-end = "forbid"
[[lint.paths]]
path = "b.onus"
levels = { completeness = "off", waiver-about-to-end = "info" }'
lint 1 '2 errors' p "${only[@]}"
# The later path is stronger.
project p '[[lint.paths]]
path = "**/*.onus"
levels = { completeness = "off" }
[[lint.paths]]
path = "legacy"
levels = { completeness = "warn" }'
lint 1 '1 warning' p "${only[@]}"
says 1 'b.onus'

project p '[lint]
lint-edition = "2025"
[lint.levels]
wavier-about-to-end = "warn"
stile = "warn"
style = "loud"'
lint 2 'p/onus.toml:2:16: there is no lint edition `2025`.*`2026`' p
says 1 'onus.toml:4:1: there is no lint rule and no category `wavier-about-to-end`'
says 1 'did you mean `waiver-about-to-end`'
says 1 'did you mean `style`'
says 1 'onus.toml:6:9: `loud` is no level'
expect 0 'nothing to report' "$onus" check "${today[@]}" p
lint 0 '' p --isolated --fail-level error

# A member's own settings hold in its folder, and do not lower `forbid`.
project p '[project]
members = ["legacy"]
[lint.levels]
waiver-about-to-end = "warn"'
printf '[lint.levels]\nwaiver-about-to-end = "error"\n' >p/legacy/onus.toml
lint 1 'warning.*a.onus.*error.*b.onus' p "${only[@]}"
lint 1 'warning.*a.onus.*error.*b.onus' p/legacy "${only[@]}" p
sed -i 's/"warn"/"forbid"/' p/onus.toml
sed -i 's/"error"/"info"/' p/legacy/onus.toml
lint 1 '2 errors' p "${only[@]}"

# ---- Named files are what findings are about; the project is read as a whole
project p
lint 0 'b.onus' p/legacy "${only[@]}"
says 0 'a.onus'
lint 0 'a.onus' p/a.onus "${only[@]}"
says 0 'b.onus'
lint 0 'a.onus.*b.onus' p/a.onus p/legacy/b.onus "${only[@]}"
lint 0 'a.onus.*b.onus' p/onus.toml "${only[@]}"
(cd p/legacy && expect 0 'a.onus.*b.onus' "$onus" lint "${today[@]}" "${only[@]}")
printf 'package desk.broken owner desk.crew\nlet one: int = "1"\n' >p/c.onus
lint 1 'error\[E03.*c.onus' p/a.onus
says 0 'waiver-about-to-end'

# ---- Comments that excuse
project p
allow='// onus: allow(waiver-about-to-end, reason = "The trial ends", until = 2026-12-31)'
{ printf 'package desk owner crew\n%s\n' "$people" && guardrail secrets 2026-12-01 "$allow"; } >p/a.onus
lint 0 'note.*b.onus.*1 finding is excused by comments \(--show-suppressed tells them\)' p "${only[@]}"
says 0 'a.onus'
lint 0 'a.onus:19:11: waiver-about-to-end: .* excused by .*a.onus:18:5: The trial ends' p "${only[@]}" --show-suppressed
lint 0 'note.*a.onus' p "${only[@]}" --no-inline-allow
says 2 '^note\[waiver-about-to-end\]'
expect 1 'warning\[expired-allow\].*until 2026-12-31, which is over' "$onus" lint --as-of 2027-01-01 p
lint 0 '' p --select unused-allow
says 0 'unused-allow'
sed -i 's/until 2026-12-01/until 2027-06-01/' p/a.onus
lint 1 'warning\[unused-allow\].*delete the comment' p --select unused-allow,waiver-about-to-end

# ---- The baseline
project p '[lint]
baseline = "known.json"'
lint 2 'p/known.json: there is no such file.*--write-baseline' p
lint 0 '2 findings are excused by the baseline' p "${only[@]}" --write-baseline
expect 0 '"version": 1.*"file": "a.onus".*"file": "legacy/b.onus"' cat p/known.json
cp p/known.json before.json
lint 0 'nothing to report.*2 findings are excused' p "${only[@]}" --fail-level info
lint 0 'excused by the baseline' p "${only[@]}" --show-suppressed
(cd p/legacy && expect 0 '2 findings are excused' "$onus" lint "${today[@]}" "${only[@]}" --fail-level info)
sed -i '1i // The lines move.\n' p/a.onus
lint 0 'nothing to report' p "${only[@]}" --fail-level info
lint 1 '2 errors' p "${only[@]}" --level waiver-about-to-end=forbid
{ printf 'package desk.more owner desk.crew\nuse desk.{crew, auditor, store}\n' && guardrail codes 2026-12-03; } >p/c.onus
lint 1 'c.onus' p "${only[@]}" --fail-level info
says 0 'a.onus'
lint 2 'known.json: 1 finding is not in it, and a baseline only shrinks: nothing was written.*--grow-baseline' p "${only[@]}" --write-baseline
says 1 'c.onus'
same p/known.json before.json "a baseline only shrinks"
lint 0 '3 findings are excused' p "${only[@]}" --grow-baseline
rm p/c.onus
same_rules=(--select waiver-about-to-end,stale-baseline)
lint 1 'warning\[stale-baseline\].*in c.onus that is no longer there.*known.json' p "${same_rules[@]}"
lint 0 '2 findings are excused' p "${same_rules[@]}" --write-baseline
same p/known.json before.json "what is mended is taken out"
# What did not run is not forgotten.
lint 0 '' p --select testing --write-baseline
same p/known.json before.json "what did not run stays"
lint 2 'named for the baseline.*--baseline FILE' p --isolated --write-baseline
lint 0 '2 findings are excused' p "${only[@]}" --isolated --baseline p/known.json
project q
lint 2 'a baseline is of one project, and 2 are named' p q --baseline p/known.json
printf '{ "version": 1,\n  "findings": [ {} ] }' >p/known.json
lint 2 'p/known.json:1:1: a finding has no `fingerprint`' p
printf '{ "version": 1,\n  "findings": [ }' >p/known.json
lint 2 'p/known.json:2:' p
printf '{ "version": 2, "findings": [] }' >p/known.json
lint 2 'this is no baseline of version 1' p
rm p/known.json
printf 'package desk.broken owner desk.crew\nlet one: int = "1"\n' >p/c.onus
lint 1 'error\[E03' p --write-baseline
[[ ! -e p/known.json ]] && verdict "" "no baseline" || verdict "it was written" "a baseline of a project that does not compile"

# ---- Lists and pages
expect 0 'waiver-about-to-end +completeness +info +2026 +an exception' "$onus" list rules
expect 0 '"name": "unused-allow",.*"category": "suspicious",.*"level": "warn",.*"fixable": true' "$onus" list rules --format json
expect 0 'unused-allow.*found:.*after the fix:.*passes:' "$onus" explain unused-allow
expect 0 '^# unused-allow' "$onus" explain unused-allow --format markdown
expect 0 '"rule": "unused-allow".*"markdown": "# unused-allow' "$onus" explain unused-allow --format json
expect 2 'did you mean `unused-allow`' "$onus" explain unsued-allow
expect 2 'did you mean `owner-missing`' "$onus" explain owner-mising

# ---- Standards of an organization: the files and the script of the page, laid out as it says
awk '/^```/ { part = "" } /^\/\/ --- / { part = $3; if (part in seen) part = "/dev/null"; else seen[part]; next } part { print > part }' "$page"
awk '/^```sh/ { inside = 1; next } /^```/ { inside = 0 } inside' "$page" >test.sh
mkdir -p house good broken/slow bin
mv house.onus house/ && mv good.onus good/ && mv slow.onus broken/slow/
echo >house/onus.toml
printf '[dependencies]\nhouse = { path = "../house" }\n' >good/onus.toml
printf '[dependencies]\nhouse = { path = "../../house" }\n' >broken/slow/onus.toml
ln -s "$onus" bin/onus
PATH=$PWD/bin:$PATH expect 0 'nothing to report' sh test.sh
sed -i 's/within 2h/within 30m/' broken/slow/slow.onus
PATH=$PWD/bin:$PATH expect 1 'broken/slow/ does not break exactly a standard' sh test.sh
sed -i 's/within 30m/within 2h/; s/severity high/severity hihg/' broken/slow/slow.onus
PATH=$PWD/bin:$PATH expect 1 'broken/slow/ does not break exactly a standard' sh test.sh
tally
