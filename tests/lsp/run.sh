#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: run.sh ONUS BUILD-DIRECTORY [TEST.mjs…]
# Drives the language server as editors do, with the libraries that VS Code itself speaks to servers with. They come
# from npm into the build directory, as package-lock.json pins them; exit status 77 where they cannot be had.
set -euo pipefail
onus=$(realpath "$1") build=$(realpath "$2")
here=$(dirname "$(realpath "$0")")
shift 2

. "$here/../support/npm.sh"
modules=$build/lsp_modules
installPackages "$here" "$modules"

if [[ $# -eq 0 ]]; then
  mapfile -t tests < <(find "$here" -name '*.test.mjs' | sort)
  set -- "${tests[@]}"
fi
ONUS=$onus ONUS_LSP_MODULES=$modules/ exec node --test --test-reporter=spec "$@"
