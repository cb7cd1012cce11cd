; SPDX-License-Identifier: Apache-2.0
; A copy, by editors/copies.py, of what editors/tree-sitter/queries has.

((pattern_content) @injection.content
  (#set! injection.language "regex"))

([
  (comment)
  (doc_comment)
] @injection.content
  (#set! injection.language "comment"))
