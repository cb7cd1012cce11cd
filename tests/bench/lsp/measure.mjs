// SPDX-License-Identifier: Apache-2.0
// usage: node measure.mjs WORKSPACE FILE [EDITS]   (ONUS and ONUS_LSP_MODULES as for tests/lsp)
//
// Opens FILE of WORKSPACE, edits it as somebody who types, and prints how long the server takes: from an edit to the
// diagnostics of the text that it made, for a completion, from its start to the first diagnostics; and the memory that
// it holds. All times are of the client's clock, with the way there and back.

import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";

import { vscode } from "../../lsp/capabilities.mjs";
import { jsonrpc, startServer } from "../../lsp/server.mjs";

const [workspace, file, edits = "300"] = process.argv.slice(2);
const folder = path.resolve(workspace);

const { child } = startServer({ seconds: 3600 });
const connection = jsonrpc.createMessageConnection(
  new jsonrpc.StreamMessageReader(child.stdout),
  new jsonrpc.StreamMessageWriter(child.stdin),
);
const waiting = new Map();
connection.onNotification("textDocument/publishDiagnostics", ({ uri, version, diagnostics }) => {
  const done = waiting.get(`${uri} ${version}`);
  waiting.delete(`${uri} ${version}`);
  done?.(diagnostics);
});
connection.onRequest(() => null);
connection.listen();

const uriOf = (name) => pathToFileURL(path.join(folder, name)).href;
const diagnosed = (uri, version) => new Promise((resolve) => waiting.set(`${uri} ${version}`, resolve));
const memory = (field) => Number(fs.readFileSync(`/proc/${child.pid}/status`, "utf8").match(`${field}:\\s+(\\d+)`)[1]) / 1024;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function open(name) {
  const uri = uriOf(name);
  const text = fs.readFileSync(path.join(folder, name), "utf8");
  const answer = diagnosed(uri, 1);
  await connection.sendNotification("textDocument/didOpen", {
    textDocument: { uri, languageId: "onus", version: 1, text },
  });
  await answer;
  return { uri, text };
}

const percentile = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
function tell(what, times) {
  const sorted = [...times].sort((left, right) => left - right);
  const shown = [0.5, 0.95, 0.99].map((share) => `p${share * 100} ${percentile(sorted, share).toFixed(1)} ms`);
  console.log(`${what}: ${shown.join(", ")}, most ${sorted.at(-1).toFixed(1)} ms (${sorted.length} times)`);
}

const began = performance.now();
await connection.sendRequest("initialize", {
  processId: process.pid,
  rootUri: pathToFileURL(folder).href,
  workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "bench" }],
  capabilities: {
    ...vscode,
    window: {},
    workspace: { ...vscode.workspace, configuration: false },
    textDocument: { ...vscode.textDocument, diagnostic: undefined },
  },
});
await connection.sendNotification("initialized", {});
const { uri, text } = await open(file);
console.log(`start to first diagnostics: ${(performance.now() - began).toFixed(1)} ms`);
await connection.sendRequest("onus/settle");
console.log(`start to everything linted: ${(performance.now() - began).toFixed(0)} ms, ${memory("VmRSS").toFixed(0)} MiB held`);

// Characters come and go, as somebody types them; the program always compiles. First in conditions, then
// behind the package clause.
const placesOf = (pattern) => [...text.matchAll(pattern)].map((match) => match.index);
const edited = [
  ["edit of a condition to diagnostics", placesOf(/\d+\.\d\d/g), "1"],
  ["edit of a head to diagnostics", placesOf(/(?<=^package .*\n)/gm), " "],
];
const lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
const positionOf = (offset) => {
  const line = lineStarts.findLastIndex((start) => start <= offset);
  return { line, character: offset - lineStarts[line] };
};
let version = 1;
async function change(range, inserted) {
  version += 1;
  const answer = diagnosed(uri, version);
  const sent = performance.now();
  await connection.sendNotification("textDocument/didChange", {
    textDocument: { uri, version },
    contentChanges: [{ range, text: inserted }],
  });
  await answer;
  return performance.now() - sent;
}
const completions = [];
for (const [what, places, typed] of edited) {
  const times = [];
  for (let number = 0; number < Number(edits); ++number) {
    const at = positionOf(places[(number * 7919) % places.length]);
    times.push(await change({ start: at, end: at }, typed));
    if (number % 4 === 0) {
      const asked = performance.now();
      await connection.sendRequest("textDocument/completion", { textDocument: { uri }, position: at });
      completions.push(performance.now() - asked);
    }
    times.push(await change({ start: at, end: { ...at, character: at.character + 1 } }, ""));
    await pause(20 + (number % 5) * 100); // within a burst, and after the pause that lets the whole be looked at
  }
  tell(what, times);
}
tell("completion", completions);
console.log(`memory: ${memory("VmRSS").toFixed(0)} MiB held, ${memory("VmHWM").toFixed(0)} MiB at most`);
child.kill();
process.exit(0);
