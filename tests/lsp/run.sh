#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS BUILD-DIRECTORY [TEST.mjs…]
# Drives the language server as editors do, with the libraries that VS Code itself speaks to servers with. They come
# from npm into the build directory, as package-lock.json pins them; exit status 77 where they cannot be had.
set -euo pipefail
onus=$(realpath "$1") build=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
shift 2

skip() {
  echo "skipped: $*"
  exit 77
}

command -v node >/dev/null || skip "there is no node"
modules=$build/lsp_modules
if ! cmp -s "$here/package-lock.json" "$modules/installed.json"; then
  command -v npm >/dev/null || skip "there is no npm"
  mkdir -p "$modules"
  cp "$here/package.json" "$here/package-lock.json" "$modules"
  if ! (cd "$modules" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries 1) >"$modules/log" 2>&1; then
    cat "$modules/log"
    grep -qE 'E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH|HOSTUNREACH|RR_SOCKET_TIMEOUT)' "$modules/log" || exit 1
    skip "npm's registry cannot be reached"
  fi
  cp "$here/package-lock.json" "$modules/installed.json"
fi

if [[ $# -eq 0 ]]; then
  mapfile -t tests < <(find "$here" -name '*.test.mjs' | sort)
  set -- "${tests[@]}"
fi
ONUS=$onus ONUS_LSP_MODULES=$modules/ exec node --test --test-reporter=spec "$@"
