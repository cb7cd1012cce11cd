// SPDX-License-Identifier: Apache-2.0
// The extension as it is packaged, with the real language server.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, it } from "node:test";

import { activate, deactivate } from "../src/extension";
import * as stub from "./vscode";

const { editor, workspace } = stub as any;
const onus = process.env["ONUS"];
const repository = process.env["ONUS_REPOSITORY"] ?? "../..";
const missing =
  (onus === undefined || spawnSync(onus, ["lsp", "--help"]).status !== 0) && "no program with a language server";

/** Waits for what the server brings about; the test fails where it does not come. */
async function until<T>(what: string, ask: () => T | undefined | Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < 20_000; waited += 20) {
    const found = await ask();
    if (found !== undefined) {
      return found;
    }
    await new Promise((done) => setTimeout(done, 20));
  }
  assert.fail(`${what} does not come`);
}

describe("with the language server", { skip: missing }, () => {
  let folder = "";
  let document: any;
  let tests: any;
  let source = "";
  const token = new stub.CancellationTokenSource().token;
  const findings = () => editor.diagnostics.get(document.uri.toString()) ?? [];
  const place = (words: string) => document.positionAt(document.getText().indexOf(words));

  const offered = (kind: string) => {
    const provider = editor.provider(kind);
    assert.ok(provider, `the server offers no ${kind}`);
    return provider;
  };

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), "onus-vscode-"));
    cpSync(join(repository, "examples/refunds"), folder, { recursive: true });
    source = readFileSync(join(folder, "refunds.onus"), "utf8");
    editor.settings.set("onus.path", onus);
    workspace.workspaceFolders = [{ uri: stub.Uri.file(folder), name: "refunds", index: 0 }];
    document = new stub.TextDocument(stub.Uri.file(join(folder, "refunds.onus")), source);
    const testFile = join(folder, "refunds.test.onus");
    tests = new stub.TextDocument(stub.Uri.file(testFile), readFileSync(testFile, "utf8"));
    workspace.textDocuments = [document, tests];
    stub.window.visibleTextEditors = [{ document }];
    stub.window.tabGroups.all = [{ tabs: [{ input: new stub.TabInputText(document.uri) }] }];
    stub.window.activeTextEditor = { document, selection: { active: new stub.Position(0, 0) } };
    await activate({ subscriptions: [] } as any);
    assert.deepEqual(editor.messages, []);
  });

  after(async () => {
    await deactivate();
    rmSync(folder, { recursive: true });
  });

  it("a mistake is shown while it is there", async () => {
    document.change(source.replace("escalate  to payments_ops within 15m, then ciso within 1h\n", ""));
    const found = await until("the finding", () => findings().find((each: any) => each.code?.value === "E0405"));
    assert.equal(found.severity, stub.DiagnosticSeverity.Error);
    document.change(source);
    await until("the end of the finding", () =>
      findings().some((each: any) => each.severity === 0) ? undefined : true,
    );
  });

  it("a word is explained where one points at it", async () => {
    const provider = offered("HoverProvider");
    const hover: any = await until(
      "the hover",
      async () => (await provider.provideHover(document, place("refund_limit"), token)) ?? undefined,
    );
    assert.match(JSON.stringify(hover), /500/);
  });

  it("a name leads to where it is declared, in whatever file", async () => {
    const provider = offered("DefinitionProvider");
    const found = [await provider.provideDefinition(document, place("payments_ops within 15m"), token)].flat();
    assert.match((found[0].targetUri ?? found[0].uri).path, /people\.onus$/);
  });

  it("names are offered while one types", async () => {
    const provider = offered("CompletionItemProvider");
    const at = place("payments_ops within 15m");
    const context = { triggerKind: "CompletionTriggerKind.Invoke" };
    const found = await provider.provideCompletionItems(document, at, token, context);
    const labels = (found.items ?? found.parameters?.[0] ?? found).map((each: any) => each.label ?? each.parameters[0]);
    assert.ok(JSON.stringify(labels).includes("payments_ops"), JSON.stringify(labels).slice(0, 500));
  });

  it("code lenses run what the extension has", async () => {
    const provider = offered("CodeLensProvider");
    const lenses: any[] = await provider.provideCodeLenses(document, token);
    assert.ok(lenses.length > 0);
    const resolved = await Promise.all(
      lenses.map((each) => (each.command ? each : provider.resolveCodeLens(each, token))),
    );
    const commands = new Set(resolved.map((each) => each.command?.command).filter(Boolean));
    assert.ok(commands.size > 0);
    for (const command of commands) {
      assert.ok(editor.commands.has(command), `nobody has registered ${command}`);
    }
  });

  it("tests are run, those of a guardrail too", async () => {
    const report = async (...chosen: (string | null)[]) => {
      await editor.commands.get("onus.runTests")(tests.uri.toString(), ...chosen);
      return editor.output.join("\n");
    };
    assert.match(await report(null, null), /passed a small refund passes(.|\n)*\b7 passed, 0 failed/);
    assert.match(await report("a small refund passes", null), /\b1 passed, 0 failed/);
    assert.match(await report(null, "acme.refunds.injected_content"), /passed screening denies(.|\n)*\b0 failed/);
  });

  const explains = readFileSync(join(repository, "editors/lsp/features.def"), "utf8").includes("ONUS_FEATURE(explain)");
  it("rules are explained", { skip: !explains && "the server explains nothing" }, async () => {
    await editor.commands.get("onus.explain")("unused-import");
    const [shown] = editor.called.filter((each: any) => each.command === "markdown.showPreviewToSide");
    const pages = editor.provider("TextDocumentContentProvider");
    assert.match(pages.provideTextDocumentContent(shown.parameters[0]), /import/);
  });

  it("every kind of token that the server names has a colour", () => {
    const kinds = editor.registered.find((each: any) => each.kind === "DocumentSemanticTokensProvider");
    assert.ok(kinds, "the server offers no semantic tokens");
    const { semanticTokenTypes = [], semanticTokenModifiers = [] } = JSON.parse(
      readFileSync("package.json", "utf8"),
    ).contributes;
    const standard = [
      "namespace",
      "type",
      "class",
      "enum",
      "interface",
      "struct",
      "typeParameter",
      "parameter",
      "variable",
      "property",
      "enumMember",
      "decorator",
      "event",
      "function",
      "method",
      "macro",
      "label",
      "comment",
      "string",
      "keyword",
      "number",
      "regexp",
      "operator",
      "modifier",
    ];
    const modifiers = [
      "declaration",
      "definition",
      "readonly",
      "static",
      "deprecated",
      "abstract",
      "async",
      "modification",
      "documentation",
      "defaultLibrary",
    ];
    const legend = kinds.arguments.at(-1);
    const [types, marks] = legend.parameters ?? [legend.tokenTypes, legend.tokenModifiers];
    const known = (list: any[], own: any[]) => new Set([...list, ...own.map((each: any) => each.id)]);
    assert.deepEqual(
      types.filter((each: string) => !known(standard, semanticTokenTypes).has(each)),
      [],
    );
    assert.deepEqual(
      marks.filter((each: string) => !known(modifiers, semanticTokenModifiers).has(each)),
      [],
    );
  });
});
