// SPDX-License-Identifier: Apache-2.0
// What changes beside the open documents: other files, manifests, onus.toml, folders.

import assert from "node:assert/strict";
import fs from "node:fs";
import { test } from "node:test";

import { capabilities, edit, pause } from "./client.mjs";

const errors = (diagnostics) => diagnostics.filter((each) => each.severity === 1);
const clients = { "asked for": capabilities.vscode, sent: capabilities.pushed };

/// The errors of a document must be as wanted.
async function wantErrors(editor, name, meets, what) {
  const found = errors(await editor.diagnostics(name));
  assert.ok(meets(found), `${what}: ${JSON.stringify(found, null, 1)}`);
  return found;
}
const none = (found) => found.length === 0;
const some = (found) => found.length > 0;

for (const [how, client] of Object.entries(clients)) {
  test(`a manifest that is malformed, gone, and mended again (diagnostics are ${how})`, async () => {
    const editor = await edit({ example: "refunds", capabilities: client });
    const manifest = fs.readdirSync(editor.path("surfaces")).find((name) => name.endsWith(".tools.json"));
    const good = editor.text(`surfaces/${manifest}`);
    await editor.open("refunds.onus");
    await wantErrors(editor, "refunds.onus", none, "the example has no errors");
    for (const bad of [good.slice(0, -30), "", "[]", "\0\xff", undefined, "{".repeat(100_000)]) {
      await editor.writeOutside(`surfaces/${manifest}`, bad);
      await wantErrors(editor, "refunds.onus", some, `a manifest that is ${JSON.stringify(bad)?.slice(0, 40)}`);
    }
    await editor.writeOutside(`surfaces/${manifest}`, good);
    await wantErrors(editor, "refunds.onus", none, "a manifest that was mended");
    await editor.close();
  });

  test(`a manifest that changes (diagnostics are ${how})`, async () => {
    const editor = await edit({ example: "refunds", capabilities: client });
    const manifest = "surfaces/stripe.tools.json";
    const good = editor.text(manifest);
    await editor.open("refunds.onus");
    await wantErrors(editor, "refunds.onus", none, "the example has no errors");
    await editor.writeOutside(manifest, good.replaceAll('"create_refund"', '"make_refund"'));
    const found = await wantErrors(editor, "refunds.onus", some, "a tool that has another name");
    assert.ok(found.some((each) => each.message.includes("create_refund")));
    await editor.writeOutside(manifest, good);
    await wantErrors(editor, "refunds.onus", none, "the tool is back");
    await editor.close();
  });

  test(`onus.toml that is malformed and mended again (diagnostics are ${how})`, async () => {
    const editor = await edit({ example: "federation", capabilities: client });
    const name = fs.readdirSync(editor.path("team")).find((each) => /^[^.]+\.onus$/.test(each));
    await editor.open(`team/${name}`);
    await wantErrors(editor, `team/${name}`, none, "the example has no errors");
    const good = editor.text("onus.toml");
    await editor.writeOutside("onus.toml", "[members\n=");
    await editor.diagnostics(`team/${name}`); // whatever they are: the server lives
    await editor.writeOutside("onus.toml", good);
    await wantErrors(editor, `team/${name}`, none, "onus.toml was mended");
    await editor.close();
  });

  test(`another file that changes, goes and comes back (diagnostics are ${how})`, async () => {
    const editor = await edit({ example: "refunds", capabilities: client });
    const people = editor.text("people.onus");
    await editor.open("refunds.onus");
    await wantErrors(editor, "refunds.onus", none, "the example has no errors");
    await editor.writeOutside("people.onus", people.replaceAll("payments_ops", "payments_crew"));
    await wantErrors(editor, "refunds.onus", some, "a team that has another name");
    await editor.writeOutside("people.onus", undefined);
    await wantErrors(editor, "refunds.onus", some, "people who are gone");
    await editor.writeOutside("people.onus", people);
    await wantErrors(editor, "refunds.onus", none, "people who are back");
    await editor.close();
  });

  test(`what is typed in one document shows in another (diagnostics are ${how})`, async () => {
    const editor = await edit({ example: "refunds", capabilities: client });
    await editor.open("refunds.onus");
    await editor.open("people.onus");
    await wantErrors(editor, "refunds.onus", none, "the example has no errors");
    await editor.type("people.onus", "team |payments_ops| ", "payments_crew");
    await wantErrors(editor, "refunds.onus", some, "a team that has another name");
    await editor.closeDocument("people.onus"); // unsaved: the file still has the old name
    await wantErrors(editor, "refunds.onus", none, "the text of the disk counts again");
    await editor.close();
  });
}

