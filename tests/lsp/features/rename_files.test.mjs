// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";

import { edit } from "../client.mjs";
import { editExample } from "../navigation.mjs";

/// What an editor does when somebody moves a file or a folder.
async function move(editor, from, to) {
  const files = [{ oldUri: editor.uri(from), newUri: editor.uri(to) }];
  const edits = await editor.request("workspace/willRenameFiles", { files });
  if (edits) editor.apply(edits);
  fs.mkdirSync(path.dirname(editor.path(to)), { recursive: true });
  editor.save();
  fs.renameSync(editor.path(from), editor.path(to));
  await editor.notify("workspace/didRenameFiles", { files });
  return edits;
}

test("a manifest that moves is named by its new path", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open("refunds.onus");
  await move(editor, "surfaces/stripe.tools.json", "manifests/pay/stripe.json");
  assert.match(editor.text("refunds.onus"), /from {6}mcp "manifests\/pay\/stripe.json"/);
  assert.deepEqual((await editor.diagnostics("refunds.onus")).filter(({ severity }) => severity === 1), []);
  await editor.close();
});

test("a source that moves finds its manifest, beside it or at the root", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open("refunds.onus");
  // The path counts from the root of the project too, and still leads there.
  assert.equal(await move(editor, "refunds.onus", "policies/refunds.onus"), null);
  await editor.close();

  const beside = await editExample({ example: "refunds" });
  fs.mkdirSync(beside.path("shop"));
  fs.renameSync(beside.path("refunds.onus"), beside.path("shop/refunds.onus"));
  fs.renameSync(beside.path("surfaces"), beside.path("shop/surfaces"));
  await beside.open("shop/refunds.onus");
  await move(beside, "shop/refunds.onus", "shop/deep/refunds.onus");
  assert.match(beside.text("shop/refunds.onus".replace("shop/", "shop/deep/")), /mcp "\.\.\/surfaces\/stripe.tools.json"/);
  await beside.close();
});

test("a folder that moves with both needs no edit", async () => {
  const editor = await editExample({ example: "refunds" });
  fs.mkdirSync(editor.path("shop"));
  fs.renameSync(editor.path("refunds.onus"), editor.path("shop/refunds.onus"));
  fs.renameSync(editor.path("surfaces"), editor.path("shop/surfaces"));
  await editor.open("shop/refunds.onus");
  assert.equal(await move(editor, "shop", "store"), null);
  await editor.close();
});

test("data of constants, and paths that nobody names", async () => {
  const files = {
    "onus.toml": "",
    "a.onus": 'package a\nlet days: set<string> from text "days.txt"\n',
    "days.txt": "2026-12-25\n",
    "other.txt": "x\n",
  };
  const editor = await edit({ files });
  await editor.open("a.onus");
  assert.equal(await move(editor, "other.txt", "another.txt"), null);
  await move(editor, "days.txt", "data/holi \"days\".txt");
  assert.match(editor.text("a.onus"), /text "data\/holi \\"days\\".txt"/);
  await editor.close();
});

test("members and dependencies of onus.toml follow their folders", async () => {
  const files = {
    "onus.toml": '[project]\nmembers = ["teams/pay"]\n\n[dependencies]\npeople = { path = "shared/people" }\n',
    "teams/pay/pay.onus": "package pay\nlet a = 1\n",
    "shared/people/onus.toml": "",
    "shared/people/people.onus": "package people\nlet b = 1\n",
  };
  const editor = await edit({ files });
  await editor.open("teams/pay/pay.onus");
  await move(editor, "shared", "common");
  assert.match(editor.text("onus.toml"), /path = "common\/people"/);
  await editor.close();
});

test("only clients that ask before they move files are offered it", async () => {
  const editor = await editExample({ example: "refunds", capabilities: {} });
  assert.equal(editor.offers.workspace?.fileOperations, undefined);
  await editor.close();
  const able = await editExample({ example: "refunds" });
  assert.ok(able.offers.workspace.fileOperations.willRename.filters.length > 0);
  assert.ok(able.offers.workspace.workspaceFolders);
  await able.close();
});
