// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";

import { edit } from "../client.mjs";
import { editExample } from "../navigation.mjs";

const links = async (editor, file) =>
  Object.fromEntries(
    (await editor.about(file, "textDocument/documentLink")).map(({ range, target }) => [
      editor.slice(file, range),
      path.basename(fileURLToPath(target.split("#")[0])) + (target.split("#")[1] ? `#${target.split("#")[1]}` : ""),
    ]),
  );

test("manifests, packages and controls", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open("refunds.onus");
  const found = await links(editor, "refunds.onus");
  assert.equal(found["surfaces/stripe.tools.json"], "stripe.tools.json");
  assert.equal(found["acme.people"], "people.onus");
  assert.equal(found["std.effects"], "effects.onus");
  assert.match(found.ASI01, /^owasp_agentic_2026.onus#L\d+$/);
  const { target } = (await editor.about("refunds.onus", "textDocument/documentLink")).find(
    ({ range }) => editor.slice("refunds.onus", range) === "GV.RM-06",
  );
  const [uri, line] = target.split("#L");
  assert.match(fs.readFileSync(fileURLToPath(uri), "utf8").split("\n")[line - 1], /control "GV\.RM-06"/);
  await editor.close();
});

test("data, and the pages about rules that a comment allows; nothing for files that are not there", async () => {
  const text = `package a
// onus: allow(unused-let, no-such-rule, reason = "Kept for those who look it up")
let days: set<string> from text "days.txt"
let gone: set<string> from text "gone.txt"
`;
  const editor = await edit({ files: { "a.onus": text, "days.txt": "2026-12-25\n" } });
  await editor.open("a.onus");
  assert.deepEqual(await links(editor, "a.onus"), { "days.txt": "days.txt", "unused-let": "unused-let.md" });
  await editor.close();
});

test("tooltips for clients that show them, and a broken text", async () => {
  const editor = await editExample({ example: "refunds", capabilities: {} });
  await editor.open("refunds.onus");
  const plain = await editor.about("refunds.onus", "textDocument/documentLink");
  assert.ok(plain.length > 0 && plain.every(({ tooltip }) => tooltip === undefined));
  await editor.close();
  const broken = await edit({ files: { "a.onus": "package a\nsurface {\n" } });
  await broken.open("a.onus");
  assert.deepEqual(await broken.about("a.onus", "textDocument/documentLink"), []);
  await broken.close();
});
