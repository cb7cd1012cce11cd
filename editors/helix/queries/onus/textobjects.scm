; SPDX-License-Identifier: Apache-2.0
; A declaration with a body is a class, a rule or a tool a function.

(_ body: (block) @class.inside) @class.around
[
  (rule)
  (tool)
] @function.around
(rule (when) @function.inside)
(rule condition: (_) @function.inside)
(parameters (_) @parameter.inside @parameter.around)
(named_arguments (_) @parameter.inside @parameter.around)
(bindings (_) @parameter.inside @parameter.around)
(arguments (_) @parameter.inside @parameter.around)
(list (_) @entry.inside @entry.around)
(member value: (_) @entry.inside) @entry.around
[
  (comment)
  (doc_comment)
] @comment.inside
[
  (comment)
  (doc_comment)
]+ @comment.around
(test_declaration body: (block) @test.inside) @test.around
