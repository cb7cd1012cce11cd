#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# usage: surface.sh ONUS
# `onus surface` as its users meet it: what it writes, what it compares, and what it refuses.
onus=$(realpath "$1")
. "$(dirname "$0")/cases.sh"

cat >mail.json <<'JSON'
{ "tools": [
  { "name": "send_note", "description": "Sends a note. At once.",
    "inputSchema": { "type": "object", "required": ["to"], "properties": { "to": { "type": "string" }, "text": { "type": "string" } } } },
  { "name": "list-notes", "description": "Lists notes", "annotations": { "readOnlyHint": true },
    "inputSchema": { "type": "object", "properties": { "page": { "type": "integer", "minimum": 1 } } } },
  { "name": "where", "inputSchema": { "type": "object", "properties": {} } } ] }
JSON
cat >people.onus <<'ONUS'
package desk
person ann "Ann" { email "ann@desk.example" }
team crew "Crew" { lead ann contact slack "#crew" }
ONUS

# ---- What it writes
expect 0 'package tools.mail .*use std.effects.\{.*surface mail \{ +from +mcp "mail.json"' "$onus" surface mail.json
expect 0 '// It says: Sends a note +// confirm sends_messages: its name says `send` +tool send_note +does sends_messages\(to: to\)' "$onus" surface mail.json
expect 0 'tool "list-notes" +does reads_untrusted' "$onus" surface mail.json
expect 0 'tool "where" +does writes_data, reads_untrusted' "$onus" surface mail.json
expect 0 '3 tools, none of them approved' "$onus" surface mail.json -o mail.onus
expect 2 'mail.onus exists already; nothing was written.*--diff mail.onus' "$onus" surface mail.json -o mail.onus
expect 1 'E0710.*E0711' "$onus" check "${today[@]}" mail.onus
expect 0 '^ *$' "$onus" fmt -q --check mail.onus
"$onus" check "${today[@]}" --format json mail.onus | jq -r '.diagnostics[] | select(.severity == "error") | .code' | sort >codes
[[ $(tr '\n' ' ' <codes) == "E0710 E0711 " ]] && problem= || problem="other errors than missing signatures"
verdict "$problem" "only signatures are missing"
mkdir desk && cp mail.json people.onus desk/
expect 0 '^ *$' "$onus" surface -q desk/mail.json --owner crew --package desk.mail --name post -o desk/post.onus
expect 1 'error\[E0710\].*nobody approved' "$onus" check "${today[@]}" desk
grep -q E0711 out err && problem="the owner is missing" || problem=
verdict "$problem" "--owner"
sed -i 's|// Sign when.*|approved by ann on 2026-11-01|' desk/post.onus
expect 0 'nothing to report' "$onus" check "${today[@]}" desk
mkdir -p deep/down
expect 0 '' "$onus" surface mail.json -o deep/down/mail.onus
grep -Eq 'from +mcp "../../mail.json"' deep/down/mail.onus && problem= || problem="the path is not relative to the file"
verdict "$problem" "path from OUT to FILE"
expect 0 'from +mcp "elsewhere.json"' "$onus" surface mail.json --path elsewhere.json
expect 0 'surface tools \{ +from +mcp "tools.json"' sh -c "'$onus' surface - <mail.json"
for form in '{"jsonrpc":"2.0","id":1,"result":.}' '.tools'; do
  jq "$form" mail.json >form.json
  expect 0 'tool send_note .*tool "list-notes" ' "$onus" surface form.json
done
cat >pets.json <<'JSON'
{ "openapi": "3.1.0", "info": { "title": "Pets", "version": "1" }, "paths": { "/pets/{id}": {
  "delete": { "parameters": [ { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } } ], "responses": {} } } } }
JSON
expect 0 'from +openapi "pets.json".*tool "delete /pets/\{id\}" +does deletes_data' "$onus" surface pets.json
expect 0 'surface onus_2' "$onus" surface mail.json --name onus_2
cp mail.json because.json
expect 0 'surface because_surface \{' "$onus" surface because.json

# ---- What it compares
expect 0 'nothing differs: the surface classifies each of the 3 tools' "$onus" surface desk/mail.json --diff desk/post.onus
expect 0 '"added": \[\],.*"changed": \[\]' "$onus" surface desk/mail.json --diff desk --format json
jq '.tools[0].description = "Sends a note to the world." | .tools[0].inputSchema.properties.to.type = "integer"
    | .tools[0].inputSchema.properties.cc = {"type": "string"} | del(.tools[0].inputSchema.properties.text)
    | .tools[1].annotations = {"destructiveHint": true} | .tools[1].inputSchema.properties.page.minimum = 2
    | .tools[2].name = "wipe" | .tools[2].outputSchema = {"type": "object", "properties": {}}' mail.json >new.json
