// SPDX-License-Identifier: Apache-2.0
// How the server comes and goes, and what it makes of a client that does not know how to speak to it.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { test } from "node:test";

import { edit } from "./client.mjs";
import { framed, startRaw } from "./server.mjs";

const codes = {
  parseError: -32700,
  invalidRequest: -32600,
  methodNotFound: -32601,
  invalidParams: -32602,
  notInitialized: -32002,
  cancelled: -32800,
  contentModified: -32801,
};
const initialize = (id, more = {}) => ({
  id,
  method: "initialize",
  params: { processId: null, rootUri: null, capabilities: {}, ...more },
});

/// A raw server that a test speaks to; it is gone afterwards, whatever happens.
async function withServer(run, options) {
  const server = startRaw(options);
  try {
    return await run(server);
  } finally {
    server.child.kill("SIGKILL");
  }
}

/// The server still answers.
async function isAlive(server, id = 999) {
  server.send({ id, method: "there/isNoSuchMethod", params: {} });
  assert.equal((await server.answer(id)).error.code, codes.methodNotFound);
}

async function introduced(server, more) {
  server.send(initialize("first", more));
  const { result } = await server.answer("first");
  server.send({ method: "initialized", params: {} });
  return result;
}

test("a request before initialize is refused, and initialize still works", () =>
  withServer(async (server) => {
    server.send({ id: 1, method: "textDocument/hover", params: {} });
    assert.equal((await server.answer(1)).error.code, codes.notInitialized);
    server.send({ method: "textDocument/didOpen", params: {} });
    const result = await introduced(server);
    assert.ok(result.capabilities.textDocumentSync);
    assert.equal(result.serverInfo.name, "onus");
    assert.match(result.serverInfo.version, /^\d+\.\d+\.\d+/);
  }));

test("who initializes twice is refused", () =>
  withServer(async (server) => {
    await introduced(server);
    server.send(initialize(2));
    assert.equal((await server.answer(2)).error.code, codes.invalidRequest);
    await isAlive(server);
  }));

test("after shutdown and exit the status is 0, and in between requests are refused", () =>
  withServer(async (server) => {
    await introduced(server);
    server.send({ id: 2, method: "shutdown" });
    assert.equal((await server.answer(2)).result, null);
    server.send({ id: 3, method: "textDocument/hover", params: {} });
    assert.equal((await server.answer(3)).error.code, codes.invalidRequest);
    server.send({ method: "exit" });
    assert.equal(await server.exit, 0);
  }));

test("exit without shutdown is status 1", () =>
  withServer(async (server) => {
    await introduced(server);
    server.send({ method: "exit" });
    assert.equal(await server.exit, 1);
  }));

test("exit before initialize is status 1", () =>
  withServer(async (server) => {
    server.send({ method: "exit" });
    assert.equal(await server.exit, 1);
  }));

test("when the client is gone the server goes", () =>
  withServer(async (server) => {
    await introduced(server);
    server.end();
    assert.equal(await server.exit, 1);
    assert.equal(server.complaints(), "");
  }));

test("when the client's process is gone the server goes, even where somebody keeps its input open", () => {
  const client = spawn("sleep", ["60"]);
  const run = async (server) => {
    await introduced(server, { processId: client.pid });
    client.kill("SIGKILL");
    assert.equal(await server.exit, 1);
  };
  return withServer(run, { seconds: 15 });
});

test("unknown requests are refused, unknown notifications and answers to nothing are ignored", () =>
  withServer(async (server) => {
    await introduced(server);
    server.send({ method: "there/isNoSuchNotification", params: { a: 1 } });
    server.send({ method: "$/setTrace", params: { value: "verbose" } });
    server.send({ method: "$/cancelRequest", params: { id: 77 } });
    server.send({ id: 4711, result: null });
    server.send({ id: null, error: { code: 1, message: "nothing" } });
    server.send({ id: 8, method: "$/noSuchRequest" });
    assert.equal((await server.answer(8)).error.code, codes.methodNotFound);
    await isAlive(server);
    assert.equal(server.heard.filter((message) => message.error && message.id !== 8 && message.id !== 999).length, 0);
  }));

test("ids are answered as they were sent", () =>
  withServer(async (server) => {
    await introduced(server);
    for (const id of ["", "words", 0, -7, 2147483647]) {
      server.send({ id, method: "there/isNoSuchMethod" });
      assert.equal((await server.answer(id)).error.code, codes.methodNotFound);
    }
  }));

