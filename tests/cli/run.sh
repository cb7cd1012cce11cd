#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS REFUNDS
# The program as its users meet it: exit statuses, messages, files that are strange or hostile. REFUNDS is the example
# project.
onus=$(realpath "$1") refunds=$(realpath "$2")
. "$(dirname "$0")/cases.sh"

cp -r "$refunds" good
cat >clean.onus <<'ONUS'
package desk
let limit = 5
ONUS
cat >wrong.onus <<'ONUS'
package desk
let limit = 5 +
ONUS

# ---- Exit statuses and messages
expect 0 '^onus [0-9]+\.[0-9]+\.[0-9]+ $' "$onus" --version
expect 0 'check .*test .*build .*eval' "$onus" --help
expect 0 'Usage: onus build ' "$onus" build --help
expect 2 'subcommand is required.*help: .onus --help' "$onus"
expect 2 'there is no command `frobnicate`' "$onus" frobnicate
expect 2 'did you mean `onus check`' "$onus" chekc
expect 2 'not expected: --frob.*help: .onus check --help' "$onus" check --frob
expect 2 '`xml` is none of `full`, `concise`.*`checkstyle`' "$onus" check --format xml good
expect 2 '`2026-02-30` is no date' "$onus" check --as-of 2026-02-30 good
expect 0 'nothing to report' "$onus" check "${today[@]}" good
expect 0 '^ *$' "$onus" check -q "${today[@]}" clean.onus
expect 1 'error\[E01[0-9]{2}\].*wrong.onus:[23]:.*1 error' "$onus" check wrong.onus
expect 2 'nowhere: there is no such file' "$onus" check nowhere
expect 2 'error\[E01.*nowhere: there is no such file' "$onus" check nowhere wrong.onus
expect 0 '7 passed, 0 failed' "$onus" test "${today[@]}" good
expect 0 '1 passed, 0 failed' "$onus" test "${today[@]}" --filter "small refund" good
expect 2 "no test's name holds" "$onus" test "${today[@]}" --filter "no such words" good
expect 0 'E0401 owner-missing' "$onus" explain owner-missing
expect 0 'E0401 owner-missing' "$onus" explain e0401
expect 2 'did you mean `owner-missing`' "$onus" explain owner-mising
expect 0 '"markdown"' "$onus" explain E0401 --format json
expect 0 'Rule 1: `over_limit`.*500.01 instead|amount: 500.01.*`amount` 500.00 instead of 500.01' "$onus" explain "${today[@]}" good:acme.refunds.large_refund
expect 0 'exfiltration path.*someone@acme.example' "$onus" explain "${today[@]}" good/refunds.onus:no_mail_after_untrusted
expect 0 '^# Untrusted content.*answers 0.91.*0.90 instead of 0.91' "$onus" explain "${today[@]}" --format markdown good:injected_content
expect 0 '"version": 1, .*"guardrails".*"heading": "When it looks"' "$onus" explain "${today[@]}" --format json good:large_refund
expect 2 'no guardrail `large_refunt`.*did you mean `large_refund`' "$onus" explain "${today[@]}" good:large_refunt
expect 2 'no guardrail is declared there' "$onus" explain "${today[@]}" good/people.onus
expect 2 'nowhere: there is no such file' "$onus" explain ./nowhere:large_refund
expect 1 'error\[E01' "$onus" explain wrong.onus:x
expect 2 'is none of `text`' "$onus" explain --format xml E0401
expect 0 'Payments Operations.*owns|approved the exception.*`acme.refunds.large_refund.vip_goodwill`' "$onus" list parties "${today[@]}" good
expect 0 '"parties".*"acme.people.modelco".*"supplies the model of the system"' "$onus" list parties "${today[@]}" --format json good
expect 1 'error\[E01' "$onus" list parties wrong.onus
expect 2 'takes no path' "$onus" list codes good
for what in codes targets frameworks effects detectors patterns; do
  expect 0 '[a-zA-Z]' "$onus" list "$what"
  expect 0 "\"version\": 1,  *\"$what\"" "$onus" list "$what" --format json
done
expect 0 "reads_untrusted.*It may carry instructions.*severity high, cover result" "$onus" list effects
expect 0 "std.patterns.large_payment .*ASI02" "$onus" list patterns
expect 0 "prompt_injection\(text: string\): decimal.*0 not at all" "$onus" list detectors
expect 2 'is none of `codes`' "$onus" list birds
for stage in tokens ast symbols types ir bytecode; do
  expect 0 'refunds' "$onus" dump "$stage" "${today[@]}" good
