; SPDX-License-Identifier: Apache-2.0

(_ body: (block "{" (_)* @class.inside "}")) @class.around
[
  (rule)
  (tool)
] @function.around
(rule (when) @function.inside)
(rule condition: (_) @function.inside)
[
  (comment)
  (doc_comment)
]+ @comment.around
