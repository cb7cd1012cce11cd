// SPDX-License-Identifier: Apache-2.0
// usage: node random_edits.mjs [EDITS [SEED]]   (ONUS and ONUS_LSP_MODULES as for the tests)
//
// Edits examples and a larger generated project at random, and compares after each edit what the server says of every file with what `onus lint`
// says of the same texts on disk: the same codes, severities, places and messages. Fails at the first difference, which
// it prints with the edits that led there. It also counts how often the server's first answer, which it gives before it
// looked at the whole project again, was the same already.

import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { vscode } from "./capabilities.mjs";
import { edit } from "./client.mjs";
import { repository } from "./server.mjs";
import { offsetOf, positionOf } from "./texts.mjs";

const count = Number(process.argv[2] ?? 200);
let state = Number(process.argv[3] ?? 1) >>> 0;

/// A small generator (mulberry32), so that a seed gives the same edits everywhere.
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = state;
  t = Math.imul(t ^ (t >>> 15), t | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) % below;
}
const pick = (list) => list[random(list.length)];

const words = ["guardrail", "when", "deny", "owner", "}", "{", '"', "args.amount", "and", "not", "é𝒳", "// ", ";", "500.00", "within"];

/// One edit of a text: [from, to, new text].
function randomEdit(text) {
  const tokens = [...text.matchAll(/\w+|[^\s\w]/gu)];
  const token = pick(tokens);
  const [from, to] = [token.index, token.index + token[0].length];
  const lines = text.split("\n");
  const line = random(lines.length);
  const start = lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
  const numbers = [...text.matchAll(/\b\d+(\.\d\d)?\b/g)];
  const number = numbers.length > 0 ? pick(numbers) : token;
  switch (random(9)) {
    case 0:
      return [from, to, ""];
    case 1:
      return [to, to, ` ${token[0]}`];
    case 2:
      return [from, to, pick(tokens)[0]];
    case 3:
      return [from, to, pick(words)];
    case 4:
      return [start, Math.min(text.length, start + lines[line].length + 1), ""];
    case 5:
      return [start, start, `${pick(lines)}\n`];
    case 6: // mostly still a program
    case 7:
      return [number.index, number.index + number[0].length, pick(["0", "1", "7.50", "12", "2027", "1000000.00"])];
    default:
      return [from, from + 1, pick(["", "x", "_", "0", " "])];
  }
}

const severities = { 1: "error", 2: "warning", 3: "note" };
const rank = (list) => list.map((each) => JSON.stringify(each)).sort();

/// What the server said last of every file.
function fromServer(editor) {
  const newest = new Map(editor.published.map((each) => [each.uri, each.diagnostics]));
  return rank(
    [...newest].flatMap(([uri, diagnostics]) =>
      diagnostics.map(({ code, severity, range, message }) => ({
        file: path.relative(editor.folder, fileURLToPath(uri)),
        code,
        severity: severities[severity],
        range: [range.start.line, range.start.character, range.end.line, range.end.character],
        message: message.split("\n")[0],
      })),
    ),
  );
}

/// What the command line says of the texts on disk; what it says of no file the server says of the settings, where there
/// are some. Its columns count characters from 1, those of the server UTF-16.
function fromCommandLine(editor) {
  const run = spawnSync(process.env.ONUS, ["lint", "--no-cache", "--format", "json", "."], {
    cwd: editor.folder,
    encoding: "utf8",
    env: { ...process.env, SOURCE_DATE_EPOCH: `${Date.UTC(2026, 10, 23) / 1000}` },
  });
  if (![0, 1].includes(run.status)) throw new Error(`onus lint: status ${run.status}\n${run.stderr}`);
  const place = (file, { line, column }) => {
    const text = fs.readFileSync(path.join(editor.folder, file), "utf8");
    const offset = offsetOf(text, { line: line - 1, character: column - 1 }, "utf-32");
    const { line: at, character } = positionOf(text, offset, "utf-16");
    return [at, character];
  };
  return rank(
    JSON.parse(run.stdout)
      .diagnostics.filter(({ file }) => file || fs.existsSync(path.join(editor.folder, "onus.toml")))
      .map(({ file, code, severity, start, end, message }) => ({
        file: file ?? "onus.toml",
        code,
        severity,
        range: file ? [...place(file, start), ...place(file, end)] : [0, 0, 0, 0],
        message,
      })),
  );
}

