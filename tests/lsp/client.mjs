// SPDX-License-Identifier: Apache-2.0
// An editor with a project in a temporary folder, and the server that it speaks to. A test reads:
//
//   const editor = await edit({ example: "refunds" });        // or { files: { "desk.onus": "package desk …" } }
//   await editor.open("refunds.onus");
//   const hover = await editor.at("refunds.onus", "ask payments_|ops within", "textDocument/hover");
//   await editor.close();
//
// Files are named by their path in the project, or by a whole URI.

import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { vscode } from "./capabilities.mjs";
import { jsonrpc, repository, runOnus, startServer } from "./server.mjs";
import { edited, find, slice } from "./texts.mjs";

export * as capabilities from "./capabilities.mjs";

export const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/// Starts an editor and its server, and introduces them to each other.
/// `example`: the name of a folder of examples/, which is copied; `files`: a project written inline, by path (an
/// onus.toml is added where there is none). `capabilities`: what the editor says it can (VS Code's if left out);
/// `settings`: the section `onus` of its configuration; `folders`: workspace folders, as paths in the project;
/// `initialize`: more parameters of that request.
export async function edit(options = {}) {
  const editor = new Editor(options);
  await editor.introduce(options);
  return editor;
}

class Editor {
  constructor({ example, files = {}, capabilities = vscode, settings = {}, ...server }) {
    this.folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "onus-lsp-")));
    if (example) fs.cpSync(path.join(repository, "examples", example), this.folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) this.write(name, text);
    if (!example && !("onus.toml" in files)) this.write("onus.toml", "");
    this.capabilities = capabilities;
    this.settings = settings;
    this.documents = new Map(); ///< by URI: { version, text }
    this.published = []; ///< all of `textDocument/publishDiagnostics`, in order
    this.asked = []; ///< what the server requested: { method, params }
    this.told = []; ///< what else the server notified of: { method, params }
    this.listeners = new Set();
    this.server = startServer(server);
    this.connection = this.#connect();
  }

  #connect() {
    const { stdin, stdout } = this.server.child;
    const connection = jsonrpc.createMessageConnection(
      new jsonrpc.StreamMessageReader(stdout),
      new jsonrpc.StreamMessageWriter(stdin),
    );
    connection.onRequest((method, params) => this.#answer(method, params));
    connection.onNotification((method, params) => this.#notice(method, params));
    connection.onUnhandledProgress((params) => this.#notice("$/progress", params));
    connection.onError(() => {});
    connection.onClose(() => connection.dispose()); // which refuses what still waits for an answer
    connection.listen();
    return connection;
  }

  async introduce({ folders = ["."], initialize = {}, settings = {} }) {
    const named = folders.map((name) => ({ uri: this.uri(name), name }));
    const result = await this.request("initialize", {
      processId: process.pid,
      clientInfo: { name: "tests" },
      rootUri: named[0]?.uri ?? null,
      workspaceFolders: named,
      capabilities: this.capabilities,
      initializationOptions: settings,
      ...initialize,
    });
    this.offers = result.capabilities;
    this.encoding = result.capabilities.positionEncoding ?? "utf-16";
    this.notify("initialized", {});
  }

  // ---- Speaking

  request(method, params, token) {
    return this.connection.sendRequest(method, params, ...(token ? [token] : []));
  }

  notify(method, params) {
    return this.connection.sendNotification(method, params);
  }

  /// `{ token, cancel() }`: a request that is given the token can be called off.
  cancellation() {
    return new jsonrpc.CancellationTokenSource();
  }

  /// A request whose error is the answer: { code, message }.
  async refusal(method, params) {
    try {
      const result = await this.request(method, params);
      throw new Error(`${method} was answered: ${JSON.stringify(result)}`);
    } catch (error) {
      if (error.code === undefined) throw error;
      return { code: error.code, message: error.message };
    }
  }

  #answer(method, params) {
    this.asked.push({ method, params });
    this.#wake();
    if (method === "workspace/configuration")
      return params.items.map(({ section }) => (section === "onus" ? this.settings : null));
    if (method === "workspace/workspaceFolders") return [{ uri: this.uri("."), name: "." }];
    if (method === "workspace/applyEdit") {
      this.apply(params.edit);
      return { applied: true };
    }
    if (method === "window/showDocument") return { success: true };
    return null;
  }

  #notice(method, params) {
    if (method === "textDocument/publishDiagnostics") this.published.push(params);
    else this.told.push({ method, params });
    this.#wake();
  }

  #wake() {
    for (const listen of [...this.listeners]) listen();
  }

  /// Waits until a condition holds; it is tried again whenever the server says something. Answers what it answers.
  async until(holds, what = holds.toString(), seconds = 20) {
    const deadline = Date.now() + seconds * 1000;
    for (;;) {
      const value = holds();
      if (value) return value;
      const left = deadline - Date.now();
      assert(left > 0, `waited in vain for ${what}; ${this.server.complaints()}`);
      await new Promise((resolve) => {
        const timer = setTimeout(done, Math.min(left, 500));
        const { listeners } = this;
        function done() {
          clearTimeout(timer);
          listeners.delete(done);
          resolve();
        }
        listeners.add(done);
      });
    }
  }

  // ---- Files and documents

  path(name) {
    return path.join(this.folder, name);
  }

  uri(name) {
    return /^\w+:/.test(name) ? name : pathToFileURL(this.path(name)).href.replace(/\/\.?$/, "");
  }

  /// `{ textDocument: { uri } }`
  document(name) {
    return { textDocument: { uri: this.uri(name) } };
  }

  write(name, text) {
    fs.mkdirSync(path.dirname(this.path(name)), { recursive: true });
    fs.writeFileSync(this.path(name), text);
  }

  /// Writes a file, or removes it where there is no text, and says that it changed as editors do who watch files.
  writeOutside(name, text) {
    const type = text === undefined ? 3 : fs.existsSync(this.path(name)) ? 2 : 1;
    if (text === undefined) fs.rmSync(this.path(name));
    else this.write(name, text);
    return this.notify("workspace/didChangeWatchedFiles", { changes: [{ uri: this.uri(name), type }] });
  }

  /// The text that the editor shows, or that of the disk.
  text(name) {
    return this.documents.get(this.uri(name))?.text ?? fs.readFileSync(this.path(name), "utf8");
  }

  async open(name, text = this.text(name), languageId = "onus") {
    const uri = this.uri(name);
    this.documents.set(uri, { version: 1, text });
    await this.notify("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } });
  }

  async #changed(name, text, contentChanges) {
    const uri = this.uri(name);
    const document = this.documents.get(uri);
    document.version += 1;
    document.text = text;
    await this.notify("textDocument/didChange", { textDocument: { uri, version: document.version }, contentChanges });
  }

  /// Replaces the whole text.
  setText(name, text) {
    return this.#changed(name, text, [{ text }]);
  }

  /// Makes changes of the protocol: each in the text that the one before left.
  change(name, changes) {
    const text = changes.reduce(
      (before, { range, text: newText }) => edited(before, [{ range, newText }], this.encoding),
      this.text(name),
    );
    return this.#changed(name, text, changes);
  }

  /// Types over what a pattern shows (see `find`), as a change of that place only.
  type(name, pattern, newText) {
    const before = this.text(name);
    const range = find(before, pattern, this.encoding);
    return this.#changed(name, edited(before, [{ range, newText }], this.encoding), [{ range, text: newText }]);
  }

  async closeDocument(name) {
    this.documents.delete(this.uri(name));
    await this.notify("textDocument/didClose", this.document(name));
  }

  /// The position of a pattern's cursor: `"deny wh|en"`.
  position(name, pattern) {
    return find(this.text(name), pattern, this.encoding).start;
  }

  /// The range of a pattern: `"deny |when|"`, or all of it.
  range(name, pattern) {
    return find(this.text(name), pattern, this.encoding);
  }

  /// What a range of a document says.
  slice(name, range) {
    return slice(this.text(name), range, this.encoding);
  }

  /// Asks about a place: a request with `textDocument` and `position`, and what is added.
  at(name, pattern, method, more = {}) {
    return this.request(method, { ...this.document(name), position: this.position(name, pattern), ...more });
  }

  /// Asks about a document.
  about(name, method, more = {}) {
    return this.request(method, { ...this.document(name), ...more });
  }

  // ---- Findings

  /// Waits until the server has found out all that is to be known of the texts as they are, and has told it.
  settle() {
    return this.request("onus/settle");
  }

  /// The diagnostics of the text as it is now, once all is known: asked for, or sent, as it was agreed upon.
  async diagnostics(name) {
    await this.settle();
    if (this.offers.diagnosticProvider && this.capabilities.textDocument?.diagnostic)
      return (await this.about(name, "textDocument/diagnostic")).items;
    return this.published.findLast((each) => each.uri === this.uri(name))?.diagnostics ?? [];
  }

  // ---- Edits

  /// Makes a WorkspaceEdit: in the documents that are open (of which the server is told), and in files.
  apply({ changes = {}, documentChanges }) {
    const steps = documentChanges ?? Object.entries(changes).map(([uri, edits]) => ({ textDocument: { uri }, edits }));
    for (const step of steps) {
      if (step.kind) this.#applyToFiles(step);
      else this.#applyToText(step);
    }
  }

  #applyToFiles({ kind, uri, oldUri, newUri }) {
    if (kind === "create") this.write(path.relative(this.folder, fileURLToPath(uri)), "");
    else if (kind === "delete") fs.rmSync(fileURLToPath(uri));
    else fs.renameSync(fileURLToPath(oldUri), fileURLToPath(newUri));
  }

  #applyToText({ textDocument: { uri, version }, edits }) {
    const document = this.documents.get(uri);
    if (document && typeof version === "number") assert.equal(version, document.version, `an edit of an old ${uri}`);
    const text = edited(document?.text ?? fs.readFileSync(fileURLToPath(uri), "utf8"), edits, this.encoding);
    if (document) this.setText(uri, text);
    else fs.writeFileSync(fileURLToPath(uri), text);
  }

  /// Writes all open documents into their files.
  save() {
    for (const [uri, { text }] of this.documents)
      if (uri.startsWith("file:")) fs.writeFileSync(fileURLToPath(uri), text);
  }

  /// The code actions at a pattern's place, of some kinds only where that is asked for. The diagnostics there are told.
  async actions(name, pattern, only) {
    const range = this.range(name, pattern);
    const isBefore = (a, b) => a.line < b.line || (a.line === b.line && a.character <= b.character);
    const diagnostics = (await this.diagnostics(name)).filter(
      (each) => isBefore(each.range.start, range.end) && isBefore(range.start, each.range.end),
    );
    return this.about(name, "textDocument/codeAction", { range, context: { diagnostics, ...(only && { only }) } });
  }

  /// Takes the one action whose title meets a pattern; gives it back with its edit.
  async take(actions, title) {
    const found = actions.filter((each) => title.test(each.title) && !each.disabled);
    assert.equal(found.length, 1, `${title} among ${JSON.stringify(actions.map((each) => each.title))}`);
    const action = found[0].edit ? found[0] : await this.request("codeAction/resolve", found[0]);
    this.apply(action.edit);
    return action;
  }

  /// Saves everything and runs the program on the project: { status, output }.
  run(...args) {
    this.save();
    const { status, stdout, stderr } = runOnus([...args, "."], this.folder);
    return { status, output: stdout + stderr };
  }

  // ---- The end

  /// Ends the server as the protocol wants it, and checks that it ends well.
  async close() {
    try {
      await this.request("shutdown");
      await this.notify("exit");
      assert.equal(await this.server.exit, 0, this.server.complaints());
      assert.equal(this.server.complaints(), "", "the server has nothing to say on standard error");
    } finally {
      this.server.child.kill("SIGKILL");
      this.connection.dispose();
      fs.rmSync(this.folder, { recursive: true, force: true });
    }
  }
}
