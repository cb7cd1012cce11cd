; SPDX-License-Identifier: Apache-2.0
; A copy, by editors/copies.py, of what editors/tree-sitter/queries has.

("(" @open ")" @close)
("[" @open "]" @close)
("{" @open "}" @close)
("\"" @open "\"" @close)