done
expect 0 '^1:1-1:8 +Package .*Identifier +desk' bash -c 'echo package desk | "$0" dump tokens -' "$onus"
expect 0 'Identifier +desk' bash -c 'echo package desk | "$0" dump tokens --stdin-filename good/desk.onus -' "$onus"
expect 2 'there is no target `gold`' "$onus" build "${today[@]}" --target gold good
expect 2 'there is no system `nobody`.*`acme.refunds.refund_agent`' "$onus" build "${today[@]}" --system nobody good
expect 2 'of one project, and these are 2' "$onus" build "${today[@]}" good clean.onus
expect 1 'error\[E0' "$onus" build wrong.onus

# A failed test shows the line that asked for something else.
cp -r good failing
sed -i 's/expect allow$/expect deny/' failing/refunds.test.onus
expect 1 'FAILED .*refunds.test.onus:[0-9]+:[0-9]+.*\^\^\^.*[0-9]+ failed' "$onus" test "${today[@]}" failing

# ---- JSON, colours, dates
expect 1 '"version": 1,.*"code": "E01.*"fingerprint": "[0-9a-f]{32}"' "$onus" check --format json wrong.onus
expect 0 '"diagnostics": \[\]' "$onus" check --format json clean.onus
expect 1 $'\033\\[' "$onus" check --color always wrong.onus
"$onus" check wrong.onus >out 2>err
grep -q $'\033' out err && problem="colours in a file" || problem=
verdict "$problem" "no colours unless a terminal reads"
expect 1 'expired|ended|lapsed|overdue' env SOURCE_DATE_EPOCH=1900000000 "$onus" check good
expect 0 'nothing to report' env SOURCE_DATE_EPOCH=1795348800 "$onus" check good

# ---- Artifacts
expect 0 'exact, 0 refused' "$onus" build "${today[@]}" good -o one.json --report report.json
expect 0 '' "$onus" build -q "${today[@]}" good --system refund_agent -o two.json
cmp -s one.json two.json && problem= || problem="the only system by name is another artifact"
verdict "$problem" "build --system"
(cd good && "$onus" build -q "${today[@]}" -o ../three.json .)
cmp -s one.json three.json && problem= || problem="another directory gives another artifact"
verdict "$problem" "reproducible from anywhere"
"$onus" build -q "${today[@]}" good >four.json
cmp -s one.json four.json && problem= || problem="standard output gets other bytes"
verdict "$problem" "build to standard output"
"$onus" build -q "${today[@]}" --target bytecode good -o one.onusb
(cd good && "$onus" build -q "${today[@]}" --target bytecode -o ../two.onusb .)
cmp -s one.onusb two.onusb && head -c 5 one.onusb | grep -q ONUSB && problem= || problem="another directory gives another bundle"
verdict "$problem" "bytecode is reproducible from anywhere"
expect 0 '^bundle of format 1.*over_limit: ask' "$onus" dump bytecode one.onusb
head -c 900 one.onusb >cut.onusb
expect 2 'cut.onusb: this is no sound bundle: ' "$onus" dump bytecode cut.onusb
expect 2 'no.onusb: there is no such file' "$onus" dump bytecode no.onusb
expect 2 'no/where.json: could not be written' "$onus" build "${today[@]}" good -o no/where.json
[[ -z $(find . -name '*.json.*') ]] && problem= || problem="a temporary file was left"
verdict "$problem" "no temporary files"
expect 2 'could not be written' "$onus" build "${today[@]}" good -o /dev/full

# ---- Decisions
expect 2 'clean.onus: this is no sound artifact' "$onus" eval clean.onus
expect 2 'there is no such file' "$onus" eval nothing.json
sed 's/"payments_ops"/"payments_off"/; s/500/501/' one.json >forged.json
expect 2 'this is no sound artifact' "$onus" eval forged.json
expect 2 'holds no system `nobody`.*it holds `acme.refunds.refund_agent`' "$onus" eval one.json --system nobody
printf 'short' >short.key
expect 2 'can be guessed' "$onus" eval one.json --key short.key
printf '{"tools":3}' >stop.json
expect 2 'stop.json: ' "$onus" eval one.json --stop stop.json
printf 'not state' >state.json
expect 2 'state.json: ' "$onus" eval one.json --state state.json
rm state.json
{ printf 'not json\n\n'; cat good/events.jsonl 2>/dev/null || printf '{}\n'; head -c 2000000 /dev/zero | tr '\0' 'x'; } >events
"$onus" eval one.json --state state.json <events >records 2>err
[[ $? == 0 && $(wc -l <records) == $(($(wc -l <events) + 1)) && -s state.json ]] && problem= || problem="not one record for each line"
verdict "$problem" "eval answers every line"
grep -q 'malformed_event' <(sed -n 1,2p records) && grep -q 'too_large' <(tail -n 1 records) && problem= || problem="other reasons"
verdict "$problem" "eval denies what it cannot read"