const nonsense = {
  "no JSON": framed("{]"),
  "an empty text": framed(""),
  "JSON that is no message": framed("[]"),
  "a number": framed("42"),
  "no method": framed('{"jsonrpc":"2.0","id":5}'),
  "a method that is no string": framed('{"jsonrpc":"2.0","id":5,"method":5}'),
  "an id that is an object": framed('{"jsonrpc":"2.0","id":{},"method":"shutdown"}'),
  "JSON nested too deep": framed(`{"jsonrpc":"2.0","id":5,"method":"x","params":${"[".repeat(100_000)}`),
  "bytes that are no UTF-8": Buffer.concat([Buffer.from("Content-Length: 4\r\n\r\n"), Buffer.from([0x22, 0xff, 0xfe, 0x22])]),
  "parameters that are a number": framed('{"jsonrpc":"2.0","id":5,"method":"textDocument/hover","params":3}'),
  "more headers": `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n${framed('{"jsonrpc":"2.0","method":"x/y"}')}`,
  "a header in lower case": framed('{"jsonrpc":"2.0","method":"x/y"}').replace("Content-Length", "content-length"),
};
for (const [what, bytes] of Object.entries(nonsense))
  test(`the server outlives ${what}`, () =>
    withServer(async (server) => {
      await introduced(server);
      server.write(bytes);
      await isAlive(server);
    }));

test("what is no JSON is answered as such", () =>
  withServer(async (server) => {
    server.write(framed("{]"));
    assert.equal((await server.answer(null)).error.code, codes.parseError);
  }));

const unreadable = {
  "no Content-Length": "Content-Type: text\r\n\r\n{}",
  "a Content-Length that is no number": "Content-Length: much\r\n\r\n{}",
  "a Content-Length below zero": "Content-Length: -1\r\n\r\n{}",
  "a huge Content-Length": "Content-Length: 99999999999999999999\r\n\r\n{}",
  "a Content-Length of more than any document has": "Content-Length: 17179869184\r\n\r\n{}",
  "headers without end": "X: ".repeat(100_000),
};
for (const [what, bytes] of Object.entries(unreadable))
  test(`after ${what} nothing can be read any more: the server ends by itself or goes on, and never crashes`, () =>
    withServer(async (server) => {
      await introduced(server);
      server.write(bytes);
      server.write(framed({ id: 6, method: "shutdown" }));
      server.write(framed({ method: "exit" }));
      server.end();
      assert.ok([0, 1, 2].includes(await server.exit), `it ended with ${await server.exit}`);
    }));

test("a message that arrives byte by byte", () =>
  withServer(async (server) => {
    for (const byte of framed(initialize(1))) {
      server.write(byte);
      await new Promise(setImmediate);
    }
    assert.ok((await server.answer(1)).result);
  }));

test("a message that breaks off", () =>
  withServer(async (server) => {
    await introduced(server);
    server.write("Content-Length: 100\r\n\r\n{");
    server.end();
    assert.equal(await server.exit, 1);
  }));

test("a storm of requests and cancellations is answered one by one, while somebody types", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  const methods = Object.entries({
    "textDocument/hover": "hoverProvider",
    "textDocument/documentSymbol": "documentSymbolProvider",
    "textDocument/completion": "completionProvider",
    "textDocument/references": "referencesProvider",
    "textDocument/diagnostic": "diagnosticProvider",
  }).flatMap(([method, capability]) => (editor.offers[capability] ? [method] : []));
  const answers = [];
  for (let index = 0; index < 500; ++index) {
    if (index % 50 === 0) await editor.type("refunds.onus", "|package| acme.refunds", "package");
    const cancellation = editor.cancellation();
    const position = editor.position("refunds.onus", "args.amo|unt > refund_limit");
    const params = { ...editor.document("refunds.onus"), position, context: { includeDeclaration: true } };
    const answer = editor.request(methods[index % methods.length], params, cancellation.token);
    answers.push(answer.then(() => "answered", (error) => error.code));
    if (index % 2) cancellation.cancel();
  }
  for (const each of await Promise.all(answers))
    assert.ok(["answered", codes.cancelled, codes.contentModified].includes(each), `${each}`);
  await editor.close();
});
