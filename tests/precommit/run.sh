#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS REPOSITORY BUILD
# The hooks of .pre-commit-hooks.yaml as their users have them: the real pre-commit in a scratch repository, with the
# working tree of REPOSITORY as hook source. ONUS is the program that the Python hooks wrap and the -system twins find.
# Pre-commit is the one on PATH, else it is installed from PyPI below BUILD, once. Exit status 77 where it cannot be had:
# the test is then skipped.
set -uo pipefail
onus=$(realpath "$1") repository=$(realpath "$2") build=$(realpath "$3")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

skip() {
  echo "skipped: $*"
  exit 77
}

command -v git >/dev/null || skip "there is no git"
git -C "$repository" rev-parse -q --verify HEAD >/dev/null 2>&1 || skip "this is no git checkout"
command -v python3 >/dev/null || skip "there is no python3"
pre_commit=$(command -v pre-commit || true)
if [[ -z $pre_commit ]]; then
  pre_commit=$build/pre-commit/bin/pre-commit
  if ! "$pre_commit" --version >/dev/null 2>&1; then
    python3 -m venv --clear "$build/pre-commit" >"$work/log" 2>&1 || skip "python3 -m venv does not work: $(tail -1 "$work/log")"
    "$build/pre-commit/bin/pip" install --quiet 'pre-commit>=3,<5' >"$work/log" 2>&1 ||
      skip "pre-commit cannot be had: $(tail -1 "$work/log")"
  fi
fi
"$pre_commit" --version

# Nothing of the person who runs this counts.
export HOME=$work/home PRE_COMMIT_HOME=$work/cache ONUS_BINARY=$onus PATH=$work/bin:$PATH
export VIRTUALENV_NO_PERIODIC_UPDATE=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PRE_COMMIT_COLOR=never
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1 SOURCE_DATE_EPOCH=1795305600 # 2026-11-22: waivers end one day
export GIT_AUTHOR_NAME=tester GIT_AUTHOR_EMAIL=tester@desk.example GIT_COMMITTER_NAME=tester GIT_COMMITTER_EMAIL=tester@desk.example
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE
mkdir -p "$HOME" "$work/bin"
ln -s "$onus" "$work/bin/onus"
failed=0

# expect STATUS PATTERN COMMAND...
expect() {
  local status=$1 pattern=$2 got=0
  shift 2
  "$@" >"$work/said" 2>&1 </dev/null || got=$?
  if [[ $got != "$status" ]] || ! { tr '\n' ' ' <"$work/said"; echo; } | grep -Eq -- "$pattern"; then
    echo "FAILED: $*: exit status $got, expected $status and '$pattern'; it said:"
    head -c 3000 "$work/said"
    failed=1
  fi
}
# The hook of that name passed, or failed.
passes() { expect 0 "$1[.]+Passed" "${@:2}"; }
fails() { expect 1 "$1[.]+Failed" "${@:2}"; }

# ---- The hook source: HEAD with what was changed and is not committed
hooks=$work/hooks
git clone -q --no-hardlinks "$repository" "$hooks"
git -C "$repository" ls-files -z --cached --others --exclude-standard |
  (cd "$repository" && while IFS= read -r -d '' file; do [[ -e $file || -L $file ]] && printf '%s\0' "$file"; done) |
  tar -C "$repository" --null -T - -c | tar -C "$hooks" -x
git -C "$hooks" add -A
git -C "$hooks" commit -q --allow-empty -m "hooks: the working tree"
revision=$(git -C "$hooks" rev-parse HEAD)
expect 0 '' "$pre_commit" validate-manifest "$hooks/.pre-commit-hooks.yaml"

# ---- Somebody's repository with policies in a folder
# use SUFFIX: the hooks with that suffix are this repository's.
use() {
  local hook
  {
    printf -- 'repos:\n- repo: file://%s\n  rev: %s\n  hooks:\n' "$hooks" "$revision"
    for hook in fix fmt lint check test; do
      printf '  - id: onus-%s%s\n' "$hook" "$1"
      # Whatever other rules come to find in the example.
      [[ $hook != fix && $hook != lint ]] || echo '    args: [--select, "unused-allow,vague-expectation"]'
    done
    printf -- '- repo: meta\n  hooks:\n  - id: check-hooks-apply\n'
  } >.pre-commit-config.yaml
  git add .pre-commit-config.yaml
}

# The same for the Python hooks and for their twins.
tour() {
  mkdir "$work/user$1"
  cd "$work/user$1" || exit 2
  git init -q .
  "$pre_commit" install -f >/dev/null
  cp -r "$repository/examples/refunds" policies
  touch policies/onus.toml
  echo '# words' >README.md
  use "$1"
  expect 0 '' "$pre_commit" validate-config
  git add -A
  # Everything, all hooks: what is clean passes, and every hook finds files.
  expect 0 'fix-only[.]+Passed.*onus fmt[.]+Passed.*onus lint[.]+Passed.*onus check[.]+Passed.*onus test[.]+Passed.*apply to the repository[.]+Passed' \
    "$pre_commit" run --all-files
  expect 0 '' git commit -q -m "policies"
  local clean
  clean=$(git rev-parse HEAD)

  # A commit that takes an owner away does not happen.
  sed -i 's/^package \(.*\) owner .*/package \1/' policies/refunds.onus
  git add -A
  expect 1 'onus check[.]+Failed.*error\[E0401\].*has no owner' git commit -m "who needs an owner"
  expect 0 "^$clean" git rev-parse HEAD
  git reset -q --hard

  # What can safely be repaired is repaired, and the commit stopped.
  sed -i 's|^  over_limit: |  // onus: allow(vague-expectation, reason = "none")\n&|' policies/refunds.onus
  git add -A
  fails 'onus lint --fix-only' git commit -m "a comment that excuses nothing"
  expect 0 '' git diff --exit-code "$clean" -- policies
  git reset -q --hard

  # One that is laid out otherwise is laid out and stopped; then it passes.
  sed -i 's/^  severity  */  severity          /' policies/refunds.onus
  git add -A
  fails 'onus fmt' git commit -m "wide"
  expect 0 '' git diff --exit-code "$clean" -- policies
  git reset -q --hard

  # Nor does one whose tests fail.
  sed -i '0,/^  expect allow$/s//  expect deny/' policies/refunds.test.onus
  git add -A
  fails 'onus test' git commit -m "another decision"
  git reset -q --hard

  # What has nothing to do with policies costs nothing.
  echo 'more words' >>README.md
  git add -A
  expect 0 'onus check.*Skipped' git commit -m "words"

  # Many files are one run: a name that another file declares is found.
  local i
  for i in $(seq 30); do printf 'package desk.p%d\n\nlet limit%d = %d\n' "$i" "$i" "$i" >"policies/p$i.onus"; done
  git add -A
  passes 'onus lint' git commit -m "many"
}

tour ''
tour -system

# ---- What the Python hooks say where the program is not of their revision
printf '#!/bin/sh\necho onus 0.0.1\n' >"$work/bin/old"
chmod +x "$work/bin/old"
expect 3 'says `onus 0.0.1`.*this tree is onus' env ONUS_BINARY="$work/bin/old" PRE_COMMIT_HOME="$work/other" \
  "$pre_commit" try-repo "$hooks" onus-check --all-files
exit $failed
