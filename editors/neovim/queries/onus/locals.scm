; SPDX-License-Identifier: Apache-2.0
; A copy, by editors/copies.py, of what editors/tree-sitter/queries has.
; Names that are known in one declaration or one expression only.

[
  (let_declaration)
  (guardrail_declaration)
  (duties_declaration)
  (pattern_declaration)
  (effect_declaration)
  (quantifier_expression)
  (comprehension_expression)
] @local.scope

(parameter name: (identifier) @local.definition.parameter)
(quantifier_expression variable: (identifier) @local.definition.parameter)
(comprehension_expression variable: (identifier) @local.definition.parameter)
(block (let_declaration name: (identifier) @local.definition.var))

(arguments (identifier) @local.reference)
(binary_expression left: (identifier) @local.reference)
(binary_expression right: (identifier) @local.reference)
(unary_expression operand: (identifier) @local.reference)
(member_expression object: (identifier) @local.reference)
(call_expression object: (identifier) @local.reference)
(call_expression function: (identifier) @local.reference)
(index_expression object: (identifier) @local.reference)
(index_expression index: (identifier) @local.reference)
(quantifier_expression domain: (identifier) @local.reference)
(quantifier_expression body: (identifier) @local.reference)
(comprehension_expression domain: (identifier) @local.reference)
(conditional_expression (identifier) @local.reference)
(when condition: (identifier) @local.reference)
(where condition: (identifier) @local.reference)
(let_declaration value: (identifier) @local.reference)
