#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# usage: tree_sitter.sh GRAMMAR
# src/ was generated from the grammar.js that lies beside it. With the tree-sitter CLI that made it (on the PATH or in
# $TREE_SITTER) it is generated again and compared, and the highlighting that the tests expect is looked at.
set -euo pipefail
grammar=$1
cd "$grammar"
sha256sum --check --quiet src/grammar.sha256 || { echo "grammar.js has changed: run editors/tree-sitter/generate.sh"; exit 1; }
tool=${TREE_SITTER:-tree-sitter}
command -v "$tool" > /dev/null || exit 0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp -r . "$scratch/grammar"
cd "$scratch/grammar"
TREE_SITTER=$tool ./generate.sh
[[ $("$tool" --version) != "tree-sitter 0.22.6"* ]] || diff -r "$grammar/src" src
export HOME=$scratch XDG_CACHE_HOME=$scratch
"$tool" test