test("a file that is deleted while it is open is what the editor shows", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  await editor.writeOutside("refunds.onus", undefined);
  await wantErrors(editor, "refunds.onus", none, "the editor still shows it");
  await editor.type("refunds.onus", "to |payments_ops| within 15m, then", "nobody");
  await wantErrors(editor, "refunds.onus", some, "a mistake in it");
  await editor.close();
});

test("a whole folder that goes while its files are open, and comes back", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  const aside = `${editor.folder}.aside`;
  for (const [from, to, type] of [[editor.folder, aside, 3], [aside, editor.folder, 1]]) {
    fs.renameSync(from, to);
    await editor.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: editor.uri("people.onus"), type }] });
    await editor.diagnostics("refunds.onus"); // whatever they are while it is gone: the server lives
  }
  await editor.type("refunds.onus", "to |payments_ops| within 15m, then", "nobody");
  await wantErrors(editor, "refunds.onus", some, "a mistake once everything is back");
  await editor.type("refunds.onus", "to |nobody| within 15m, then", "payments_ops");
  await wantErrors(editor, "refunds.onus", none, "everything is back");
  await editor.close();
});

test("the server asks to be told of the files that it reads", async () => {
  const editor = await edit({ example: "refunds" });
  const { params } = await editor.until(() => editor.asked.find((each) => each.method === "client/registerCapability"));
  const watched = params.registrations.find((each) => each.method === "workspace/didChangeWatchedFiles");
  const patterns = JSON.stringify(watched.registerOptions.watchers);
  for (const part of [".onus", "toml", "lock", "json", "yaml", "csv"]) assert.ok(patterns.includes(part), part);
  await editor.close();
});

test("what changes on disk is told without being asked for", async () => {
  for (const client of [capabilities.pushed, capabilities.vscode]) {
    const editor = await edit({ example: "refunds", capabilities: client });
    await editor.open("refunds.onus");
    await editor.settle();
    const told = () =>
      client === capabilities.pushed
        ? editor.published.some((each) => each.uri === editor.uri("refunds.onus") && errors(each.diagnostics).length > 0)
        : editor.asked.some((each) => each.method === "workspace/diagnostic/refresh");
    editor.asked.length = 0;
    await editor.writeOutside("surfaces/stripe.tools.json", "{");
    await editor.until(told, "word of a manifest that is malformed");
    await editor.close();
  }
});

test("two projects in two folders know nothing of each other", async () => {
  const crew = 'team crew { lead head  contact slack "#crew" }\n';
  const head = 'person head { email "head@desk.example" }\n';
  const files = {
    "one/onus.toml": "",
    "one/desk.onus": `package desk\n${crew}${head}`,
    "two/onus.toml": "",
    "two/desk.onus": `package desk\n${crew}`,
  };
  const editor = await edit({ files, folders: ["one", "two"] });
  await editor.open("one/desk.onus");
  await editor.open("two/desk.onus");
  assert.equal(errors(await editor.diagnostics("one/desk.onus")).length, 0);
  assert.equal(errors(await editor.diagnostics("two/desk.onus")).length, 1);
  const folders = { added: [], removed: [{ uri: editor.uri("two"), name: "two" }] };
  await editor.notify("workspace/didChangeWorkspaceFolders", { event: folders });
  assert.equal(errors(await editor.diagnostics("one/desk.onus")).length, 0);
  await editor.close();
});

test("no folder at all", async () => {
  const editor = await edit({ example: "refunds", files: { "onus.toml": "" }, folders: [] });
  await editor.open("refunds.onus");
  assert.deepEqual(errors(await editor.diagnostics("refunds.onus")), []);
  await editor.close();
});

test("lint can be switched off and on", async () => {
  const text = 'package desk\nperson head { email "head@desk.example" }\nteam crew { lead head  contact slack "#crew" }\nuse std.effects.{moves_money}\n';
  const editor = await edit({ files: { "desk.onus": text.replace(/(.*\n)(.*\n.*\n)(use.*\n)/, "$1$3$2") } });
  await editor.open("desk.onus");
  const codes = async () => (await editor.diagnostics("desk.onus")).map((each) => each.code);
  assert.ok((await codes()).includes("unused-import"));
  for (const [lint, wanted] of [[false, false], [true, true]]) {
    editor.settings = { lint };
    await editor.notify("workspace/didChangeConfiguration", { settings: { onus: { lint } } });
    await pause(20); // for the server asks for the settings once it knows that there are others
    assert.equal((await codes()).includes("unused-import"), wanted, `lint: ${lint}`);
  }
  await editor.close();
});
