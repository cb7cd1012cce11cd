// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";

import { capabilities, edit } from "../client.mjs";
import { edited } from "../texts.mjs";

const options = { tabSize: 4, insertSpaces: false };
const loose = "package  desk\nlet   a=1\n\n\n\nlet b  =  [1,2]\nperson ann {\nemail \"ann@desk.example\"\n  active from 2026-01-01\n}\n";
const laid = "package desk\n\nlet a = 1\n\nlet b = [1, 2]\n\nperson ann {\n  email   \"ann@desk.example\"\n  active  from 2026-01-01\n}\n";

const open = async (text, more = {}) => {
  const editor = await edit({ files: { "a.onus": text }, ...more });
  await editor.open("a.onus");
  return editor;
};
const apply = (editor, edits) => edited(editor.text("a.onus"), edits, editor.encoding);

test("a document gets the one layout; what is laid out already gets no edits", async () => {
  const editor = await open(loose);
  const edits = await editor.about("a.onus", "textDocument/formatting", { options });
  assert.equal(apply(editor, edits), laid);
  await editor.setText("a.onus", laid);
  assert.deepEqual(await editor.about("a.onus", "textDocument/formatting", { options }), []);
  await editor.close();
});

test("only what differs of a line is changed", async () => {
  const editor = await open(laid.replace("let a = 1", "let a   = 1"));
  const edits = await editor.about("a.onus", "textDocument/formatting", { options });
  assert.deepEqual(edits, [{ range: editor.range("a.onus", "let a |  |= 1"), newText: "" }]);
  await editor.close();
});

test("a byte order mark and the ends of lines stay, in either encoding", async () => {
  const text = `\uFEFF// größe 😀\r\n${loose.replaceAll("\n", "\r\n")}`;
  for (const each of [capabilities.vscode, capabilities.utf8, capabilities.none]) {
    const editor = await open(text, { capabilities: each });
    const edits = await editor.about("a.onus", "textDocument/formatting", { options });
    assert.equal(apply(editor, edits), `\uFEFF// größe 😀\r\n${laid.replaceAll("\n", "\r\n")}`);
    await editor.close();
  }
});

test("who asks for the layout of a broken text is told where it breaks; while typing nothing is said", async () => {
  const editor = await open("package desk\nlet a  = \nlet b  = 1\n");
  const refusal = await editor.refusal("textDocument/formatting", { ...editor.document("a.onus"), options });
  assert.equal(refusal.code, -32803);
  assert.match(refusal.message, /line 3|line 2/);
  const range = editor.range("a.onus", "let b");
  assert.equal(await editor.about("a.onus", "textDocument/rangeFormatting", { range, options }), null);
  const position = editor.position("a.onus", "let b|");
  assert.equal(await editor.about("a.onus", "textDocument/onTypeFormatting", { position, ch: "}", options }), null);
  await editor.close();
});

test("a selection lays out the declarations that it touches, and no others", async () => {
  const editor = await open(loose);
  const range = editor.range("a.onus", "let b  |=|");
  const edits = await editor.about("a.onus", "textDocument/rangeFormatting", { range, options });
  const result = apply(editor, edits);
  assert(result.includes("let b = [1, 2]\n") && result.includes("let   a=1\n") && result.includes("\nemail"), result);
  const ranges = [range, editor.range("a.onus", "person |ann|")];
  const both = apply(editor, await editor.about("a.onus", "textDocument/rangesFormatting", { ranges, options }));
  assert(both.includes("let b = [1, 2]\n") && both.includes("  email   \""), both);
  await editor.close();
});

test("a brace lays out its declaration; the end of a line what stands above", async () => {
  const editor = await open(loose);
  const brace = { ...editor.document("a.onus"), position: editor.position("a.onus", "01\n}|\n"), ch: "}", options };
  const result = apply(editor, await editor.request("textDocument/onTypeFormatting", brace));
  assert(result.includes('\n  email   "ann') && result.includes("let b  =  [1,2]"), result);

  await editor.setText("a.onus", 'package desk\n\nperson ann {\nemail "ann@desk.example"\n\n}\n');
  const line = { ...editor.document("a.onus"), position: { line: 4, character: 0 }, ch: "\n", options };
  const after = apply(editor, await editor.request("textDocument/onTypeFormatting", line));
  assert.equal(after, 'package desk\n\nperson ann {\n  email  "ann@desk.example"\n\n}\n');
  await editor.close();
});

for (const example of ["assistant", "federation", "refunds"])
  test(`${example} is laid out already`, async () => {
    const editor = await edit({ example });
    const { readdirSync } = await import("node:fs");
    for (const name of readdirSync(editor.folder, { recursive: true }).filter((each) => each.endsWith(".onus"))) {
      await editor.open(name);
      assert.deepEqual(await editor.about(name, "textDocument/formatting", { options }), [], name);
    }
    await editor.close();
  });
