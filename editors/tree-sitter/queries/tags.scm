; SPDX-License-Identifier: Apache-2.0

(guardrail_declaration name: (identifier) @name) @definition.function
(duties_declaration name: (identifier) @name) @definition.function
(pattern_declaration name: (identifier) @name) @definition.function
(exception_declaration name: (identifier) @name) @definition.function
(standard_declaration name: (identifier) @name) @definition.function
(block (rule label: (identifier) @name)) @definition.method
(tool name: (_) @name) @definition.method
(let_declaration name: (identifier) @name) @definition.constant
(party_declaration name: (identifier) @name) @definition.constant
(sink_declaration name: (identifier) @name) @definition.constant
(type_declaration name: (identifier) @name) @definition.type
(effect_declaration name: (identifier) @name) @definition.type
(surface_declaration name: (identifier) @name) @definition.module
(detector_declaration name: (identifier) @name) @definition.module
(system_declaration name: (identifier) @name) @definition.module
(framework_declaration name: (identifier) @name) @definition.module

(call_expression function: (identifier) @name) @reference.call
(effect_use effect: (path) @name) @reference.type
(selector (path) @name) @reference.type
(selector (tool_path) @name) @reference.call