expect 1 'added +wipe +.*does deletes_data.*removed +"where".*changed +send_note' "$onus" surface new.json --diff desk
expect 1 'description: Sends a note. At once. -> Sends a note to the world' "$onus" surface new.json --diff desk
expect 1 'argument `to`: string -> int +argument `text`: gone, was string\? +argument `cc`: new, string\?' "$onus" surface new.json --diff desk
expect 1 'argument `page`: minimum 1 -> minimum 2' "$onus" surface new.json --diff desk
expect 1 'annotation `readOnlyHint`: gone, was true +annotation `destructiveHint`: new, true' "$onus" surface new.json --diff desk
expect 1 '1 added, 0 unclassified, 1 removed, 2 changed' "$onus" surface new.json --diff desk
"$onus" surface new.json --diff desk --format json >out
jq -e '.version == 1 and .surface == "desk.mail.post" and .added == ["wipe"] and .removed == ["where"]
       and (.changed | map(.tool)) == ["send_note", "list-notes"]
       and (.changed[0].changes[] | select(.name == "to")) == {"what": "argument", "name": "to", "from": "string", "to": "int"}' out >/dev/null &&
  problem= || problem="another document"
verdict "$problem" "--diff --format json"
# The document was replaced in its place: the lock knows what was approved, and the lines what is classified.
expect 0 'onus.lock' "$onus" lock "${today[@]}" desk
cp new.json desk/mail.json
expect 1 'unclassified +wipe.*removed +"where".*changed +send_note +it is not the tool that onus.lock says was approved' "$onus" surface new.json --diff desk
cat >inline.onus <<'ONUS'
package desk
person ann "Ann" { email "ann@desk.example" }
surface notes { owner ann approved by ann on 2026-05-01
  tool send_note(to: string, text: int?)  does nothing
  tool gone  does nothing }
surface others { owner ann approved by ann on 2026-05-01  tool a does nothing }
ONUS
expect 2 'several surfaces: `desk.notes`, `desk.others`.*--surface NAME' "$onus" surface mail.json --diff inline.onus
expect 1 'added +"list-notes".*added +"where".*removed +gone.*changed +send_note +argument `text`: int\? -> string\?' "$onus" surface mail.json --diff inline.onus --surface notes
expect 2 'there is no surface `birds`' "$onus" surface mail.json --diff inline.onus --surface birds
expect 2 'there is no surface' "$onus" surface mail.json --diff people.onus

# ---- What it refuses, writing nothing
expect 2 'FILE is required' "$onus" surface
expect 2 'nowhere.json: there is no such file' "$onus" surface nowhere.json
expect 2 'it has no list `tools`' sh -c "echo '{}' >x.json; '$onus' surface x.json -o x.onus"
expect 2 'it is no JSON: .*line 2' sh -c "printf '{\n\"tools\": [' >x.json; '$onus' surface x.json -o x.onus"
expect 2 'it is YAML.*yq -o json' sh -c "printf 'openapi: 3.1.0\npaths: {}\n' >x.json; '$onus' surface x.json -o x.onus"
expect 2 'Swagger 2.0.*OpenAPI 3' sh -c "echo '{\"swagger\":\"2.0\",\"paths\":{}}' >x.json; '$onus' surface x.json -o x.onus"
expect 2 'it has no tools' sh -c "echo '{\"tools\":[]}' >x.json; '$onus' surface x.json -o x.onus"
expect 2 'nextCursor' sh -c "echo '{\"tools\":[],\"nextCursor\":\"2\"}' >x.json; '$onus' surface x.json -o x.onus"
expect 2 'answered with an error: no such method' sh -c "echo '{\"error\":{\"message\":\"no such method\"}}' >x.json; '$onus' surface x.json -o x.onus"
expect 2 'function declaration' sh -c "echo '[{\"type\":\"function\",\"function\":{\"name\":\"a\"}}]' >x.json; '$onus' surface x.json -o x.onus"
[[ ! -e x.onus ]] && problem= || problem="a file was written"
verdict "$problem" "nothing is written for what cannot be read"
expect 2 'could not be written' "$onus" surface mail.json -o no/where.onus
expect 2 'is no name for a package' "$onus" surface mail.json --package std.mail
expect 2 'is no name of a team' "$onus" surface mail.json --owner 'a b'
expect 2 'is none of `mcp`, `openapi`' "$onus" surface mail.json --from soap
expect 2 'is about differences' "$onus" surface mail.json --format json
expect 2 'no such file' "$onus" surface mail.json --diff nowhere.onus
printf 'package a\nsurface {\n' >broken.onus
expect 2 'keep the surface from being read' "$onus" surface mail.json --diff broken.onus
mkdir moved && sed 's/mail.json/moved.json/' desk/post.onus >moved/post.onus
expect 2 'moved.json.*what its tools were is not known' "$onus" surface mail.json --diff moved/post.onus
# References that name themselves, and a few that name each other many times over.
expect 0 'tool a ' sh -c "echo '{\"tools\":[{\"name\":\"a\",\"inputSchema\":{\"type\":\"object\",\"properties\":{\"x\":{\"\$ref\":\"#\"}}}}]}' >x.json; '$onus' surface x.json"
jq -n '{tools: [{name: "a", inputSchema: {type: "object", properties: {x: {"$ref": "#/$defs/0"}},
  "$defs": ([range(60) | {key: "\(.)", value: {type: "object", properties: {l: {"$ref": "#/$defs/\(. + 1)"}, r: {"$ref": "#/$defs/\(. + 1)"}}}}] | from_entries)}}]}' >x.json
expect 0 '1 tool, ' "$onus" surface x.json -o x.onus
expect 1 'too large|nested too deep|points at nothing|does not say' "$onus" check "${today[@]}" x.onus

tally
