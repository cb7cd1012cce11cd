// SPDX-License-Identifier: Apache-2.0
// Texts as editors hold them: their line ends, their characters, their names, their sizes.

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

import { capabilities, edit } from "./client.mjs";

const clients = {
  "asked for diagnostics, in UTF-16": capabilities.vscode,
  "asked for diagnostics, in UTF-8": capabilities.utf8,
  "sent diagnostics": capabilities.pushed,
  "a client that can nothing": capabilities.none,
};

/// A package with one mistake, `nobody`, which every test can find again.
const mistaken = (before = "") => `package desk\n\n${before}team crew { lead nobody  contact slack "#crew" }\n`;

/// Where the findings lie, as texts.
const places = (editor, name, diagnostics) => diagnostics.map((each) => editor.slice(name, each.range));

for (const [what, client] of Object.entries(clients))
  test(`a mistake is found at its place (${what})`, async () => {
    const editor = await edit({ files: { "desk.onus": mistaken() }, capabilities: client });
    assert.equal(editor.encoding, client === capabilities.utf8 ? "utf-8" : "utf-16");
    await editor.open("desk.onus");
    const [first, ...more] = await editor.diagnostics("desk.onus");
    assert.equal(more.length, 0);
    assert.equal(editor.slice("desk.onus", first.range), "nobody");
    assert.equal(first.severity, 1);
    assert.equal(first.source, "onus");
    assert.match(first.code, /^E02\d\d$/);
    await editor.type("desk.onus", "|nobody|", "head");
    await editor.type("desk.onus", "package desk|", '\n\nperson head { email "head@desk.example" }');
    assert.deepEqual((await editor.diagnostics("desk.onus")).filter((each) => each.severity === 1), []);
    await editor.close();
  });

for (const [what, client] of Object.entries(clients))
  test(`characters before the place are counted as agreed (${what})`, async () => {
    const text = 'package desk\n\nteam crew "ä€😀 👩 \u{20000}" { lead nobody  contact slack "#crew" }\n';
    const editor = await edit({ files: { "desk.onus": text }, capabilities: client });
    await editor.open("desk.onus");
    assert.deepEqual(places(editor, "desk.onus", await editor.diagnostics("desk.onus")), ["nobody"]);
    await editor.type("desk.onus", "😀 |👩| ", "ß𝄞");
    await editor.type("desk.onus", "lead |nobody|", "no_one");
    assert.deepEqual(places(editor, "desk.onus", await editor.diagnostics("desk.onus")), ["no_one"]);
    await editor.close();
  });

