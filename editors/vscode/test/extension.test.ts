// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, it } from "node:test";

import { activate, deactivate } from "../src/extension";
import { expanded, findProgram } from "../src/program";
import * as stub from "./vscode";

const { editor, workspace } = stub as any;
const manifest = JSON.parse(readFileSync("package.json", "utf8"));
let folder = "";
let log = "";

/** A program in a folder that is a language server and remembers what it was told. */
function install(directory: string): string {
  mkdirSync(join(folder, directory), { recursive: true });
  const program = join(folder, directory, "onus");
  copyFileSync("test/fake_server.mjs", join(folder, directory, "onus.mjs"));
  writeFileSync(program, `#!/bin/sh\nexec '${process.execPath}' '${program}.mjs' "$@"\n`);
  chmodSync(program, 0o755);
  return program;
}

const lines = (): any[] =>
  existsSync(log)
    ? readFileSync(log, "utf8")
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line))
    : [];
const toldTo = (method: string) => lines().filter((each) => each.method === method);

async function start() {
  const context = { subscriptions: [] as { dispose(): unknown }[] };
  await activate(context as any);
  return context;
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "onus-vscode-"));
  log = join(folder, "log");
  process.env["FAKE_SERVER_LOG"] = log;
  process.env["PATH"] = join(folder, "nothing");
  Object.assign(editor, { answer: undefined, messages: [], called: [], output: [] });
  editor.settings.clear();
  editor.commands.clear();
  editor.registered.length = 0;
  workspace.workspaceFolders = [{ uri: stub.Uri.file(folder), name: "desk", index: 0 }];
  workspace.isTrusted = true;
});

afterEach(async () => {
  await deactivate();
  editor.events.removeAllListeners();
  rmSync(folder, { recursive: true });
});

describe("the program", () => {
  const places = () => ({ setting: "", folders: [folder], path: join(folder, "path"), windows: false });

  it("is the workspace's before that of PATH, and the setting's before both", async () => {
    const inPath = install("path");
    assert.equal(await findProgram(places()), inPath);
    const inWorkspace = install("bin");
    assert.equal(await findProgram(places()), inWorkspace);
    assert.equal(await findProgram({ ...places(), folders: [] }), inPath);
    assert.equal(await findProgram({ ...places(), setting: inPath }), inPath);
    assert.equal(await findProgram({ ...places(), setting: "onus" }), inPath);
    assert.equal(await findProgram({ ...places(), setting: "${workspaceFolder}/bin" }), inWorkspace);
  });

  it("is nothing where the setting names none, whatever lies elsewhere", async () => {
    install("bin");
    assert.equal(await findProgram({ ...places(), setting: "/no/such/onus" }), undefined);
  });

  it("is no folder and no file that cannot run", async () => {
    mkdirSync(join(folder, "bin", "onus"), { recursive: true });
    mkdirSync(join(folder, "path"));
    writeFileSync(join(folder, "path", "onus"), "text");
    assert.equal(await findProgram(places()), undefined);
  });

  it("may be named from the home and from the workspace", () => {
    assert.equal(expanded("${workspaceFolder}/bin/onus", ["/desk"]), "/desk/bin/onus");
    assert.equal(expanded("tools/onus", ["/desk"]), "/desk/tools/onus");
    assert.match(expanded("~/onus", []), /^\/.*\/onus$/);
  });
});

describe("without a program", () => {
  it("says what to do, and opens the setting for who asks", async () => {
    editor.answer = "Open Settings";
    await start();
    await new Promise(setImmediate);
    assert.match(editor.messages[0], /neither in the workspace nor in PATH.*onus\.path/);
    assert.deepEqual(editor.called, [{ command: "workbench.action.openSettings", parameters: ["onus.path"] }]);
  });

  it("names the program that the setting names", async () => {
    editor.settings.set("onus.path", "/no/such/onus");
    await start();
    assert.match(editor.messages[0], /no program \/no\/such\/onus/);
  });

  it("runs nothing of a workspace that is not trusted", async () => {
    install("bin");
    workspace.isTrusted = false;
    await start();
    assert.match(editor.messages[0], /onus\.path/);
    assert.deepEqual(lines(), []);
  });

  it("answers commands with a message, and does not fail", async () => {
    await start();
    await editor.commands.get("onus.runTests")("file:///desk/a.onus", null, null);
    assert.match(editor.messages.at(-1), /does not run/);
  });
});

