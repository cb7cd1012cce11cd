; SPDX-License-Identifier: Apache-2.0
; A copy, by editors/copies.py, of what editors/tree-sitter/queries has.
; Every node gets at most one capture (a test sees to it), since editors disagree on whether the first or the last counts.

(comment) @comment.line
(doc_comment) @comment.line.documentation

; ---- Literals

(string) @string
(escape_sequence) @constant.character.escape
(pattern) @string.regexp
(boolean) @constant.builtin.boolean
[
  (integer)
  (duration)
  (date)
  (instant)
] @constant.numeric
(decimal) @constant.numeric.float

; ---- Keywords

[
  "as" "because" "else" "expect" "if" "that" "then" "when" "where" "active" "after" "agent" "alert" "answers_to"
  "approved" "args" "at" "business" "by" "call" "change" "closed" "completion" "contact" "context" "control" "cover"
  "denied" "detector" "disable" "does" "duties" "effect" "email" "enforces" "engineering" "error" "escalate" "every"
  "exception" "failing" "fails" "framework" "from" "guardrail" "handoff" "incident" "incomplete" "input" "is" "keep"
  "last" "lead" "let" "level" "license" "lifts" "log" "manual" "maps" "matching" "max" "members" "memory" "model"
  "monitor" "more" "no" "of" "on" "open" "operator" "organization" "output" "owner" "paragraphs" "pattern" "per"
  "person" "previous" "prompt" "provides" "publisher" "replaced_by" "requested" "require" "requires" "restore" "result"
  "returns" "review" "reviewed" "revoke" "rollback" "runbook" "security" "session" "severity" "shadow" "signal" "sink"
  "source" "standard" "standards" "start" "superseded_by" "surface" "surfaces" "system" "team" "test" "text" "than"
  "timeout" "to" "tool" "type" "unavailable" "under" "unguarded" "until" "vendor" "version" "with" "withdrawn" "within"
  "would_be" "yes"
] @keyword

[
  "or" "and" "in" "matches" "like" "not" "any" "all"
] @keyword.operator

[
  "package" "use"
] @keyword.control.import

; What a rule decides, and what a test expects it to.
[
  "allow" "flag" "redact" "ask" "deny"
] @keyword.control.return

"sensitive" @keyword.storage.modifier

[
  "seen" "total" "latest" "mentioned" "count" "sum" "has"
] @function.builtin

; ---- What declarations, rules, tools and members are called

[
  (duties_declaration name: (identifier) @function)
  (exception_declaration name: (identifier) @function)
  (guardrail_declaration name: (identifier) @function)
  (pattern_declaration name: (identifier) @function)
  (standard_declaration name: (identifier) @function)
]
(let_declaration name: (identifier) @function parameters: (parameters))
(let_declaration name: (identifier) @constant !parameters)
[
  (party_declaration name: (identifier) @constant)
  (sink_declaration name: (identifier) @constant)
]
[
  (detector_declaration name: (identifier) @namespace)
  (framework_declaration name: (identifier) @namespace)
  (surface_declaration name: (identifier) @namespace)
  (system_declaration name: (identifier) @namespace)
]
[
  (effect_declaration name: (identifier) @type)
  (type_declaration name: (identifier) @type)
]
(tool name: (identifier) @function.method)
(rule label: (identifier) @label)
(field name: (identifier) @variable.other.member)
(member name: (identifier) @variable.other.member)
(parameter name: (identifier) @variable.parameter)
(named_argument name: (identifier) @variable.parameter)
(binding parameter: (identifier) @variable.parameter)
(quantifier_expression variable: (identifier) @variable.parameter)
(comprehension_expression variable: (identifier) @variable.parameter)

; ---- References

(package_clause name: (path (identifier) @namespace))
(use_clause (identifier) @namespace)
(maps_clause framework: (path (identifier) @namespace))
(effect_use effect: (path (identifier) @type))
(selector (path (identifier) @type))
(tool_path (identifier) @function.method)
(severity_clause level: (identifier) @constant.builtin)
(cover_clause (identifier) @constant.builtin)

(generic_type constructor: _ @type.builtin)
((named_type name: (path . (identifier) @type.builtin .))
  (#any-of? @type.builtin
    "bool" "int" "decimal" "string" "duration" "date" "instant" "ip" "cidr" "json" "list" "map" "set" "sensitive"
  ))
((named_type name: (path . (identifier) @type .))
  (#not-any-of? @type
    "bool" "int" "decimal" "string" "duration" "date" "instant" "ip" "cidr" "json" "list" "map" "set" "sensitive"
  ))
(named_type name: (path (identifier) @namespace . (identifier)))
(named_type name: (path (identifier) (identifier) @type .))

((call_expression function: (identifier) @function.builtin)
  (#any-of? @function.builtin
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
  ))
((call_expression function: (identifier) @function)
  (#not-any-of? @function
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
  ))
((call_expression method: (identifier) @function.builtin)
  (#any-of? @function.builtin
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
  ))
((call_expression method: (identifier) @function.method)
  (#not-any-of? @function.method
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
  ))
(member_expression member: (identifier) @variable.other.member)
((member_expression object: (identifier) @variable.builtin)
  (#any-of? @variable.builtin
    "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
    "memory"
  ))
((per (identifier) @variable.builtin)
  (#any-of? @variable.builtin
    "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
    "memory"
  ))
((log_clause (identifier) @variable.builtin)
  (#any-of? @variable.builtin "inputs"))
((arguments (identifier) @variable.builtin)
  (#any-of? @variable.builtin
    "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
    "memory"
  ))

; ---- Symbols

[
  "(" ")"
  "[" "]"
  "{" "}"
] @punctuation.bracket

[
  "," ":" "."
] @punctuation.delimiter

[
  "="
  "|"
  "?"
  "??"
  "=="
  "!="
  "<"
  "<="
  ">"
  ">="
  "+"
  "-"
  "*"
  (ellipsis)
] @operator