test("a change inside of a surrogate pair or behind the end is made at the nearest place", async () => {
  const editor = await edit({ files: { "desk.onus": mistaken("// 😀\n") } });
  await editor.open("desk.onus");
  const uri = editor.uri("desk.onus");
  const changes = [
    { range: { start: { line: 2, character: 4 }, end: { line: 2, character: 4 } }, text: "x" },
    { range: { start: { line: 3, character: 9999 }, end: { line: 3, character: 9999 } }, text: " // y" },
    { range: { start: { line: 9999, character: 0 }, end: { line: 9999, character: 9 } }, text: "// z\n" },
  ];
  await editor.notify("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges: changes });
  const [found] = (await editor.about("desk.onus", "textDocument/diagnostic")).items;
  assert.equal(editor.slice("desk.onus", found.range), "nobody");
  await editor.close();
});

test("several changes of one notification are made one after the other", async () => {
  const editor = await edit({ files: { "desk.onus": mistaken() } });
  await editor.open("desk.onus");
  const at = (line, from, to) => ({ start: { line, character: from }, end: { line, character: to } });
  const contentChanges = [
    { text: "package desk\n\nteam crew {}\n" },
    { range: at(2, 11, 11), text: ' lead nobody contact slack "#c" ' },
    { range: at(2, 17, 23), text: "no_one" },
  ];
  const uri = editor.uri("desk.onus");
  editor.documents.set(uri, { version: 2, text: 'package desk\n\nteam crew { lead no_one contact slack "#c" }\n' });
  await editor.notify("textDocument/didChange", { textDocument: { uri, version: 2 }, contentChanges });
  assert.deepEqual(places(editor, "desk.onus", await editor.diagnostics("desk.onus")), ["no_one"]);
  await editor.close();
});

for (const [what, end] of Object.entries({ "\\r\\n": "\r\n", "\\r": "\r", mixed: undefined }))
  test(`lines that end with ${what}`, async () => {
    let count = 0;
    const text = mistaken('// one\n/// of the crew\n').replace(/\n/g, () => end ?? ["\r\n", "\n"][count++ % 2]);
    const editor = await edit({ files: { "desk.onus": text } });
    await editor.open("desk.onus");
    const found = await editor.diagnostics("desk.onus");
    if (end === "\r") assert.ok(found.length > 0); // which is no line end of the language
    else assert.deepEqual(places(editor, "desk.onus", found), ["nobody"]);
    await editor.close();
  });

test("a byte order mark does not move anything", async () => {
  const editor = await edit({ files: { "desk.onus": `\uFEFF${mistaken()}` } });
  await editor.open("desk.onus");
  assert.deepEqual(places(editor, "desk.onus", await editor.diagnostics("desk.onus")), ["nobody"]);
  await editor.close();
});

test("a text that is no file is understood by itself", async () => {
  const editor = await edit({ files: { "desk.onus": mistaken() } });
  await editor.open("untitled:Untitled-1", mistaken().replace("desk", "other"));
  assert.deepEqual(places(editor, "untitled:Untitled-1", await editor.diagnostics("untitled:Untitled-1")), ["nobody"]);
  await editor.closeDocument("untitled:Untitled-1");
  await editor.close();
});

test("an old version of a file, as editors show it beside the new one, is no second file", async () => {
  const editor = await edit({ files: { "desk.onus": mistaken() }, capabilities: capabilities.pushed });
  const git = `git:${editor.path("desk.onus")}?%7B%22ref%22%3A%22%22%7D`;
  await editor.open("desk.onus");
  await editor.open(git, editor.text("desk.onus"));
  assert.equal((await editor.diagnostics("desk.onus")).length, 1);
  await editor.close();
});

test("other languages are left alone", async () => {
  const editor = await edit({ files: { "desk.onus": mistaken() }, capabilities: capabilities.pushed });
  await editor.open("notes.md", "# Notes\n", "markdown");
  await editor.open("desk.onus");
  assert.equal((await editor.diagnostics("desk.onus")).length, 1);
  assert.ok(editor.published.every((each) => each.uri.endsWith(".onus") || each.diagnostics.length === 0));
  await editor.close();
});

test("URIs with a drive of Windows, spelt in every way, are the same document", async () => {
  const editor = await edit({ files: {} });
  const spellings = ["file:///c%3A/desk/a%20b.onus", "file:///c:/desk/a%20b.onus", "file:///c%3a/desk/a%20b.onus"];
  await editor.open(spellings[0], mistaken());
  for (const uri of spellings) {
    const { items } = await editor.request("textDocument/diagnostic", { textDocument: { uri } });
    assert.equal(items.length, 1, uri);
  }
  await editor.notify("textDocument/didClose", { textDocument: { uri: spellings[2] } });
  assert.ok((await editor.refusal("textDocument/hover", { textDocument: { uri: spellings[0] }, position: { line: 0, character: 0 } })).code);
  await editor.close();
});

test("names of files with blanks, signs and letters of any kind", async () => {
  const name = "ä b+c%20d#é/😀 desk.onus";
  const editor = await edit({ files: { [name]: mistaken() }, capabilities: capabilities.pushed });
  await editor.open(name);
  assert.deepEqual(places(editor, name, await editor.diagnostics(name)), ["nobody"]);
  await editor.close();
});

test("a text of 2 MB", { timeout: 60_000 }, async () => {
  const lines = Array.from({ length: 40_000 }, (_, index) => `let value_${index} = "${"x".repeat(30)}"\n`).join("");
  const editor = await edit({ files: { "desk.onus": mistaken(lines) } });
  await editor.open("desk.onus");
  assert.ok(editor.text("desk.onus").length > 2_000_000);
  assert.ok((await editor.diagnostics("desk.onus")).some((each) => editor.slice("desk.onus", each.range) === "nobody"));
  await editor.type("desk.onus", "lead |nobody|", "no_one");
  assert.ok((await editor.diagnostics("desk.onus")).some((each) => editor.slice("desk.onus", each.range) === "no_one"));
  await editor.close();
});

test("a text of more than the compiler reads is refused, and the server lives", { timeout: 60_000 }, async () => {
  const editor = await edit({ files: { "desk.onus": mistaken() } });
  await editor.open("desk.onus", mistaken(`// ${"x".repeat(20_000_000)}\n`));
  await editor.diagnostics("desk.onus");
  await editor.setText("desk.onus", mistaken());
  assert.deepEqual(places(editor, "desk.onus", await editor.diagnostics("desk.onus")), ["nobody"]);
  await editor.close();
});

test("a line of 1 MB", { timeout: 60_000 }, async () => {
  const editor = await edit({ files: { "desk.onus": "" } });
  await editor.open("desk.onus", `package desk let long = "${"ä😀".repeat(170_000)}" ${mistaken().slice(13)}`);
  const found = await editor.diagnostics("desk.onus");
  assert.ok(places(editor, "desk.onus", found).includes("nobody"));
  await editor.close();
});

test("a text that nobody understands, letter by letter", async () => {
  const editor = await edit({ files: { "desk.onus": mistaken() }, capabilities: capabilities.pushed });
  await editor.open("desk.onus");
  let text = "";
  for (const letter of 'package desk\nguardrail "({[ }])" 😀 \\ \0 r"\n') await editor.setText("desk.onus", (text += letter));
  assert.ok((await editor.diagnostics("desk.onus")).length > 0);
  await editor.setText("desk.onus", "");
  await editor.diagnostics("desk.onus");
  await editor.close();
});

test("diagnostics of a document that was closed are taken back, or are those of its file", async () => {
  const editor = await edit({ files: { "desk.onus": mistaken() }, capabilities: capabilities.pushed });
  await editor.open("desk.onus", 'package desk\nteam crew { lead no_one  contact slack "#crew" }\n');
  assert.deepEqual(places(editor, "desk.onus", await editor.diagnostics("desk.onus")), ["no_one"]);
  const count = editor.published.length;
  await editor.closeDocument("desk.onus");
  const last = await editor.until(() => editor.published.length > count && editor.published.at(-1));
  assert.ok(last.diagnostics.length === 0 || fs.readFileSync(editor.path("desk.onus"), "utf8").includes("nobody"));
  await editor.close();
});
