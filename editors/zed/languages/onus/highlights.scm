; SPDX-License-Identifier: Apache-2.0
; A copy, by editors/copies.py, of what editors/tree-sitter/queries has.
; Every node gets at most one capture (a test sees to it), since editors disagree on whether the first or the last counts.

(comment) @comment
(doc_comment) @comment.doc

; ---- Literals

(string) @string
(escape_sequence) @string.escape
(pattern) @string.regex
(boolean) @boolean
[
  (integer)
  (duration)
  (date)
  (instant)
] @number
(decimal) @number

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
] @keyword.import

; What a rule decides, and what a test expects it to.
[
  "allow" "flag" "redact" "ask" "deny"
] @keyword.return

"sensitive" @keyword.modifier

[
  "seen" "total" "latest" "mentioned" "count" "sum" "has"
] @function

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
(tool name: (identifier) @function)
(rule label: (identifier) @label)
(field name: (identifier) @property)
(member name: (identifier) @property)
(parameter name: (identifier) @variable)
(named_argument name: (identifier) @variable)
(binding parameter: (identifier) @variable)
(quantifier_expression variable: (identifier) @variable)
(comprehension_expression variable: (identifier) @variable)

; ---- References

(package_clause name: (path (identifier) @namespace))
(use_clause (identifier) @namespace)
(maps_clause framework: (path (identifier) @namespace))
(effect_use effect: (path (identifier) @type))
(selector (path (identifier) @type))
(tool_path (identifier) @function)
(severity_clause level: (identifier) @constant)
(cover_clause (identifier) @constant)

(generic_type constructor: _ @type)
((named_type name: (path . (identifier) @type .))
  (#any-of? @type
    "bool" "int" "decimal" "string" "duration" "date" "instant" "ip" "cidr" "json" "list" "map" "set" "sensitive"
  ))
((named_type name: (path . (identifier) @type .))
  (#not-any-of? @type
    "bool" "int" "decimal" "string" "duration" "date" "instant" "ip" "cidr" "json" "list" "map" "set" "sensitive"
  ))
(named_type name: (path (identifier) @namespace . (identifier)))
(named_type name: (path (identifier) (identifier) @type .))

((call_expression function: (identifier) @function)
  (#any-of? @function
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
  ))
((call_expression function: (identifier) @function)
  (#not-any-of? @function
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
  ))
((call_expression method: (identifier) @function)
  (#any-of? @function
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
  ))
((call_expression method: (identifier) @function)
  (#not-any-of? @function
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
  ))
(member_expression member: (identifier) @property)
((member_expression object: (identifier) @variable.special)
  (#any-of? @variable.special
    "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
    "memory"
  ))
((per (identifier) @variable.special)
  (#any-of? @variable.special
    "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
    "memory"
  ))
((log_clause (identifier) @variable.special)
  (#any-of? @variable.special "inputs"))
((arguments (identifier) @variable.special)
  (#any-of? @variable.special
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
