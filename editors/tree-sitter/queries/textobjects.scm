; SPDX-License-Identifier: Apache-2.0
; A declaration with a body is a class, a rule, a tool or a step a function.

(_ body: (block)) @class.outer
(_ body: (block . "{" _+ @class.inner "}"))
[
  (rule)
  (tool)
  (call_step)
  (result_step)
] @function.outer
(rule (when) @function.inner)
(rule condition: (_) @function.inner)
[
  (parameter)
  (named_argument)
  (binding)
] @parameter.outer
(parameter type: (_) @parameter.inner)
(named_argument value: (_) @parameter.inner)
(binding value: (_) @parameter.inner)
(arguments (_) @parameter.inner @parameter.outer)
(conditional_expression) @conditional.outer
(call_expression) @call.outer
[
  (comment)
  (doc_comment)
] @comment.outer
