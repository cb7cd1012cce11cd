// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { capabilities, edit } from "../client.mjs";
import { editExample } from "../navigation.mjs";

const refunds = "refunds.onus";
const all = ["people.onus", refunds, "refunds.test.onus"];

/// Makes the edit, checks that the project has no errors afterwards, and answers how often the words stand in it.
async function renamed(editor, file, pattern, newName, words) {
  const edit = await editor.at(file, pattern, "textDocument/rename", { newName });
  for (const each of all) if (!editor.documents.has(editor.uri(each))) await editor.open(each);
  editor.apply(edit);
  for (const each of all) {
    const errors = (await editor.diagnostics(each)).filter(({ severity }) => severity === 1);
    assert.deepEqual(errors, [], each);
  }
  return words.map((word) => all.map((each) => editor.text(each).match(new RegExp(`\\b${word}\\b`, "g"))?.length ?? 0));
}

const refusal = (editor, file, pattern, newName) =>
  editor.refusal("textDocument/rename", { ...editor.document(file), position: editor.position(file, pattern), newName });

test("a name is changed in the whole project, whatever kind of name it is", async () => {
  const cases = [
    [refunds, "guardrail |large_refund", "big_refund", ["large_refund", "big_refund"]],
    [refunds, "ask payments_|ops within", "money_ops", ["payments_ops", "money_ops"]],
    [refunds, "over_limit|:  ask", "too_much", ["over_limit", "too_much"]],
    [refunds, "exception |vip_goodwill", "for_vips", ["vip_goodwill", "for_vips"]],
    [refunds, "type |Tier =", "Level", ["Tier", "Level"]],
    [refunds, "tool |read_inbox", "open_inbox", ["read_inbox", "open_inbox"]],
    [refunds, "send(|recipients", "to", ["recipients"]],
    [refunds, "is_internal(|address: string", "mail", []],
    [refunds, "any |r in", "each", []],
    [refunds, "package acme.|refunds", "acme.payback", ["acme.refunds", "acme.payback"]],
    [refunds, "use acme.|people.", "acme.staff", ["acme.people", "acme.staff"]],
    [refunds, "  |customer:  {", "buyer", []],
  ];
  for (const [file, pattern, newName, [oldWord, newWord]] of cases) {
    const editor = await editExample({ example: "refunds" });
    await editor.open(file);
    const before = oldWord ? all.map((each) => editor.text(each).match(new RegExp(`\\b${oldWord}\\b`, "g"))?.length ?? 0) : [];
    const counts = await renamed(editor, file, pattern, newName, [oldWord, newWord].filter(Boolean));
    if (newWord) assert.deepEqual(counts, [[0, 0, 0], before], `${pattern} → ${newName}`);
    await editor.close();
  }
});

test("what a rename begins with", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const prepared = await editor.at(refunds, "large_|refund \"Refunds", "textDocument/prepareRename");
  assert.equal(editor.slice(refunds, prepared.range), "large_refund");
  assert.equal(prepared.placeholder, "large_refund");
  const reasons = {
    "guard|rail large_refund": /word of the language/,
    "tool |create_refund": /surfaces\/stripe.tools.json/,
    "when args.|amount > refund_limit": /surfaces\/stripe.tools.json/,
    "call that |sends_messages": /standard library/,
    'context.customer.tier == "v|ip"': /no name/,
    '"GV.|RM-06"': /id of the catalogue/,
    "500.|00\n": /no name stands here/,
    "(|result that reads": /word of the language/,
  };
  for (const [pattern, reason] of Object.entries(reasons)) {
    const { code, message } = await editor.refusal("textDocument/prepareRename", {
      ...editor.document(refunds),
      position: editor.position(refunds, pattern),
    });
    assert.equal(code, -32803, pattern);
    assert.match(message, reason, pattern);
  }
  await editor.close();
});

test("a new name that is none, or that something else has, is refused with the reason", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const why = async (pattern, newName) => (await refusal(editor, refunds, pattern, newName)).message;
  assert.match(await why("guardrail |large_refund", "when"), /`when` is a reserved word/);
  assert.match(await why("guardrail |large_refund", "big refund"), /is no name/);
  assert.match(await why("guardrail |large_refund", "a.b"), /is no name/);
  assert.match(await why("guardrail |large_refund", ""), /is no name/);
  assert.match(await why("guardrail |large_refund", "injected_content"), /cannot be called `injected_content`: refunds.onus:\d+|injected_content/);
  assert.match(await why("let |is_internal", "prompt_injection"), /cannot be called/);
  assert.match(await why("let |refund_limit", "args"), /cannot be called/);
  assert.match(await why("user:      { |id: string, role", "key"), /refunds.test.onus:6: .*has no member `id`/);
  await editor.close();
});

