// SPDX-License-Identifier: Apache-2.0
// The pages about codes and rules.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { edit } from "../client.mjs";
import { repository } from "../server.mjs";

test("the page about a code, its name, or a rule", async () => {
  const editor = await edit({ files: {} });
  const page = (what) => editor.request("workspace/executeCommand", { command: "onus.server.explain", arguments: [what] });
  const onDisk = (name) => fs.readFileSync(path.join(repository, name), "utf8");
  assert.equal(await page("E0401"), onDisk("docs/diagnostics/E0401.md"));
  assert.equal(await page("owner-missing"), onDisk("docs/diagnostics/E0401.md"));
  assert.equal(await page("unused-import"), onDisk("compiler/lint/rules/style/unused_import.md"));
  const refused = await editor.refusal("workspace/executeCommand", { command: "onus.server.explain", arguments: ["no-such-rule"] });
  assert.match(refused.message, /`no-such-rule`/);
  await editor.close();
});
