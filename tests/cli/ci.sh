#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: ci.sh ONUS REPOSITORY
# What the GitHub action and the GitLab template run: reports are written and the exit status stays, every line of the
# findings is one that the problem matcher reads, and the files that others read are well-formed. Exit status 77 without
# python3: the test is then skipped.
onus=$(realpath "$1") repository=$(realpath "$2")
command -v python3 >/dev/null || exit 77
. "$(dirname "$0")/cases.sh"
export ONUS=$onus
lint=$repository/ci/lint.sh

cp -r "$repository/examples/refunds" policies
sed -i 's/^package acme.refunds owner .*/package acme.refunds/' policies/refunds.onus
expect 1 ' error: .*E0401' "$lint" --sarif out.sarif --gitlab quality.json --junit out.xml -- "${today[@]}" policies
for report in out.sarif quality.json; do
  expect 0 '' python3 -m json.tool "$report"
done
expect 0 '' python3 -c 'import sys, xml.dom.minidom as dom; dom.parse("out.xml")'
expect 1 'E0401' "$lint" --sarif "" -- "${today[@]}" policies
expect 2 'unknown option --frob' "$lint" --frob

# Each line of findings fits one of the matchers, with all that these take out of it.
cat >match.py <<'PY'
import json, re, sys
matchers = json.load(open(sys.argv[1]))["problemMatcher"]
seen = 0
for line in open(sys.argv[2]):
    if line.startswith("onus: ") or not line.strip():
        continue
    found = [re.search(m["pattern"][0]["regexp"], line.rstrip("\n")) for m in matchers]
    if sum(f is not None for f in found) != 1:
        sys.exit("no matcher, or several, for: " + line)
    for matcher, match in zip(matchers, found):
        if match:
            pattern = matcher["pattern"][0]
            if match[pattern["file"]] not in ("policies/refunds.onus", "policies/refunds.test.onus", "policies/people.onus"):
                sys.exit("another file: " + line)
            seen += 1
print("matched", seen)
PY
"$lint" -- "${today[@]}" policies >lines 2>/dev/null
expect 0 'matched [1-9]' python3 match.py "$repository/ci/problem-matcher.json" lines
git -C policies init -q 2>/dev/null
cp "$repository/examples/refunds/refunds.onus" policies
"$lint" -- "${today[@]}" policies >lines 2>/dev/null
expect 0 'matched [1-9]' python3 match.py "$repository/ci/problem-matcher.json" lines

# ---- YAML, where there is something that reads it
if python3 -c 'import yaml' 2>/dev/null; then
  cat >yaml_files.py <<'PY'
import sys, yaml
root = sys.argv[1]
action = yaml.safe_load(open(root + "/action.yml"))
assert action["runs"]["using"] == "composite"
for step in action["runs"]["steps"]:
    assert "uses" in step or ("run" in step and step["shell"] == "bash"), step
jobs = yaml.safe_load(open(root + "/ci/gitlab.yml"))
assert jobs["onus-lint"]["artifacts"]["reports"]["codequality"], jobs
hooks = {hook["id"]: hook for hook in yaml.safe_load(open(root + "/.pre-commit-hooks.yaml"))}
assert len(hooks) == 10, list(hooks)
for name, hook in hooks.items():
    if hook["language"] == "python":
        twin = hooks[name + "-system"]
        for key in ("entry", "files", "name", "pass_filenames", "require_serial"):
            assert hook.get(key) == twin.get(key), (key, name)
PY
  expect 0 '' python3 yaml_files.py "$repository"
fi
tally