# The same on bytecode, whose state is another file.
expect 2 'cut.onusb: this is no sound artifact' "$onus" eval cut.onusb
expect 2 'no system `nobody`.*it holds `acme.refunds.refund_agent`' "$onus" eval one.onusb --system nobody
expect 2 'can be guessed' "$onus" eval one.onusb --key short.key
expect 2 'stop.json: ' "$onus" eval one.onusb --stop stop.json
expect 2 'state.json: ' "$onus" eval one.onusb --state state.json
"$onus" eval one.onusb --state state.onus <events >others 2>err
cmp -s records others && [[ -s state.onus ]] && problem= || problem="other records than the plain evaluator's"
verdict "$problem" "eval on bytecode"
expect 2 'state.onus: ' "$onus" eval one.json --state state.onus
"$onus" eval one.json --state state.json <events >records 2>err
"$onus" eval one.onusb --state state.onus <events >others 2>err
grep -q replayed_event records && cmp -s records others && problem= || problem="state is not taken up alike"
verdict "$problem" "eval goes on where it stopped, on bytecode, too"

# ---- The lock
expect 1 'error\[E07' "$onus" check --locked "${today[@]}" good
expect 0 'onus.lock: [0-9]+ tools' "$onus" lock "${today[@]}" good
expect 0 'nothing to report' "$onus" check --locked "${today[@]}" good
grep -q 'note\[E0750' out err && problem="still notes a missing lock" || problem=
verdict "$problem" "a lock that fits is no news"
sed -i 's/"description": "/"description": "Changed. /' good/surfaces/stripe.tools.json
expect 1 'error\[E0753\].*this approval is of the tool as it was' "$onus" check --locked "${today[@]}" good
cp good/onus.lock before
expect 1 'error\[E0753\].*later than 2026-05-01, then run .onus lock' "$onus" lock "${today[@]}" good
cmp -s before good/onus.lock && problem= || problem="a refused renewal changed the lock"
verdict "$problem" "onus lock without a new approval"
sed -i 's/approved  by payments_ops on 2026-05-01/approved  by payments_ops on 2026-12-01/' good/refunds.onus
expect 1 'error\[E0753\]' "$onus" lock "${today[@]}" good
sed -i 's/approved  by payments_ops on 2026-12-01/approved  by payments_ops on 2026-11-20/' good/refunds.onus
expect 1 'error\[E0753\].*it was approved again since: run .onus lock' "$onus" check --locked "${today[@]}" good
expect 0 'onus.lock' "$onus" lock "${today[@]}" good
expect 0 'nothing to report' "$onus" check --locked "${today[@]}" good
cp good/onus.lock before
printf 'version = 1\n' >good/onus.lock
expect 1 'error\[E0752\]' "$onus" lock "${today[@]}" good
cp before good/onus.lock
expect 1 'error\[E01' "$onus" lock wrong.onus