test("a name that would silently mean something else is refused", async () => {
  const text = `package desk owner head
person head { email "head@desk.example" }
let limit = 3
let all_small(xs: list<int>): bool = all x in xs: x < limit
`;
  const editor = await edit({ files: { "desk.onus": text } });
  await editor.open("desk.onus");
  const { message } = await refusal(editor, "desk.onus", "all |x in", "limit");
  assert.match(message, /`x` cannot be called `limit`: .*desk.onus:4: /);
  await editor.close();
});

test("the name that a `use` gives something belongs to its file", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const edited = await editor.at(refunds, "maps      |csf", "textDocument/rename", { newName: "nist" });
  editor.apply(edited);
  assert.match(editor.text(refunds), /nist_csf_2_0 as nist,/);
  assert.match(editor.text(refunds), /maps {6}nist "GV/);
  assert.doesNotMatch(editor.text(refunds), /\bcsf\b/);
  await editor.close();
});

test("edits come in the form that the client takes, and say when engines are concerned", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const rename = (pattern, newName) => editor.at(refunds, pattern, "textDocument/rename", { newName });
  const plain = await rename("guardrail |large_refund", "big");
  assert.deepEqual(Object.values(plain.changeAnnotations).map(({ needsConfirmation }) => needsConfirmation), [false]);
  const [own, other] = plain.documentChanges;
  assert.equal(own.textDocument.version, 1);
  assert.equal(other.textDocument.version, null);
  const sent = await rename("  |customer:  {", "buyer");
  const [[id, annotation]] = Object.entries(sent.changeAnnotations);
  assert.equal(annotation.needsConfirmation, true);
  assert.match(annotation.label, /engines send/);
  assert.ok(sent.documentChanges.every(({ edits }) => edits.every(({ annotationId }) => annotationId === id)));
  await editor.close();

  const simple = await editExample({ example: "refunds", capabilities: {} });
  assert.equal(simple.offers.renameProvider, true);
  await simple.open(refunds);
  const { changes, ...rest } = await simple.at(refunds, "guardrail |large_refund", "textDocument/rename", { newName: "big" });
  assert.deepEqual(rest, {});
  assert.deepEqual(Object.keys(changes), [simple.uri(refunds), simple.uri("refunds.test.onus")]);
  await simple.close();
});

test("a dependency's names are its own, and a project's reach those that use it", async () => {
  const editor = await edit({ example: "federation", folders: ["people", "team", "platform"] });
  await editor.open("team/team.onus");
  const [, name] = editor.text("people/people.onus").match(/team (\w+)/);
  const text = editor.text("team/team.onus");
  if (text.includes(name)) {
    const at = text.search(new RegExp(`\\b${name}\\b`));
    const before = text.slice(0, at).split("\n");
    const position = { line: before.length - 1, character: before.at(-1).length };
    const { message } = await editor.refusal("textDocument/prepareRename", { ...editor.document("team/team.onus"), position });
    assert.match(message, /rename it there/);
  }
  await editor.open("people/people.onus");
  const edited = await editor.at("people/people.onus", `team |${name}`, "textDocument/rename", { newName: "renamed_team" });
  assert.ok(edited.documentChanges.length > 1, JSON.stringify(edited));
  await editor.close();
});

test("no edit is made of a text that cannot be understood as it is now", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  await editor.open("refunds.test.onus");
  await editor.diagnostics(refunds);
  await editor.type("refunds.test.onus", "let |an_agent| =", "");
  const { code } = await refusal(editor, refunds, "guardrail |large_refund", "big_refund");
  assert.equal(code, -32801);
  await editor.close();
});

for (const encoding of ["utf-8", "utf-16"])
  test(`edits behind text that is not ASCII, in ${encoding}`, async () => {
    const text = 'package desk owner head\r\nperson head "Ü" { email "head@desk.example" }\r\nlet a = "x"\r\nlet b = if "🙂é" == a then a else "x"\r\n';
    const editor = await edit({
      files: { "desk.onus": text },
      capabilities: { ...capabilities.vscode, general: { positionEncodings: [encoding] } },
    });
    await editor.open("desk.onus");
    editor.apply(await editor.at("desk.onus", '"🙂é" == |a then', "textDocument/rename", { newName: "longer" }));
    assert.equal(editor.text("desk.onus"), text.replace("let a =", "let longer =").replace("== a then a", "== longer then longer"));
    await editor.close();
  });
