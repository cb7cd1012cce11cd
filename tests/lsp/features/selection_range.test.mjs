// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";

import { capabilities, edit } from "../client.mjs";

/// What a selection at each of the patterns grows to, step by step.
const steps = async (name, text, patterns, options = {}) => {
  const editor = await edit({ ...(text ? { files: { [name]: text } } : { example: "refunds" }), ...options });
  await editor.open(name);
  const positions = patterns.map((pattern) => editor.position(name, pattern));
  const found = await editor.about(name, "textDocument/selectionRange", { positions });
  const chains = found.map((range) => {
    const chain = [];
    for (; range; range = range.parent) chain.push(editor.slice(name, range.range));
    return chain;
  });
  await editor.close();
  return chains;
};

test("from a word by way of expressions and clauses to the declaration and the file", async () => {
  const [chain] = await steps("refunds.onus", null, ["args.am|ount > refund_limit"]);
  assert.deepEqual(chain.slice(0, 4), [
    "amount",
    ".amount",
    "args.amount",
    "args.amount > refund_limit",
  ]);
  assert(chain.some((each) => each.startsWith("over_limit:") && each.endsWith('approval"')));
  assert(chain.some((each) => each.startsWith("guardrail large_refund") && each.endsWith("}")));
  assert(chain.at(-1).startsWith("package acme.refunds"));
  for (let at = 1; at < chain.length; ++at) assert(chain[at].length > chain[at - 1].length);
});

test("several positions at once; texts, comments and what is not ASCII", async () => {
  const text = 'package desk\n\n// für alle\n// und jeden\nlet grüße = 1\nlet x = "é|a😀b" + "c"\n'.replace("grüße", "greet");
  for (const each of [capabilities.vscode, capabilities.utf8]) {
    const [inText, inComment] = await steps("a.onus", text, ["é¦|a😀b", "// und je¦den"], { capabilities: each });
    assert.deepEqual(inText.slice(0, 2), ["é|a😀b", '"é|a😀b"']);
    assert.deepEqual(inComment.slice(0, 2), ["// und jeden", "// für alle\n// und jeden"]);
  }
});

test("in a broken text by its brackets", async () => {
  const [chain] = await steps("a.onus", "guardrail {\n  deny when (a|b == [1, 2])\n}\n", ["(a|b"].map(() => "deny when (a¦|b"));
  assert.deepEqual(chain.slice(0, 3), ["a", "a|b == [1, 2]", "(a|b == [1, 2])"]);
});
