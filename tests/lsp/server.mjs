// SPDX-License-Identifier: Apache-2.0
// A running `onus lsp`, as a process that is killed when it outstays its time, and what it says and is told byte by byte.

import { spawn, spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import { afterEach } from "node:test";
import { fileURLToPath } from "node:url";

const require = createRequire(process.env.ONUS_LSP_MODULES ?? import.meta.url);
export const jsonrpc = require("vscode-jsonrpc/node");
export const protocol = require("vscode-languageserver-protocol/node");

export const repository = fileURLToPath(new URL("../..", import.meta.url));

/// The day on which the examples are read, so that their exceptions do not run out under the tests.
const today = Date.UTC(2026, 10, 23) / 1000;

const environment = { ...process.env, SOURCE_DATE_EPOCH: `${today}` };

/// Runs the program that $ONUS names, and waits for it.
export const runOnus = (args, cwd) => spawnSync(process.env.ONUS, args, { cwd, env: environment, encoding: "utf8" });

/// A test that fails halfway leaves its server behind.
const running = new Set();
afterEach(() => running.forEach((child) => child.kill("SIGKILL")));

/// Starts the program that $ONUS names as a server. `exit` is its status, or the signal that ended it. One that runs for longer
/// than `seconds` is killed.
export function startServer({ args = [], seconds = 60, cwd = "/" } = {}) {
  if (!process.env.ONUS) throw new Error("set ONUS to the program `onus`");
  const child = spawn(process.env.ONUS, ["lsp", ...args], {
    cwd,
    env: environment,
  });
  let complaints = "";
  child.stderr.setEncoding("utf8").on("data", (text) => (complaints += text));
  child.stdin.on("error", () => {}); // the server may be gone before everything is written
  const exit = new Promise((resolve) => {
    child.on("close", (status, signal) => resolve(signal ?? status));
    child.on("error", (error) => {
      complaints += error.message;
      resolve("it could not be started");
    });
  });
  const timer = setTimeout(() => child.kill("SIGKILL"), seconds * 1000);
  running.add(child);
  exit.then(() => {
    clearTimeout(timer);
    running.delete(child);
  });
  return { child, exit, complaints: () => complaints };
}

/// A message as it goes over the wire.
export function framed(message) {
  const text = typeof message === "string" ? message : JSON.stringify({ jsonrpc: "2.0", ...message });
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
}

/// A server that is spoken to byte by byte, for what no library would send.
export function startRaw(options) {
  const server = startServer(options);
  const heard = [];
  const listeners = new Set();
  const reader = new jsonrpc.StreamMessageReader(server.child.stdout);
  reader.listen((message) => {
    heard.push(message);
    for (const listen of [...listeners]) listen();
  });
  server.exit.then(() => listeners.forEach((listen) => listen("gone")));
  /// The first message heard so far or later that meets the condition.
  const hears = (meets) =>
    new Promise((resolve, reject) => {
      const look = (gone) => {
        const found = heard.find(meets);
        if (!found && !gone) return;
        listeners.delete(look);
        if (found) resolve(found);
        else reject(new Error(`the server is gone: ${server.complaints()}`));
      };
      listeners.add(look);
      look();
    });
  return {
    ...server,
    heard,
    hears,
    write: (bytes) => server.child.stdin.write(bytes),
    send: (message) => server.child.stdin.write(framed(message)),
    /// The answer to a request with this number.
    answer: (id) => hears((message) => message.id === id && !message.method),
    end: () => server.child.stdin.end(),
  };
}