describe("with a program", () => {
  beforeEach(() => void install("bin"));

  it("tells the server the settings when it starts", async () => {
    editor.settings.set("onus.lint", false);
    editor.settings.set("onus.inlayHints.tools", false);
    await start();
    assert.deepEqual(toldTo("initialize")[0].params.initializationOptions, {
      lint: false,
      inlayHints: { owners: true, types: true, tools: false, expiry: true },
      codeLens: { tests: true, references: true, exceptions: true },
      commands: ["onus.runTests", "onus.explain", "onus.showReferences"],
    });
  });

  it("has the commands that it tells the server of", async () => {
    await start();
    for (const command of toldTo("initialize")[0].params.initializationOptions.commands) {
      assert.ok(editor.commands.has(command), command);
    }
  });

  it("declares each setting that the server is told", async () => {
    await start();
    const flat = (value: any, prefix: string): string[] =>
      Object.entries(value).flatMap(([key, each]) =>
        typeof each === "object" ? flat(each, `${prefix}.${key}`) : [`${prefix}.${key}`],
      );
    const declared = Object.keys(manifest.contributes.configuration.properties);
    const { commands: _, ...told } = toldTo("initialize")[0].params.initializationOptions;
    const settings = flat(told, "onus");
    assert.deepEqual([...settings, "onus.path", "onus.trace.server"].sort(), declared.sort());
  });

  it("has every command of the package, and those of code lenses", async () => {
    await start();
    const declared = manifest.contributes.commands.map((each: any) => each.command);
    const lenses = ["onus.showReferences"];
    const own = [...editor.commands.keys()].filter((name) => !name.startsWith("onus.server."));
    assert.deepEqual(own.sort(), [...declared, ...lenses].sort());
  });

  it("asks the server to run tests and shows what it says", async () => {
    await start();
    await editor.commands.get("onus.runTests")("file:///desk/a.onus", "a test", null);
    const [asked] = toldTo("workspace/executeCommand");
    assert.deepEqual(asked.params, {
      command: "onus.server.runTests",
      arguments: ["file:///desk/a.onus", "a test", null],
    });
    assert.deepEqual(editor.output, ["did onus.server.runTests"]);
  });

  it("runs the tests of the document in front where nobody names one", async () => {
    await start();
    stub.window.activeTextEditor = { document: new stub.TextDocument(stub.Uri.file("/desk/b.onus"), "") };
    await editor.commands.get("onus.runTests")();
    stub.window.activeTextEditor = undefined;
    assert.deepEqual(toldTo("workspace/executeCommand")[0].params.arguments, ["file:///desk/b.onus", null, null]);
  });

  it("explains what it is asked for, or what is reported at the cursor", async () => {
    await start();
    await editor.commands.get("onus.explain")("unused-import");
    const uri = stub.Uri.file("/desk/c.onus");
    const at = (severity: number, code: unknown) =>
      Object.assign(new stub.Diagnostic(new stub.Range(1, 0, 1, 5), "m", severity), { code });
    editor.diagnostics.set(uri.toString(), [
      at(1, "unused-let"),
      at(0, { value: "E0401" }),
      Object.assign(new stub.Diagnostic(new stub.Range(3, 0, 3, 5), "m", 0), { code: "E0101" }),
    ]);
    stub.window.activeTextEditor = {
      document: new stub.TextDocument(uri, ""),
      selection: { active: new stub.Position(1, 2) },
    };
    await editor.commands.get("onus.explain")();
    stub.window.activeTextEditor = undefined;
    assert.deepEqual(
      toldTo("workspace/executeCommand").map((each) => each.params.arguments),
      [["unused-import"], ["E0401"]],
    );
    const shown = editor.called.filter((each: any) => each.command === "markdown.showPreviewToSide");
    assert.deepEqual(
      shown.map((each: any) => each.parameters[0].path),
      ["/unused-import.md", "/E0401.md"],
    );
    const pages = editor.provider("TextDocumentContentProvider");
    assert.equal(pages.provideTextDocumentContent(shown[0].parameters[0]), "did onus.server.explain");
  });

  it("shows references as the editor wants them", async () => {
    await start();
    const range = { start: { line: 1, character: 2 }, end: { line: 1, character: 5 } };
    await editor.commands.get("onus.showReferences")("file:///desk/a.onus", range.start, [
      { uri: "file:///desk/b.onus", range },
    ]);
    const [{ command, parameters }] = editor.called;
    assert.equal(command, "editor.action.showReferences");
    assert.equal(parameters[0].fsPath, "/desk/a.onus");
    assert.ok(parameters[1] instanceof stub.Position && parameters[2][0] instanceof stub.Location);
    assert.equal(parameters[2][0].range.end.character, 5);
  });

  it("starts the server anew when asked to, and when the path changes", async () => {
    await start();
    await editor.commands.get("onus.restartServer")();
    assert.equal(toldTo("initialize").length, 2);
    assert.equal(toldTo("shutdown").length, 1);
    editor.fire("onDidChangeConfiguration", { affectsConfiguration: (name: string) => name === "onus.path" });
    await editor.commands.get("onus.runTests")("file:///desk/a.onus");
    assert.equal(toldTo("initialize").length, 3);
  });

  it("offers a task for each command, and completes those of a file", async () => {
    await start();
    const provider = editor.provider("TaskProvider");
    const offered = await provider.provideTasks();
    assert.deepEqual(
      offered.map((task: any) => task.execution.args),
      [
        ["check", "--format", "gnu", "."],
        ["lint", "--format", "gnu", "."],
        ["test", "."],
        ["build", "."],
      ],
    );
    assert.deepEqual(
      offered.map((task: any) => task.problemMatchers),
      [["$onus", "$onus-notes"], ["$onus", "$onus-notes"], ["$onus-test"], []],
    );
    const definition = { type: "onus", command: "lint", path: "desk", arguments: ["--fail-level", "error"] };
    const task = await provider.resolveTask({ definition, scope: workspace.workspaceFolders[0] });
    assert.deepEqual(task.execution.args, ["lint", "--format", "gnu", "--fail-level", "error", "desk"]);
    assert.equal(task.definition, definition);
    assert.equal(task.execution.process, join(folder, "bin", "onus"));
  });
});
