; SPDX-License-Identifier: Apache-2.0

(party_declaration kind: _ @context name: (identifier) @name) @item
(sink_declaration "sink" @context name: (identifier) @name) @item
(type_declaration "type" @context name: (identifier) @name) @item
(let_declaration "let" @context name: (identifier) @name) @item
(effect_declaration "effect" @context name: (identifier) @name) @item
(surface_declaration "surface" @context name: (identifier) @name) @item
(detector_declaration "detector" @context name: (identifier) @name) @item
(system_declaration "system" @context name: (identifier) @name) @item
(duties_declaration "duties" @context name: (identifier) @name) @item
(guardrail_declaration "guardrail" @context name: (identifier) @name) @item
(pattern_declaration "pattern" @context name: (identifier) @name) @item
(exception_declaration "exception" @context name: (identifier) @name) @item
(standard_declaration "standard" @context name: (identifier) @name) @item
(framework_declaration "framework" @context name: (identifier) @name) @item
(test_declaration "test" @context title: (string) @name) @item
(tool "tool" @context name: (_) @name) @item
(rule label: (identifier) @name verdict: _ @context) @item
(control "control" @context id: (string) @name title: (string)? @context.extra) @item