# ---- Formatting
mkdir -p lay/below/other lay/skipped
printf 'package  desk\r\nlet a=1 // one\r\n' >lay/a.onus
printf 'package desk\n\nlet b = 2\n' >lay/below/b.onus
printf 'package desk\nlet c = +\n' >lay/below/c.onus
cp lay/a.onus lay/skipped/d.onus && cp lay/a.onus lay/below/other/e.onus
printf '[project]\nexclude = ["skipped/"]\n' >lay/onus.toml && touch lay/below/other/onus.toml
printf 'package desk\n\nlet a = 1  // one\n' >tidy
cp lay/a.onus untidy
expect 1 '^lay/a.onus error\[E01.*lay/below/c.onus.*1 file to be formatted, 1 file as it should be, 1 file with syntax' "$onus" fmt --check lay
expect 1 '"changed": \[ *"lay/a.onus" *\],.*"code": "E01' "$onus" fmt --check --format json lay
expect 1 '^--- lay/a.onus \+\+\+ lay/a.onus @@ -1,2 \+1,3 @@ -package  desk' "$onus" fmt --diff lay/a.onus
expect 1 $'\033\\[32m\\+let a = 1' "$onus" fmt --diff --color always lay/a.onus
cmp -s lay/a.onus untidy && problem= || problem="a file was written"
verdict "$problem" "fmt --check and --diff write nothing"
"$onus" fmt --diff -q lay/a.onus >patch
cp untidy patched.onus && patch -s patched.onus <patch >out 2>err && cmp -s patched.onus tidy && problem= || problem="the patch gives another text"
verdict "$problem" "fmt --diff is a patch"
chmod 640 lay/a.onus && ln -s a.onus lay/link.onus && touch -d '2001-02-03' lay/below/b.onus
expect 1 'E01.*1 file formatted' "$onus" fmt lay
cmp -s lay/a.onus tidy && [[ -L lay/link.onus && $(stat -c %a lay/a.onus) == 640 ]] && problem= || problem="another text, mode, or no link any more"
verdict "$problem" "fmt writes the file that is meant"
[[ $(stat -c %y lay/below/b.onus) == 2001-02-03* ]] && problem= || problem="it was written"
verdict "$problem" "fmt leaves alone what is right"
cmp -s lay/skipped/d.onus untidy && cmp -s lay/below/other/e.onus untidy && problem= || problem="it was formatted"
verdict "$problem" "fmt leaves out what check leaves out"
expect 0 '1 file formatted' "$onus" fmt lay/skipped/d.onus
expect 0 '^ *$' "$onus" fmt -q lay/skipped/d.onus
(cd lay/below/other && "$onus" fmt >../../../out 2>../../../err) && cmp -s lay/below/other/e.onus tidy && problem= || problem="not formatted"
verdict "$problem" "fmt without a path"
"$onus" fmt - <untidy >out 2>err && cmp -s out tidy && [[ ! -s err ]] && problem= || problem="another text"
verdict "$problem" "fmt of standard input"
expect 1 'error\[E01.*desk/x.onus:2' sh -c "'$onus' fmt --stdin-filename desk/x.onus - <lay/below/c.onus"
[[ -s out ]] && problem="half a text" || problem=
verdict "$problem" "fmt writes nothing of a broken text"
expect 1 '^desk/x.onus ' sh -c "'$onus' fmt --check --stdin-filename desk/x.onus - <untidy"
printf '\357\273\277' | cat - untidy >bom.onus
expect 0 '1 file formatted' "$onus" fmt bom.onus
cmp -s bom.onus tidy && problem= || problem="another text"
verdict "$problem" "fmt drops a byte order mark"
expect 2 'nowhere: there is no such file.*1 file as it should be' "$onus" fmt nowhere lay/a.onus
expect 2 'no room for a diff' "$onus" fmt --diff --format json lay/a.onus
expect 2 'nothing is written.*--check' "$onus" fmt --format gnu lay/a.onus
expect 2 'no room for a diff' "$onus" fmt --check --diff --format gnu lay/a.onus
expect 2 'there is no .onus file' "$onus" fmt good/surfaces
: >nothing.onus
expect 0 '1 file as it should be' "$onus" fmt --check nothing.onus

# ---- Settings
mkdir -p set/a && cp clean.onus set/a && printf '[project]\nnaem = "x"\n' >set/onus.toml
expect 2 'onus.toml:2:1: unknown key `naem`.*did you mean `name`' "$onus" check set
printf '[project]\nexclude = ["a/"]\n' >set/onus.toml
expect 2 'there is no .onus file' "$onus" check set/a
printf '[project]\nname = "x"\n' >set/onus.toml
(cd set/a && "$onus" check) >out 2>err
[[ $? == 0 ]] && problem= || problem="the project around the working directory is not found"
verdict "$problem" "check without a path"
mkdir empty
expect 2 'there is no .onus file' "$onus" check empty
printf '[limits]\ncost = 10\n' >good/onus.toml
expect 1 'error\[E[0-9]+\].*(cost|steps)' "$onus" check "${today[@]}" good
rm good/onus.toml

# ---- Standard input
expect 1 'error\[E01.*stdin.onus:2' sh -c "printf 'package desk\\nlet a = +\\n' | '$onus' check -"
printf '[project]\n' >good/onus.toml
expect 0 'nothing to report' sh -c "'$onus' check --as-of 2026-11-22 --stdin-filename good/refunds.onus - <good/refunds.onus"
expect 1 '[^0-9]1 error' sh -c "grep -v 'owner  *ai_security' good/people.onus | '$onus' check --as-of 2026-11-22 --stdin-filename good/people.onus -"
rm good/onus.toml
expect 2 'standard input: it is closed' sh -c "exec '$onus' check - <&-"

