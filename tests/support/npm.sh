# shellcheck shell=bash
# SPDX-License-Identifier: Apache-2.0
# Sourced by tests that need packages from npm.

skip() {
  echo "skipped: $*"
  exit 77
}

# installPackages FROM INTO: what package-lock.json in FROM pins, below INTO/node_modules, once; tests that run at the
# same time wait for each other. Ends the test as skipped where there is no npm, or where its registry cannot be reached.
installPackages() {
  local from=$1 into=$2
  command -v node >/dev/null || skip "there is no node"
  mkdir -p "$into"
  exec 9>"$into/lock"
  flock 9
  if ! cmp -s "$from/package-lock.json" "$into/installed.json"; then
    command -v npm >/dev/null || skip "there is no npm"
    cp "$from/package.json" "$from/package-lock.json" "$into"
    if ! (cd "$into" && npm ci --ignore-scripts --no-audit --no-fund --prefer-offline --fetch-retries 1) >"$into/log" 2>&1; then
      cat "$into/log"
      grep -qE 'E(NOTFOUND|AI_AGAIN|CONNREFUSED|CONNRESET|TIMEDOUT|NETUNREACH|HOSTUNREACH|RR_SOCKET_TIMEOUT)' "$into/log" || exit 1
      skip "npm's registry cannot be reached"
    fi
    cp "$from/package-lock.json" "$into/installed.json"
  fi
  flock -u 9
}