// A client that asks for diagnostics is not sent any.
const { diagnostic, ...textDocument } = vscode.textDocument;
const capabilities = { ...vscode, textDocument };

/// A project of so many files that the server does not compile all of it at once, as [path, text]; of these the named
/// ones are edited.
function generated() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "onus-generated-"));
  const generator = path.join(repository, "tests/bench/monorepo/generate.py");
  const run = spawnSync("python3", [generator, folder, "--files", "60", "--teams", "1"], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(`${generator}: ${run.stderr}`);
  const names = fs.readdirSync(folder, { recursive: true }).filter((name) => /\.(onus|toml)$/.test(name));
  const files = names.map((name) => [name, fs.readFileSync(path.join(folder, name), "utf8")]);
  fs.rmSync(folder, { recursive: true });
  return Object.fromEntries(files);
}

const projects = [
  { name: "refunds", options: { example: "refunds" } },
  { name: "assistant", options: { example: "assistant" } },
  {
    name: "a generated project",
    options: { files: generated() },
    edited: ["teams/t0/policies/p3.onus", "teams/t0/policies/p7.onus", "teams/t0/system.onus"],
  },
];
const quick = { same: 0, other: 0 };
let broken = 0;
for (const [at, { name: project, options, edited }] of projects.entries()) {
  const editor = await edit({ ...options, capabilities, seconds: 36000 });
  const files = edited ?? fs.readdirSync(editor.folder).filter((name) => name.endsWith(".onus"));
  const originals = new Map(files.map((name) => [name, editor.text(name)]));
  for (const name of files) await editor.open(name);
  const history = [];
  const edits = Math.floor(count / projects.length) + (at < count % projects.length ? 1 : 0);
  for (let number = 0; number < edits; ++number) {
    // Most edits break the syntax: as many mend what others broke, so that the program behind it is reached as often.
    const changed = files.filter((each) => editor.text(each) !== originals.get(each));
    const name = changed.length > 0 && random(5) < 2 + changed.length ? pick(changed) : pick(files);
    const text = editor.text(name);
    if (text !== originals.get(name) && random(5)) {
      await editor.setText(name, originals.get(name));
      history.push(`${name}: as it was`);
    } else {
      const [from, to, inserted] = randomEdit(text);
      const range = { start: positionOf(text, from, "utf-16"), end: positionOf(text, to, "utf-16") };
      await editor.change(name, [{ range, text: inserted }]);
      history.push(`${name}: ${JSON.stringify(text.slice(from, to))} at ${from} became ${JSON.stringify(inserted)}`);
    }
    editor.save();
    const version = editor.documents.get(editor.uri(name)).version;
    const uri = editor.uri(name);
    await editor.until(() => editor.published.some((each) => each.uri === uri && each.version === version));
    await editor.refusal("onus/nothing", {}); // answered after the rest of what was to be said
    const compiler = (list) => list.filter((each) => /"code":"E/.test(each));
    const first = compiler(fromServer(editor));
    await editor.request("onus/settle");
    const server = fromServer(editor);
    const expected = fromCommandLine(editor);
    if (expected.some((each) => /"code":"E01/.test(each))) ++broken;
    ++quick[JSON.stringify(first) === JSON.stringify(compiler(expected)) ? "same" : "other"];
    if (JSON.stringify(server) !== JSON.stringify(expected)) {
      console.error(`seed ${process.argv[3] ?? 1}, ${project}, edit ${number + 1}: the server and the program differ`);
      console.error(history.slice(-6).map((each) => `  ${each}`).join("\n"));
      for (const each of server) if (!expected.includes(each)) console.error(`  only the server:  ${each}`);
      for (const each of expected) if (!server.includes(each)) console.error(`  only the program: ${each}`);
      const kept = `${editor.folder}-differs`;
      fs.cpSync(editor.folder, kept, { recursive: true });
      console.error(`  the texts are in ${kept}`);
      process.exit(1);
    }
    editor.published = [...new Map(editor.published.map((each) => [each.uri, each])).values()];
  }
  await editor.close();
}
console.log(
  `${count} edits of ${projects.map((each) => each.name).join(", ")}: the server said ` +
    `what the program says after each (${broken} times of texts with syntax errors); ` +
    `its first answer was the last one ${quick.same} times of ${quick.same + quick.other}`,
);
