; SPDX-License-Identifier: Apache-2.0
; A copy, by editors/copies.py, of what editors/tree-sitter/queries has.

[
  (block)
  (record_type)
  (record)
  (list)
  (use_group)
  (parameters)
  (parenthesized_expression)
] @fold