# ---- Hostile and strange files
head -c 300000 /dev/urandom >random.onus
expect 1 'error\[E01' "$onus" check random.onus
head -c 1048576 /dev/zero | tr '\0' '(' >parens.onus
expect 1 'error\[E01' "$onus" check parens.onus
[[ $(wc -c <out) -lt 5000 ]] && problem= || problem="a message of $(wc -c <out) bytes"
verdict "$problem" "a long line is cut"
{ echo 'package desk'; yes 'let a = 1' | head -c 10485760; } >big.onus
expect 1 'error\[E0117\].*8388608' "$onus" check big.onus
truncate -s 10G huge.onus
expect 1 'error\[E0117\]' "$onus" check huge.onus
rm big.onus huge.onus
printf 'package desk\nlet a = "\xff\xfe"\n' >latin.onus
expect 1 'error\[E0116\].*not UTF-8.*latin.onus:2:10' "$onus" check latin.onus
for what in '(' '[' '{' 'not ' '- ' 'a.' '1 + ' 'if true then ' '"' '}' 'list<' 'package ' '/' $'\t' '🙂'; do
  { printf 'package desk\nlet a = '; yes -- "$what" | head -n 100000 | tr -d '\n'; echo; } >deep.onus
  expect 1 'error\[E0' "$onus" check deep.onus
  yes -- "$what" | head -n 100000 | tr -d '\n' >deep.onus
  if [[ $what != / && $what != $'\t' ]]; then expect 1 'error\[E0' "$onus" check deep.onus; fi
done
mkfifo pipe.onus
expect 2 'pipe.onus: it is no regular file' "$onus" check pipe.onus
expect 2 '/dev/zero: it is no regular file' "$onus" check /dev/zero
mkdir -p loop/a && cp clean.onus loop/a && ln -s .. loop/a/up && ln -s self loop/self
expect 0 'loop/a/up: this link leads to a directory.*read already' "$onus" check loop
ln -s round.onus loop/round.onus
expect 4 'loop/round.onus: .*(circle|no such file)' "$onus" check loop
expect 2 'loop/round.onus: .*circle' "$onus" check loop/round.onus
mkdir -p outside inside && cp clean.onus outside/b.onus && cp clean.onus inside && ln -s ../outside inside/out
expect 4 'inside/out: this link leads out of the project' "$onus" check inside
mkdir fits && cp clean.onus fits && mkfifo fits/pipe.onus
expect 4 'fits/pipe.onus: it is no regular file.*syntax only' "$onus" check fits
printf 'package desk\nlet a: set<string> from json "../../../../etc/hostname"\n' >escape.onus
expect 1 'error\[E0.*outside of the project' "$onus" check escape.onus
printf 'package desk\nlet a: set<string> from json "/etc/hostname"\n' >escape.onus
expect 1 'error\[E0.*absolute path' "$onus" check escape.onus
ln -s /etc/hostname link.json
printf 'package desk\nlet a: set<string> from json "link.json"\n' >escape.onus
expect 1 'error\[E0.*out of the project' "$onus" check escape.onus

# An unreadable file, as somebody for whom permissions count.
mkdir -p shut && cp clean.onus shut/a.onus && cp clean.onus shut/b.onus && sed -i 's/limit/other/' shut/b.onus && chmod 000 shut/b.onus
mkdir -p shutdir/in && cp clean.onus shutdir/a.onus && chmod 000 shutdir/in
chmod 755 . shut shutdir
as=()
if ((EUID == 0)); then
  as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  command -v setpriv >/dev/null || as=(false)
fi
cp "$onus" ./onus-copy && chmod 755 ./onus-copy
if "${as[@]}" ./onus-copy --version >/dev/null 2>&1; then
  expect 4 'shut/b.onus: reading it is not permitted.*syntax only' "${as[@]}" ./onus-copy check shut
  expect 2 'shut/b.onus: reading it is not permitted' "${as[@]}" ./onus-copy check shut/b.onus
  expect 4 'shutdir/in: the directory could not be read' "${as[@]}" ./onus-copy check shutdir
  expect 2 'could not be written' "${as[@]}" ./onus-copy build "${today[@]}" good -o /root/x.json
else
  echo "skipped: this user cannot become one for whom permissions count"
fi

# ---- Descriptors that are closed or full
expect 2 'standard output could not be written' sh -c "exec '$onus' list codes >&-"
expect 2 'standard output could not be written' sh -c "exec '$onus' list codes >/dev/full"
expect 1 '' sh -c "exec '$onus' check wrong.onus 2>&-"
expect 2 'standard input could not be read' sh -c "exec '$onus' eval one.json <&-"
expect 0 '^ *$' sh -c "'$onus' list codes 2>/dev/null | head -n 0"

tally
