// SPDX-License-Identifier: Apache-2.0
// What stands above guardrails and tests, and running tests.

import assert from "node:assert/strict";
import { test } from "node:test";

import { edit, pause } from "../client.mjs";
import { step } from "../steps.mjs";

const commands = ["onus.runTests", "onus.showReferences"];

/// All lenses of a document, resolved: what they are about, what they say, what they do.
async function lenses(editor, name) {
  const found = await editor.about(name, "textDocument/codeLens");
  const resolved = [];
  for (const lens of found) resolved.push(lens.command ? lens : await editor.request("codeLens/resolve", lens));
  return resolved.map(({ range, command }) => ({ about: editor.slice(name, range), ...command }));
}

test("guardrails of the refunds project", async () => {
  const editor = await edit({ example: "refunds", settings: { commands } });
  await editor.open("refunds.onus");
  const found = await lenses(editor, "refunds.onus");
  await step("how many tests, references and exceptions", () => {
    assert.deepEqual(
      found.map(({ about, title }) => `${about}: ${title.replace(/\d+ days/, "N days")}`),
      [
        "large_refund: 3 tests", "large_refund: 4 references", "large_refund: 1 exception: N days left",
        "no_mail_after_untrusted: 1 test", "no_mail_after_untrusted: 1 reference",
        "injected_content: 1 test", "injected_content: 5 references",
      ],
    );
  });
  await step("the commands are the client's", () => {
    const uri = editor.uri("refunds.onus");
    assert.equal(found[0].command, "onus.runTests");
    assert.deepEqual(found[0].arguments, [uri, null, "acme.refunds.large_refund"]);
    assert.equal(found[1].command, "onus.showReferences");
    const [where, position, locations] = found[1].arguments;
    assert.equal(where, uri);
    assert.deepEqual(position, editor.position("refunds.onus", "guardrail |large_refund"));
    assert.equal(locations.length, 4);
    assert(locations.every((each) => each.uri === editor.uri("refunds.test.onus")));
  });
  await editor.close();
});

test("tests: run one, or all of the file", async () => {
  const editor = await edit({ example: "refunds", settings: { commands } });
  await editor.open("refunds.test.onus");
  const found = await lenses(editor, "refunds.test.onus");
  assert.equal(found[0].title, "run all tests");
  assert.deepEqual(found[0].arguments, [editor.uri("refunds.test.onus"), null, null]);
  assert.equal(found.length, 8);
  assert.deepEqual(found[1].arguments, [editor.uri("refunds.test.onus"), "a small refund passes", null]);
  const run = (...parameters) =>
    editor.request("workspace/executeCommand", { command: "onus.server.runTests", arguments: parameters });
  await step("what comes of it", async () => {
    assert.match(await run(...found[0].arguments), /7 passed, 0 failed\n$/);
    assert.equal(await run(...found[1].arguments), "passed a small refund passes\n1 passed, 0 failed\n");
    assert.match(await run(editor.uri("refunds.test.onus"), null, "acme.refunds.large_refund"), /3 passed, 0 failed\n$/);
  });
  await step("what fails says where and why", async () => {
    await editor.type("refunds.test.onus", "amount: |20.00| }", "2000.00");
    const report = await run(...found[1].arguments);
    assert.match(report, /FAILED a small refund passes/);
    assert.match(report, /refunds\.test\.onus:8/);
    assert.match(report, /0 passed, 1 failed\n$/);
  });
  await step("a policy with errors is not played", async () => {
    await editor.type("refunds.test.onus", "let an_agent = { id: |\"u1\"|", "nobody");
    const { message } = await editor.refusal("workspace/executeCommand",
      { command: "onus.server.runTests", arguments: found[0].arguments });
    assert.match(message, /has errors/);
  });
  await step("nonsense is refused", async () => {
    for (const wrong of [[], [3], ["file:///nowhere.onus"], [editor.uri("refunds.test.onus"), {}]])
      assert.equal((await editor.refusal("workspace/executeCommand",
        { command: "onus.server.runTests", arguments: wrong })).code, -32602);
  });
  await editor.close();
});

test("a client without commands of its own runs tests by the server, and sees numbers", async () => {
  const editor = await edit({ example: "refunds", capabilities: {} });
  await editor.open("refunds.onus");
  await editor.open("refunds.test.onus");
  const [tests, references] = await lenses(editor, "refunds.onus");
  assert.equal(tests.command, "onus.server.runTests");
  assert(editor.offers.executeCommandProvider.commands.includes("onus.server.runTests"));
  assert.deepEqual(references, { about: "large_refund", title: "4 references", command: "" });
  await editor.request("workspace/executeCommand", { command: tests.command, arguments: tests.arguments });
  const told = await editor.until(() => editor.told.find(({ method }) => method === "window/showMessage"));
  assert.match(told.params.message, /3 passed, 0 failed/);
  await editor.close();
});

test("kinds are switched off; a broken text keeps its lenses", async () => {
  const editor = await edit({ example: "refunds", settings: { codeLens: { tests: false, exceptions: false } } });
  await editor.open("refunds.onus");
  const titles = (await lenses(editor, "refunds.onus")).map(({ title }) => title);
  assert(titles.length > 0 && titles.every((title) => /references?$/.test(title)), titles.join());
  await editor.type("refunds.onus", "let refund_limit = 500.00|", "\n\nlet broken = (");
  assert.equal((await lenses(editor, "refunds.onus")).length, titles.length);
  await editor.close();
});

test("numbers of older texts are good enough for a client that is told when there are newer ones", async () => {
  const editor = await edit({ example: "refunds", settings: { commands } });
  await editor.open("refunds.onus");
  await editor.open("refunds.test.onus");
  const title = async () => (await lenses(editor, "refunds.onus"))[0].title;
  assert.equal(await title(), "3 tests");
  await editor.diagnostics("refunds.onus");
  const before = editor.asked.length;
  await editor.type("refunds.test.onus", "expect deny by |large_refund.over_budget|", "no_mail_after_untrusted");
  // Work that was on its way may end before the one that is waited for.
  for (let left = 100, now = ""; now !== "2 tests"; now = await title(), --left) {
    assert(left > 0, `it says ${now}`);
    await pause(50);
  }
  await editor.until(() => editor.asked.slice(before).some(({ method }) => method === "workspace/codeLens/refresh"));
  await editor.close();
});
