#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: vim.sh ONUS SOURCE: tries editors/vim in the Vim that there is, and the language server by ALE where that is in
# $ALE or installed as Debian's vim-ale.
set -euo pipefail
onus=$(readlink -f "$1")
source=$(readlink -f "$2")

if ! vim --version 2>/dev/null | grep -q '+syntax'; then
  echo "there is no vim that knows colours: skipped"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin"
ln -s "$onus" "$work/bin/onus"
cp -r "$source/examples" "$source/tests/outputs/broken" "$work"
cd "$work"

# `onus fmt` lays these out, so that what Vim should make of them is known whatever they look like in the repository.
mkdir laid_out
for file in "$source"/examples/*/*.onus "$source"/examples/*/*/*.onus "$source"/stdlib/patterns/*.onus \
            "$source"/stdlib/{effects,detectors,texts}.onus "$source"/tests/format/*.onus; do
  "$onus" fmt - <"$file" >"laid_out/$(basename "$file")"
done

export ALE=${ALE:-/usr/share/vim-ale} LC_ALL=C.UTF-8
failed=0
for script in "$source"/tests/editors/vim/*.vim; do
  if [[ $script == */server.vim && ! -f $ALE/plugin/ale.vim ]]; then
    continue
  fi
  PATH=$work/bin:$PATH ONUS_COLOURS=$source/tests/editors/colours.txt timeout 60 vim -es -u NONE -i NONE -N -n \
    -c "set runtimepath^=$source/editors/vim,$ALE | filetype plugin indent on | syntax on" \
    -c "source $script" -c 'call writefile(v:errors, "errors") | qall!' </dev/null >"output" 2>&1 ||
    echo "vim ended with status $?" >>output
  if [[ ! -f errors || -s errors || -s output ]]; then
    echo "$(basename "$script"):"
    cat output errors 2>/dev/null || true
    failed=1
  fi
  rm -f errors
done
exit "$failed"
