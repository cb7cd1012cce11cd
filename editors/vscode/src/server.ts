// SPDX-License-Identifier: Apache-2.0
import * as vscode from "vscode";
import { LanguageClient, type LanguageClientOptions, type ServerOptions } from "vscode-languageclient/node";

import { findProgram, missingProgram, type Places } from "./program";

/** The commands that the server may name in its answers, for it is told that they are here. */
const clientCommands = ["onus.runTests", "onus.explain", "onus.showReferences"];

/** What a person chose, as the server is told when it starts; later it hears of changes. */
function serverSettings(): Record<string, unknown> {
  const settings = vscode.workspace.getConfiguration("onus");
  const group = (name: string, keys: readonly string[]) =>
    Object.fromEntries(keys.map((key) => [key, settings.get<boolean>(`${name}.${key}`, true)]));
  return {
    lint: settings.get<boolean>("lint", true),
    inlayHints: group("inlayHints", ["owners", "types", "tools", "expiry"]),
    codeLens: group("codeLens", ["tests", "references", "exceptions"]),
  };
}

export function places(): Places {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
  return {
    setting: vscode.workspace.getConfiguration("onus").get<string>("path", "").trim(),
    folders: vscode.workspace.isTrusted ? folders.map((folder) => folder.uri.fsPath) : [],
    path: process.env["PATH"] ?? "",
    windows: process.platform === "win32",
  };
}

/** The program, or nothing and a message that helps to find it. */
export async function programOrMessage(): Promise<string | undefined> {
  const where = places();
  const program = await findProgram(where);
  if (program === undefined) {
    const openSettings = "Open Settings";
    // Nobody waits for the answer: the editor goes on without the server.
    void vscode.window.showErrorMessage(`Onus: ${missingProgram(where)}`, openSettings).then((chosen) => {
      if (chosen === openSettings) {
        void vscode.commands.executeCommand("workbench.action.openSettings", "onus.path");
      }
    });
  }
  return program;
}

/** The language server, `onus lsp`: at most one runs, and who asks for it to start or stop waits for who asked before. */
export class Server {
  private client: LanguageClient | undefined;
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly output: vscode.LogOutputChannel) {}

  start(): Promise<void> {
    return this.inTurn(() => this.open());
  }

  stop(): Promise<void> {
    return this.inTurn(() => this.close());
  }

  restart(): Promise<void> {
    return this.inTurn(async () => {
      await this.close();
      await this.open();
    });
  }

  /** Asks the server to do something; an error of it is shown, and then there is no answer. */
  async execute(command: string, parameters: unknown[]): Promise<unknown> {
    await this.turn;
    if (!this.client?.isRunning()) {
      void vscode.window.showWarningMessage("Onus: the language server does not run.");
      return undefined;
    }
    try {
      return await this.client.sendRequest("workspace/executeCommand", { command, arguments: parameters });
    } catch (error) {
      void vscode.window.showErrorMessage(`Onus: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }

  private inTurn(action: () => Promise<void>): Promise<void> {
    const result = this.turn.then(action);
    this.turn = result.catch(() => undefined);
    return result;
  }

  private async open(): Promise<void> {
    const program = this.client ? undefined : await programOrMessage();
    if (program !== undefined) {
      await this.run(program);
    }
  }

  private async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.dispose();
  }

  private async run(program: string): Promise<void> {
    this.output.info(`starting ${program} lsp`);
    const server: ServerOptions = { command: program, args: ["lsp"] };
    const options: LanguageClientOptions = {
      documentSelector: [
        { language: "onus", scheme: "file" },
        { language: "onus", scheme: "untitled" },
      ],
      outputChannel: this.output,
      initializationOptions: { ...serverSettings(), commands: clientCommands },
      synchronize: { configurationSection: "onus" },
      // Where the server is asked for diagnostics, it is asked while one types.
      diagnosticPullOptions: { onChange: true },
    };
    const client = new LanguageClient("onus", "Onus", server, options);
    this.client = client;
    try {
      await client.start();
    } catch (error) {
      this.client = undefined;
      // The client has said it already.
      this.output.error(`the language server did not start: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
}
