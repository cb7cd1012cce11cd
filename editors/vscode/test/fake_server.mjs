#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// A language server that does nothing but remember: every message goes to the file FAKE_SERVER_LOG as a line. It
// answers `workspace/executeCommand` with a text that names the command.
import { appendFileSync } from "node:fs";

function send(message) {
  const body = JSON.stringify({ jsonrpc: "2.0", ...message });
  process.stdout.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}

function answer({ method, params }) {
  if (method === "initialize") {
    return {
      capabilities: {
        textDocumentSync: 2,
        executeCommandProvider: { commands: ["onus.server.runTests", "onus.server.explain"] },
      },
    };
  }
  return method === "workspace/executeCommand" ? `did ${params.command}` : null;
}

let rest = Buffer.alloc(0);
process.stdin.on("data", (data) => {
  rest = Buffer.concat([rest, data]);
  for (;;) {
    const head = rest.indexOf("\r\n\r\n");
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/i.exec(rest.subarray(0, head).toString())[1]);
    if (rest.length < head + 4 + length) return;
    const message = JSON.parse(rest.subarray(head + 4, head + 4 + length).toString());
    rest = rest.subarray(head + 4 + length);
    appendFileSync(process.env.FAKE_SERVER_LOG, `${JSON.stringify(message)}\n`);
    if (message.method === "exit") process.exit(0);
    if (message.id !== undefined && message.method) send({ id: message.id, result: answer(message) });
  }
});
