#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Generates src/ from grammar.js, with the tree-sitter CLI (0.22 or newer) of the PATH or of $TREE_SITTER, and keeps the
# digest by which a test knows that src/ is no older than the grammar.
set -euo pipefail
cd "$(dirname "$0")"
# Old versions write bindings for six languages beside the grammar, and into package.json.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cp grammar.js package.json tree-sitter.json "$scratch"
(cd "$scratch" && "${TREE_SITTER:-tree-sitter}" generate --abi 14 > /dev/null)
cp -r "$scratch/src" .
sha256sum grammar.js > src/grammar.sha256
