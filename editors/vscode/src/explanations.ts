// SPDX-License-Identifier: Apache-2.0
import * as vscode from "vscode";

const scheme = "onus-explain";

/** The pages of diagnostics and rules, as documents that nobody can change. */
export class Explanations implements vscode.TextDocumentContentProvider {
  private readonly pages = new Map<string, string>();

  register(): vscode.Disposable {
    return vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  }

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.pages.get(uri.path) ?? "";
  }

  async show(what: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme, path: `/${what}.md` });
    this.pages.set(uri.path, markdown);
    await vscode.commands.executeCommand("markdown.showPreviewToSide", uri);
  }
}

/** What is reported at the cursor, worst first; asks where nothing is. */
export async function chooseSubject(): Promise<string | undefined> {
  const editor = vscode.window.activeTextEditor;
  const here = editor
    ? vscode.languages
        .getDiagnostics(editor.document.uri)
        .filter((each) => each.range.contains(editor.selection.active))
        .sort((a, b) => a.severity - b.severity)
    : [];
  for (const { code } of here) {
    const name = typeof code === "object" ? code.value : code;
    if (name !== undefined) {
      return String(name);
    }
  }
  return vscode.window.showInputBox({
    prompt: "A code such as E0401, or the name of a lint rule",
    validateInput: (value) => (/^[\w-]*$/.test(value) ? undefined : "letters, digits and dashes"),
  });
}
