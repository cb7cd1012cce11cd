#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: neovim.sh ONUS SOURCE GRAMMAR: tries editors/neovim in the Neovim that there is: $NVIM, else the one of PATH.
# GRAMMAR is the folder of libtree-sitter-onus.so.
set -euo pipefail
onus=$(readlink -f "$1")
source=$(readlink -f "$2")
grammar=$(readlink -f "$3")
nvim=${NVIM:-nvim}

if ! "$nvim" --headless -u NONE -i NONE -c 'lua if vim.fn.has("nvim-0.10") == 0 then vim.cmd("1cquit") end' -c qall \
    > /dev/null 2>&1; then
  echo "there is no nvim of 0.10 or later: skipped"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/runtime"
ln -s "$onus" "$work/bin/onus"
cp -r "$source/editors/neovim/." "$work/runtime"
cp -r "$source/examples/refunds" "$work/refunds"
touch "$work/refunds/onus.toml"
mkdir -p "$work/runtime/parser"
cp "$grammar/libtree-sitter-onus.so" "$work/runtime/parser/onus.so"
cd "$work"

failed=0
for script in "$source"/tests/editors/neovim/*.lua; do
  rm -f errors
  PATH=$work/bin:$PATH HOME=$work XDG_STATE_HOME=$work timeout 60 "$nvim" --headless -u NONE -i NONE -n \
    --cmd "set runtimepath^=$work/runtime" -c 'filetype plugin on' -c "luafile $script" \
    -c 'call writefile(v:errors, "errors") | qall!' < /dev/null > output 2>&1 || echo "nvim ended with status $?" >> output
  if [[ ! -f errors || -s errors || -s output ]]; then
    echo "$(basename "$script"):"
    cat output errors 2> /dev/null || true
    failed=1
  fi
done
exit "$failed"
