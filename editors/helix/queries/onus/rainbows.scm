; SPDX-License-Identifier: Apache-2.0

[
  (block)
  (use_group)
  (record_type)
  (generic_type)
  (parameters)
  (bindings)
  (named_arguments)
  (arguments)
  (parenthesized_expression)
  (has_expression)
  (history_expression)
  (comprehension_expression)
  (index_expression)
  (list)
  (record)
] @rainbow.scope

[
  "("
  ")"
  "["
  "]"
  "{"
  "}"
] @rainbow.bracket
