; SPDX-License-Identifier: Apache-2.0
; What stands between brackets is indented once. The columns that clauses are aligned in are those of `onus fmt`.

[
  (block)
  (record_type)
  (record)
  (list)
  (use_group)
  (parameters)
  (bindings)
  (named_arguments)
  (arguments)
  (parenthesized_expression)
] @indent.begin

[
  "}"
  "]"
  ")"
] @indent.branch @indent.end
