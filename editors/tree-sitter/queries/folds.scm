; SPDX-License-Identifier: Apache-2.0

[
  (block)
  (record_type)
  (record)
  (list)
  (use_group)
  (parameters)
  (parenthesized_expression)
] @fold
