// SPDX-License-Identifier: Apache-2.0
import * as vscode from "vscode";

import { programOrMessage } from "./server";

interface Definition extends vscode.TaskDefinition {
  readonly type: "onus";
  readonly command: string;
  readonly path?: string;
  readonly arguments?: readonly string[];
}

/** The commands, and what reads what they find. `build` shows findings to people; `check` tells programs the same. */
const matchers: Record<string, string[]> = {
  check: ["$onus", "$onus-notes"],
  lint: ["$onus", "$onus-notes"],
  test: ["$onus-test"],
  build: [],
};
const reportsLines = (command: string) => matchers[command]?.includes("$onus") ?? false;

/** What follows the program's name on the command line. */
export function argumentsOf(definition: Definition): string[] {
  const further = definition.arguments ?? [];
  const format = reportsLines(definition.command) && !further.some((each) => each.startsWith("--format"));
  return [definition.command, ...(format ? ["--format", "gnu"] : []), ...further, definition.path ?? "."];
}

/** A task that runs `onus` in a folder. */
export function makeTask(program: string, definition: Definition, folder: vscode.WorkspaceFolder): vscode.Task {
  const name = definition.path === undefined ? definition.command : `${definition.command} ${definition.path}`;
  const execution = new vscode.ProcessExecution(program, argumentsOf(definition), { cwd: folder.uri.fsPath });
  const task = new vscode.Task(definition, folder, name, "onus", execution, matchers[definition.command] ?? []);
  task.group = definition.command === "test" ? vscode.TaskGroup.Test : vscode.TaskGroup.Build;
  return task;
}

/** Offers a task for each command and folder, and completes those of tasks.json. */
export class Tasks implements vscode.TaskProvider {
  async provideTasks(): Promise<vscode.Task[]> {
    const folders = (vscode.workspace.workspaceFolders ?? []).filter((folder) => folder.uri.scheme === "file");
    const program = folders.length > 0 ? await programOrMessage() : undefined;
    if (program === undefined) {
      return [];
    }
    return folders.flatMap((folder) =>
      Object.keys(matchers).map((command) => makeTask(program, { type: "onus", command }, folder)),
    );
  }

  async resolveTask(task: vscode.Task): Promise<vscode.Task | undefined> {
    const folder = typeof task.scope === "object" ? task.scope : vscode.workspace.workspaceFolders?.[0];
    const program = folder === undefined ? undefined : await programOrMessage();
    return program === undefined ? undefined : makeTask(program, task.definition as Definition, folder!);
  }
}
