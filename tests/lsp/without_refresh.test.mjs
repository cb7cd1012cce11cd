// SPDX-License-Identifier: Apache-2.0
// A client that asks for diagnostics and cannot be told to ask again, as Neovim 0.10 is: it is sent them.

import assert from "node:assert/strict";
import { test } from "node:test";

import { capabilities, edit } from "./client.mjs";

test("a client that cannot be told to ask again learns what is found later", async () => {
  const { diagnostics, ...workspace } = capabilities.vscode.workspace;
  assert(diagnostics);
  const editor = await edit({
    files: { "desk.onus": "package desk\n\nuse std.effects.{publishes}\n" },
    capabilities: { ...capabilities.vscode, workspace },
  });
  assert.equal(editor.offers.diagnosticProvider, undefined);
  await editor.open("desk.onus");
  await editor.until(() => editor.published.at(-1)?.diagnostics.some((one) => one.code === "unused-import"));
  await editor.close();
});
