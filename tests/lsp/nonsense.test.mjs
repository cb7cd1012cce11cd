// SPDX-License-Identifier: Apache-2.0
// Every request of the protocol, with parameters that make no sense: each is answered, none is fatal.

import assert from "node:assert/strict";
import { test } from "node:test";

import { capabilities, edit } from "./client.mjs";
import { protocol } from "./server.mjs";

const { internalError, methodNotFound } = { internalError: -32603, methodNotFound: -32601 };

/// The methods that a client may call, of requests or of notifications; the first and the last ones aside.
const methods = (word) =>
  Object.values(protocol)
    .filter((each) => each?.messageDirection === protocol.MessageDirection.clientToServer)
    .filter((each) => each.type.constructor.name.includes(word))
    .map((each) => each.method)
    .filter((method) => !["initialize", "initialized", "shutdown", "exit"].includes(method));

const far = 4294967295;
const at = (line, character) => ({ line, character });
const span = (start, end) => ({ start, end });

/// Parameters, given the URI of a document that is open.
const oddities = (uri) => [
  undefined,
  null,
  3,
  "text",
  true,
  [],
  {},
  { textDocument: null },
  { textDocument: [] },
  { textDocument: { uri: 7 } },
  { textDocument: { uri: "" } },
  { textDocument: { uri: "nonsense" } },
  { textDocument: { uri: "file://" } },
  { textDocument: { uri: "file:///nowhere/at/all.onus" } },
  { textDocument: { uri } },
  { textDocument: { uri }, position: {} },
  { textDocument: { uri }, position: at(-1, 0) },
  { textDocument: { uri }, position: at(0, -1) },
  { textDocument: { uri }, position: at(0.5, 0) },
  { textDocument: { uri }, position: at("1", 0) },
  { textDocument: { uri }, position: at(1e300, 1e300) },
  { textDocument: { uri }, position: at(far, far), positions: [at(far, far)], range: span(at(far, far), at(far, far)) },
  { textDocument: { uri }, position: at(0, 0), positions: 3, range: span(at(5, 0), at(1, 0)), context: 3, options: 3 },
  { textDocument: { uri }, position: at(0, 0), positions: [3], range: 3, context: [], options: [], ch: 3 },
  { textDocument: { uri }, position: at(0, 0), range: span(at(0, 0), at(0, 0)), context: {}, newName: 3, query: 3 },
  { textDocument: { uri }, position: at(0, 0), newName: "", context: { diagnostics: 3, only: 3 }, ch: "" },
  { textDocument: { uri }, position: at(0, 0), newName: "in valid", context: { diagnostics: [{}], only: [3] } },
  { textDocument: { uri }, contentChanges: 3, files: 3, previousResultIds: 3, changes: 3, event: 3, item: 3 },
  { textDocument: { uri, version: 2 }, contentChanges: [{}], files: [3], changes: [{}], event: {}, item: {} },
  { textDocument: { uri, version: 2 }, contentChanges: [{ range: 3, text: 3 }], files: [{}], changes: [{ uri: 3 }] },
  { command: 3, arguments: 3 },
  { command: "there.isNoSuchCommand", arguments: [] },
  { settings: 3, kind: 3, label: 3, data: {}, title: 3, edit: 3, name: 3, selectionRange: 3 },
  { data: { uri, id: 3, from: "a" }, label: "x", title: "x", kind: "quickfix" },
  { token: 3, value: 3, id: 3 },
];

/// The answers to every request with every oddity: [method, parameters, answer].
async function refusals(editor, uri) {
  const asked = methods("Request").flatMap((method) => oddities(uri).map((params) => [method, params]));
  return Promise.all(
    asked.map(async ([method, params]) => {
      try {
        return [method, params, { result: await editor.request(method, params) }];
      } catch (error) {
        return [method, params, { error: { code: error.code, message: error.message } }];
      }
    }),
  );
}

for (const [name, client] of Object.entries({ vscode: capabilities.vscode, "a client that can nothing": capabilities.none }))
  test(`every request with parameters that make no sense (${name})`, { timeout: 50_000 }, async () => {
    const editor = await edit({ example: "refunds", capabilities: client });
    await editor.open("refunds.onus");
    assert.ok(methods("Request").length > 50, "the protocol's requests were found");
    for (const [method, params, { error }] of await refusals(editor, editor.uri("refunds.onus"))) {
      if (!error) continue;
      const what = `${method} of ${JSON.stringify(params)}: ${JSON.stringify(error)}`;
      assert.notEqual(error.code, undefined, what);
      assert.notEqual(error.code, internalError, what);
      if (error.code !== methodNotFound) assert.match(error.message, /^[^A-Z].*[^.]$/s, what);
    }
    await editor.close();
  });

test("every notification with parameters that make no sense", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  const uri = editor.uri("refunds.onus");
  const harmful = ["textDocument/didClose"]; // what makes sense among these closes the document
  const notifications = methods("Notification").filter((method) => !harmful.includes(method));
  assert.ok(notifications.length > 10, "the protocol's notifications were found");
  for (const method of notifications) for (const params of oddities(uri)) await editor.notify(method, params);
  await editor.setText("refunds.onus", editor.text("refunds.onus"));
  assert.ok(Array.isArray(await editor.diagnostics("refunds.onus")));
  await editor.close();
});

test("commands with arguments that make no sense", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  const odd = [undefined, null, 3, {}, [], [null], [3], [{}], [[]], ["nonsense"], ["", 3, 3], [editor.uri("refunds.onus"), 3, {}]];
  for (const command of editor.offers.executeCommandProvider?.commands ?? [])
    for (const args of odd)
      try {
        await editor.request("workspace/executeCommand", { command, arguments: args });
      } catch (error) {
        assert.ok(![internalError, methodNotFound, undefined].includes(error.code), `${command} of ${JSON.stringify(args)}: ${error.message}`);
      }
  await editor.close();
});
