// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { edit } from "../client.mjs";
import { editExample } from "../navigation.mjs";

const refunds = "refunds.onus";

test("what a document declares is a tree with details", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const symbols = await editor.about(refunds, "textDocument/documentSymbol");
  const named = (list, name) => list.find((each) => each.name === name);
  const guardrail = named(symbols, "large_refund");
  assert.equal(guardrail.kind, 5);
  assert.equal(guardrail.detail, "Refunds above the limit need Payments Operations");
  assert.deepEqual(guardrail.children.map(({ name, detail }) => `${name} ${detail}`), [
    "over_limit ask",
    "over_budget deny",
    "vip_goodwill Goodwill for VIP customers up to 1000.00",
  ]);
  assert.equal(named(symbols, "refund_limit").detail, "500.00");
  assert.equal(named(symbols, "is_internal").kind, 12);
  assert.deepEqual(named(symbols, "mail").children.map(({ name }) => name), ["send", "read_inbox"]);
  const context = named(symbols, "context");
  assert.deepEqual(named(context.children, "customer").children.map(({ name }) => name), ["id", "tier", "email"]);
  const within = (outer, inner) =>
    outer.start.line <= inner.start.line &&
    outer.end.line >= inner.end.line &&
    (outer.start.line < inner.start.line || outer.start.character <= inner.start.character) &&
    (outer.end.line > inner.end.line || outer.end.character >= inner.end.character);
  const check = (list) => {
    for (const { name, range, selectionRange, children = [] } of list) {
      assert.ok(name && within(range, selectionRange), name);
      check(children);
    }
  };
  check(symbols);
  await editor.open("refunds.test.onus");
  const tests = await editor.about("refunds.test.onus", "textDocument/documentSymbol");
  assert.equal(named(tests, "a small refund passes").detail, "of refund_agent");
  await editor.close();
});

test("a plain list for clients that take no tree, with kinds that they know", async () => {
  const editor = await editExample({ example: "refunds", capabilities: {} });
  await editor.open("people.onus");
  const symbols = await editor.about("people.onus", "textDocument/documentSymbol");
  assert.deepEqual(Object.keys(symbols[0]), ["name", "kind", "location"]);
  assert.ok(symbols.every(({ kind }) => kind <= 18));
  await editor.open(refunds);
  const list = await editor.about(refunds, "textDocument/documentSymbol");
  assert.equal(list.find(({ name }) => name === "over_limit").containerName, "large_refund");
  await editor.close();
});

test("a broken text is listed as far as it can be read", async () => {
  const editor = await edit({ files: { "a.onus": "package a\nlet = 1\nguardrail {\n}\nlet b = 2\ncontext\n" } });
  await editor.open("a.onus");
  const symbols = await editor.about("a.onus", "textDocument/documentSymbol");
  assert.ok(symbols.some(({ name }) => name === "b"), JSON.stringify(symbols));
  assert.ok(symbols.every(({ name }) => name !== ""));
  await editor.setText("a.onus", "");
  assert.deepEqual(await editor.about("a.onus", "textDocument/documentSymbol"), []);
  await editor.close();
});

test("symbols of the workspace by some of their letters, the best first", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const search = async (query) => (await editor.request("workspace/symbol", { query })).map(({ name }) => name);
  assert.equal((await search("lr"))[0], "large_refund");
  assert.equal((await search("payops"))[0], "payments_ops");
  assert.equal((await search("PAYMENTS_OPS"))[0], "payments_ops");
  assert.equal((await search("people.ciso"))[0], "ciso");
  assert.deepEqual(await search("zzzz"), []);
  assert.ok((await search("")).includes("large_refund"));
  const [found] = await editor.request("workspace/symbol", { query: "over_limit" });
  assert.equal(found.containerName, "large_refund");
  assert.equal(editor.slice(refunds, found.location.range), "over_limit");
  await editor.close();
});

test("a long list is cut", async () => {
  const lines = Array.from({ length: 1000 }, (_, at) => `let name_${at} = ${at}`);
  const editor = await edit({ files: { "a.onus": `package a\n${lines.join("\n")}\n` } });
  await editor.open("a.onus");
  assert.equal((await editor.request("workspace/symbol", { query: "name" })).length, 200);
  assert.equal((await editor.request("workspace/symbol", { query: "name_999" }))[0].name, "name_999");
  await editor.close();
});
