// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";

import { capabilities, edit } from "../client.mjs";

const text = `// one
// two
package desk

use std.effects.{moves_money}
use std.texts.{secrets}

let known = [
  "a",
  "b",
]

/// Everything
/// about it.
guardrail g "G" {
  owner  crew
  exception x "X" {
    because "y"
  }
}
`;

const folds = async (text, options = {}) => {
  const editor = await edit({ files: { "desk.onus": text }, ...options });
  await editor.open("desk.onus");
  const found = await editor.about("desk.onus", "textDocument/foldingRange");
  await editor.close();
  return found;
};

test("declarations, blocks, comments and the uses can be collapsed, whole lines where the editor wants them", async () => {
  assert.deepEqual(await folds(text), [
    { startLine: 0, endLine: 1, kind: "comment" },
    { startLine: 4, endLine: 5, kind: "imports" },
    { startLine: 7, endLine: 9 },
    { startLine: 12, endLine: 13, kind: "comment" },
    { startLine: 14, endLine: 18 },
    { startLine: 16, endLine: 17 },
  ]);
});

test("a client that can nothing gets places within lines", async () => {
  const found = await folds(text, { capabilities: capabilities.none });
  assert.deepEqual(found.at(-1), { startLine: 16, endLine: 18, startCharacter: 19, endCharacter: 2 });
});

test("a broken text folds where its brackets are", async () => {
  assert.deepEqual(await folds("guardrail {\n  owner\n}\nlet x = [\n  1,\n  2\n"), [{ startLine: 0, endLine: 1 }]);
});

test("no more than the client wants, the outermost", async () => {
  const { textDocument } = capabilities.vscode;
  const few = { ...textDocument, foldingRange: { ...textDocument.foldingRange, rangeLimit: 5 } };
  const found = await folds(text, { capabilities: { ...capabilities.vscode, textDocument: few } });
  assert.equal(found.length, 5);
  assert(!found.some(({ startLine }) => startLine === 16));
});

for (const example of ["assistant", "federation", "refunds"])
  test(`the folds of ${example} lie within the text`, async () => {
    const editor = await edit({ example });
    const { readdirSync } = await import("node:fs");
    for (const name of readdirSync(editor.folder, { recursive: true }).filter((each) => each.endsWith(".onus"))) {
      await editor.open(name);
      const lines = editor.text(name).split("\n").length;
      const found = await editor.about(name, "textDocument/foldingRange");
      assert(found.length > 0, name);
      for (const { startLine, endLine } of found) assert(startLine < endLine && endLine < lines, name);
    }
    await editor.close();
  });
