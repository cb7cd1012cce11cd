#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: emacs.sh ONUS SOURCE [GRAMMAR]: tries editors/emacs in the Emacs that there is: $EMACS, else the one of PATH.
# GRAMMAR is the folder of libtree-sitter-onus.so, which Emacs 29 and later may be able to use.
set -euo pipefail
onus=$(readlink -f "$1")
source=$(readlink -f "$2")
grammar=${3-}
emacs=${EMACS:-emacs}

if ! command -v "$emacs" >/dev/null; then
  echo "there is no emacs: skipped"
  exit 77
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" "$work/laid_out" "$work/home"
ln -s "$onus" "$work/bin/onus"
cp -r "$source/examples" "$source/tests/outputs/broken" "$source/tests/outputs/unwise" "$source/editors/emacs" "$work"
cd "$work"
export PATH=$work/bin:$PATH HOME=$work/home LC_ALL=C.UTF-8 ONUS_COLOURS=$source/tests/editors/colours.txt

# `onus fmt` lays these out, so that what Emacs should make of them is known whatever they look like in the repository.
for file in "$source"/examples/*/*.onus "$source"/examples/*/*/*.onus "$source"/stdlib/patterns/*.onus \
            "$source"/stdlib/{effects,detectors,texts}.onus "$source"/tests/format/*.onus; do
  onus fmt - <"$file" >"laid_out/$(basename "$file")"
done

modes=(emacs/onus-indent emacs/onus-mode)
tests=(onus-mode-test)
run() { timeout 100 "$emacs" -Q --batch -L emacs "$@"; }
if [[ -f $grammar/libtree-sitter-onus.so ]] &&
   run --eval '(kill-emacs (if (and (fboundp (quote treesit-available-p)) (treesit-available-p)) 0 1))'; then
  modes+=(emacs/onus-ts-mode)
  tests=(onus-ts-mode-test)
fi
run --eval '(setq byte-compile-error-on-warn t)' -f batch-byte-compile "${modes[@]/%/.el}"
if run --eval '(kill-emacs (if (locate-library "eglot") 0 1))'; then
  tests+=(onus-eglot-test)
fi
run -L "$source/tests/editors/emacs" --eval "(setq treesit-extra-load-path '(\"$grammar\"))" "${tests[@]/#/--load=}" \
  -f ert-run-tests-batch-and-exit
