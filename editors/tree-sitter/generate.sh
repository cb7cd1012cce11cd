#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# Generates src/ from grammar.js, with the tree-sitter CLI (0.22 or newer) on the PATH or named by $TREE_SITTER, and
# keeps the digest by which a test knows that src/ is no older than the grammar.
set -euo pipefail
cd "$(dirname "$0")"
"${TREE_SITTER:-tree-sitter}" generate --abi 14 --no-bindings
sha256sum grammar.js > src/grammar.sha256
