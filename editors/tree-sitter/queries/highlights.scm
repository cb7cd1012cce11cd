; SPDX-License-Identifier: Apache-2.0
; Every node gets at most one capture (a test sees to it), since editors disagree on whether the first or the last counts.

(comment) @comment
(doc_comment) @comment.documentation

; ---- Literals

(string) @string
(escape_sequence) @string.escape
(pattern) @string.regexp
(boolean) @boolean
[
  (integer)
  (duration)
  (date)
  (instant)
] @number
(decimal) @number.float

; ---- Keywords

[
  ; BEGIN generated: keywords - operator words - constants - function words - verdicts - types - header words
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
  ; END generated
] @keyword

[
  ; BEGIN generated: operator words
  "or" "and" "in" "matches" "like" "not" "any" "all"
  ; END generated
] @keyword.operator

[
  ; BEGIN generated: header words
  "package" "use"
  ; END generated
] @keyword.import

; What a rule decides, and what a test expects it to.
[
  ; BEGIN generated: verdicts
  "allow" "flag" "redact" "ask" "deny"
  ; END generated
] @keyword.return

"sensitive" @keyword.modifier

[
  ; BEGIN generated: function words
  "seen" "total" "latest" "mentioned" "count" "sum" "has"
  ; END generated
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
  (detector_declaration name: (identifier) @module)
  (framework_declaration name: (identifier) @module)
  (surface_declaration name: (identifier) @module)
  (system_declaration name: (identifier) @module)
]
[
  (effect_declaration name: (identifier) @type)
  (type_declaration name: (identifier) @type)
]
(tool name: (identifier) @function.method)
(rule label: (identifier) @label)
(field name: (identifier) @property)
(member name: (identifier) @property)
(parameter name: (identifier) @variable.parameter)
(named_argument name: (identifier) @variable.parameter)
(binding parameter: (identifier) @variable.parameter)
(quantifier_expression variable: (identifier) @variable.parameter)
(comprehension_expression variable: (identifier) @variable.parameter)

; ---- References

(package_clause name: (path (identifier) @module))
(use_clause (identifier) @module)
(maps_clause framework: (path (identifier) @module))
(effect_use effect: (path (identifier) @type))
(selector (path (identifier) @type))
(tool_path (identifier) @function.method)
(severity_clause level: (identifier) @constant.builtin)
(cover_clause (identifier) @constant.builtin)

(generic_type constructor: _ @type.builtin)
((named_type name: (path . (identifier) @type.builtin .))
  (#any-of? @type.builtin
    ; BEGIN generated: types
    "bool" "int" "decimal" "string" "duration" "date" "instant" "ip" "cidr" "json" "list" "map" "set" "sensitive"
    ; END generated
  ))
((named_type name: (path . (identifier) @type .))
  (#not-any-of? @type
    ; BEGIN generated: types
    "bool" "int" "decimal" "string" "duration" "date" "instant" "ip" "cidr" "json" "list" "map" "set" "sensitive"
    ; END generated
  ))
(named_type name: (path (identifier) @module . (identifier)))
(named_type name: (path (identifier) (identifier) @type .))

((call_expression function: (identifier) @function.builtin)
  (#any-of? @function.builtin
    ; BEGIN generated: built-in functions
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
    ; END generated
  ))
((call_expression function: (identifier) @function.call)
  (#not-any-of? @function.call
    ; BEGIN generated: built-in functions
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
    ; END generated
  ))
((call_expression method: (identifier) @function.builtin)
  (#any-of? @function.builtin
    ; BEGIN generated: built-in functions
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
    ; END generated
  ))
((call_expression method: (identifier) @function.method.call)
  (#not-any-of? @function.method.call
    ; BEGIN generated: built-in functions
    "size" "lower" "starts_with" "ends_with" "contains" "mentions" "find" "host" "domain" "under" "text" "zip" "date"
    "instant" "decimal" "int" "ip"
    ; END generated
  ))
(member_expression member: (identifier) @variable.member)
((member_expression object: (identifier) @variable.builtin)
  (#any-of? @variable.builtin
    ; BEGIN generated: roots
    "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
    "memory"
    ; END generated
  ))
((per (identifier) @variable.builtin)
  (#any-of? @variable.builtin
    ; BEGIN generated: roots
    "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
    "memory"
    ; END generated
  ))
((log_clause (identifier) @variable.builtin)
  (#any-of? @variable.builtin "inputs"))
((arguments (identifier) @variable.builtin)
  (#any-of? @variable.builtin
    ; BEGIN generated: roots
    "args" "result" "error" "tool" "context" "session" "agent" "time" "input" "prompt" "completion" "output" "handoff"
    "memory"
    ; END generated
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
