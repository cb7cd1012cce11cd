// SPDX-License-Identifier: Apache-2.0
import * as vscode from "vscode";

import { Explanations, chooseSubject } from "./explanations";
import type { Server } from "./server";

/** Places as the protocol has them. */
interface Position {
  readonly line: number;
  readonly character: number;
}
interface Location {
  readonly uri: string;
  readonly range: { readonly start: Position; readonly end: Position };
}

const toPosition = (from: Position) => new vscode.Position(from.line, from.character);
const toLocation = (from: Location) =>
  new vscode.Location(
    vscode.Uri.parse(from.uri),
    new vscode.Range(toPosition(from.range.start), toPosition(from.range.end)),
  );

async function runTests(
  server: Server,
  output: vscode.OutputChannel,
  uri?: unknown,
  test?: unknown,
  guardrail?: unknown,
) {
  const document = typeof uri === "string" ? uri : vscode.window.activeTextEditor?.document.uri.toString();
  if (document === undefined) {
    return;
  }
  const report = await server.execute("onus.server.runTests", [document, test ?? null, guardrail ?? null]);
  if (report !== undefined) {
    output.clear();
    output.append(typeof report === "string" ? report : JSON.stringify(report, undefined, 2));
    output.show(true);
  }
}

async function explain(server: Server, explanations: Explanations, what?: unknown) {
  const subject = typeof what === "string" ? what : await chooseSubject();
  if (subject === undefined || subject === "") {
    return;
  }
  const page = await server.execute("onus.server.explain", [subject]);
  if (typeof page === "string") {
    await explanations.show(subject, page);
  }
}

/** Registers what menus, code lenses and other extensions may call. */
export function registerCommands(server: Server, log: vscode.OutputChannel): vscode.Disposable[] {
  const tests = vscode.window.createOutputChannel("Onus Tests");
  const explanations = new Explanations();
  const register = vscode.commands.registerCommand;
  return [
    tests,
    explanations.register(),
    register("onus.runTests", (uri, test, guardrail) => runTests(server, tests, uri, test, guardrail)),
    register("onus.explain", (what) => explain(server, explanations, what)),
    register("onus.showReferences", (uri: string, position: Position, locations: Location[]) =>
      vscode.commands.executeCommand(
        "editor.action.showReferences",
        vscode.Uri.parse(uri),
        toPosition(position),
        locations.map(toLocation),
      ),
    ),
    register("onus.restartServer", () => server.restart()),
    register("onus.showOutput", () => log.show()),
  ];
}
