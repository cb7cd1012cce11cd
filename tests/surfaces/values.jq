# SPDX-License-Identifier: Apache-2.0
# From a schema to values: one that fits, and ones that do not. Used on `tools/list` results.

# What a `$ref` stands for.
def resolved($root): if type == "object" and has("$ref") then (."$ref" | ltrimstr("#/") | split("/")) as $path | ($root | getpath($path)) | resolved($root) else . end;

# A value that fits, with what is required and nothing else; null where the schema leaves open what it is.
def sample($root):
  resolved($root)
  | if type != "object" then null
    elif has("const") then .const
    elif has("enum") then .enum[0]
    elif .type == "string" then "x"
    elif .type == "integer" then 1
    elif .type == "number" then 1.5
    elif .type == "boolean" then true
    elif .type == "array" then []
    elif .type == "object" and has("properties") then
      . as $schema | reduce (.required // [])[] as $name ({}; . + {($name): ($schema.properties[$name] | sample($root))})
    elif .type == "object" then {}
    elif has("anyOf") then .anyOf[0] | sample($root)
    elif has("oneOf") then .oneOf[0] | sample($root)
    else "x" end;

# A value of another type, or outside the listed texts; nothing where any value might fit.
def misfit($root):
  resolved($root)
  | if type != "object" then empty
    elif has("enum") and (.enum | all(type == "string")) then "no such choice"
    elif has("const") and (.const | type) == "string" then "no such choice"
    elif .type == "string" or .type == "array" or .type == "boolean" then 7
    elif .type == "integer" or .type == "number" then "seven"
    elif .type == "object" and (has("properties")) then 7
    else empty end;

# Calls of each tool as {tool, args, names?}: `names` is the argument that the denial must name; without it the call fits.
def calls:
  .tools[] as $tool
  | $tool.inputSchema as $root
  | ($root | sample($root)) as $fitting
  | {tool: $tool.name, args: $fitting},
    ((($root.required // [])[]) as $name | {tool: $tool.name, args: ($fitting | del(.[$name])), names: $name}),
    (select($root | has("properties"))
     | {tool: $tool.name, args: ($fitting + {"not_an_argument": 1}), names: "not_an_argument"}),
    (($root.properties // {} | to_entries[]) as {$key, $value}
     | ($value | misfit($root)) as $wrong
     | {tool: $tool.name, args: ($fitting + {($key): $wrong}), names: $key});

# The same from calls that somebody recorded: `$manifest` says which arguments there are.
def mutations($manifest):
  . as $call
  | ($manifest.tools[] | select(.name == $call.tool)) as $tool
  | $tool.inputSchema as $root
  | $call,
    ((($root.required // [])[]) as $name | {tool, args: (.args | del(.[$name])), names: $name}),
    {tool, args: (.args + {"not_an_argument": 1}), names: "not_an_argument"},
    (($root.properties // {} | to_entries[]) as {$key, $value}
     | ($value | misfit($root)) as $wrong
     | {tool, args: (.args + {($key): $wrong}), names: $key});

# Calls as events of one system.
def events($surface):
  to_entries[]
  | .key as $n | .value
  | {id: "e-\($n)", event: "call", tool: "\($surface).\(.tool)", args, session: {id: "s-\($n)", turn: 1},
     agent: {id: "agent-1", on_behalf_of: "user-1"}, time: "2026-11-22T10:00:00Z"};
