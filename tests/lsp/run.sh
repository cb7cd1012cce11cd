#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS BUILD-DIRECTORY [SCRIPT.mjs [ARGUMENT…]]
# Drives the language server as editors do, with the libraries that VS Code itself speaks to servers with: all tests, or
# one script, named from this folder. The libraries come from npm into the build directory, as package-lock.json pins
# them; exit status 77 where they cannot be had.
set -euo pipefail
onus=$(realpath "$1") build=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
shift 2

. "$here/../support/npm.sh"
modules=$build/lsp_modules
installPackages "$here" "$modules"
export ONUS=$onus ONUS_LSP_MODULES=$modules/

if [[ $# -gt 0 ]]; then
  cd "$here"
  exec node "$@"
fi
mapfile -t tests < <(find "$here" -name '*.test.mjs' | sort)
exec node --test --test-reporter=spec "${tests[@]}"
