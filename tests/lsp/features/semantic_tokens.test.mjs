// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";

import { capabilities, edit } from "../client.mjs";

/// The tokens as text: "word: type modifier modifier".
const decoded = (editor, name, { data }) => {
  const { tokenTypes, tokenModifiers } = editor.offers.semanticTokensProvider.legend;
  const words = [];
  for (let at = 0, line = 0, character = 0; at < data.length; at += 5) {
    character = data[at] ? data[at + 1] : character + data[at + 1];
    line += data[at];
    const range = { start: { line, character }, end: { line, character: character + data[at + 2] } };
    const modifiers = tokenModifiers.filter((_, bit) => (data[at + 4] >> bit) & 1);
    words.push({ place: range.start, said: [`${editor.slice(name, range)}:`, tokenTypes[data[at + 3]], ...modifiers].join(" ") });
  }
  return words;
};
const full = async (editor, name) => decoded(editor, name, await editor.about(name, "textDocument/semanticTokens/full"));

/// What is said of the words on the line of a pattern.
const onLine = async (editor, name, pattern) => {
  const { line } = editor.position(name, pattern);
  return (await full(editor, name)).filter(({ place }) => place.line === line).map(({ said }) => said);
};

const refunds = async (work, options = {}) => {
  const editor = await edit({ example: "refunds", ...options });
  await editor.open("refunds.onus");
  await editor.diagnostics("refunds.onus");
  await work(editor);
  await editor.close();
};

test("names by what they mean, keywords in their place only", () =>
  refunds(async (editor) => {
    assert.deepEqual(await onLine(editor, "refunds.onus", "over_limit:  ask"), [
      "over_limit: property declaration",
      "ask: keyword ask",
      "payments_ops: struct",
      "within: keyword",
      "when: keyword",
      "args: variable readonly defaultLibrary",
      "amount: property",
      "refund_limit: variable readonly",
    ]);
    assert.deepEqual(await onLine(editor, "refunds.onus", "any r in sends"), [
      "exfiltration: property declaration",
      "deny: keyword deny",
      "when: keyword",
      "seen: function defaultLibrary",
      "result: keyword",
      "that: keyword",
      "reads_untrusted: interface defaultLibrary",
      "and: keyword",
      "any: keyword",
      "r: variable declaration readonly",
      "in: keyword",
      "sends_messages: interface defaultLibrary",
      "to: parameter readonly",
      "not: keyword",
      "is_internal: function",
      "r: variable readonly",
    ]);
    const mapped = await onLine(editor, "refunds.onus", 'maps      csf "GV.RM-06"');
    assert(mapped.includes("GV.RM-06: enumMember"), mapped.join(", "));
    const tool = await onLine(editor, "refunds.onus", "on        call stripe.create_refund");
    assert.deepEqual(tool, ["on: keyword", "call: keyword", "stripe: namespace", "create_refund: method"]);
  }));

test("texts, numbers and comments too where the editor has no grammar of its own", async () => {
  const { textDocument } = capabilities.vscode;
  const alone = { ...textDocument, semanticTokens: { ...textDocument.semanticTokens, augmentsSyntaxTokens: false } };
  const text = 'package desk\n/// Größe 😀\nlet x = "é" // onus: allow(unused-import, reason = "r")\nlet y = 15m == 1 or r"a" == r"b"\n';
  for (const each of [capabilities.vscode, capabilities.utf8]) {
    const editor = await edit({ files: { "a.onus": text }, capabilities: { ...each, textDocument: alone } });
    await editor.open("a.onus");
    const said = (await full(editor, "a.onus")).map((token) => token.said);
    for (const wanted of [
      "/// Größe 😀: comment documentation",
      '"é": string',
      "unused-import: decorator",
      "15m: number",
      "==: operator",
      'r"a": regexp',
    ])
      assert(said.includes(wanted), `${wanted} is not among ${said.join(", ")}`);
    await editor.close();
  }
});

test("only what changed is sent again; a range has the same tokens", () =>
  refunds(async (editor) => {
    const name = "refunds.onus";
    const first = await editor.about(name, "textDocument/semanticTokens/full");
    await editor.type(name, "let refund_|limit = 500|.00", "limits = 500");
    const ask = { previousResultId: first.resultId };
    const delta = await editor.about(name, "textDocument/semanticTokens/full/delta", ask);
    assert(delta.edits.length === 1 && delta.edits[0].data.length < first.data.length / 2);
    const patched = [...first.data];
    for (const { start, deleteCount, data } of delta.edits) patched.splice(start, deleteCount, ...data);
    const again = await editor.about(name, "textDocument/semanticTokens/full");
    assert.deepEqual(patched, again.data);
    const none = await editor.about(name, "textDocument/semanticTokens/full/delta", { previousResultId: again.resultId });
    assert.deepEqual(none.edits, []);
    const unknown = await editor.about(name, "textDocument/semanticTokens/full/delta", { previousResultId: "?" });
    assert.deepEqual(unknown.data, again.data);

    const range = editor.range(name, "|duties mail_duties {\n  log|");
    const part = decoded(editor, name, await editor.about(name, "textDocument/semanticTokens/range", { range }));
    const { start, end } = range;
    const whole = (await full(editor, name)).filter(({ place }) => place.line >= start.line && place.line <= end.line);
    assert.deepEqual(part, whole.slice(0, part.length));
    assert(part.length >= 3);
  }));

test("names keep their colours while the text is broken elsewhere", () =>
  refunds(async (editor) => {
    await editor.type("refunds.onus", "let refund_limit |= 500.00|", "= (");
    const said = await onLine(editor, "refunds.onus", "over_limit:  ask");
    assert(said.includes("payments_ops: struct") && said.includes("ask: keyword ask"), said.join(", "));
  }));

test("a client without semantic tokens is offered none", () =>
  refunds(async (editor) => assert.equal(editor.offers.semanticTokensProvider, undefined), { capabilities: capabilities.none }));
