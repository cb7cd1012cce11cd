// SPDX-License-Identifier: Apache-2.0
import * as vscode from "vscode";

import { registerCommands } from "./commands";
import { Server } from "./server";
import { Tasks } from "./tasks";

let server: Server | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const log = vscode.window.createOutputChannel("Onus", { log: true });
  const running = new Server(log);
  server = running;
  context.subscriptions.push(
    log,
    ...registerCommands(running, log),
    vscode.tasks.registerTaskProvider("onus", new Tasks()),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("onus.path")) {
        void running.restart();
      }
    }),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void running.start()),
  );
  await running.start();
}

export async function deactivate(): Promise<void> {
  await server?.stop();
  server = undefined;
}
