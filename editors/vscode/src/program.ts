// SPDX-License-Identifier: Apache-2.0
import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/** Where the program may be. */
export interface Places {
  /** The setting `onus.path`; empty where it says none. */
  readonly setting: string;
  /** The folders of the workspace, if it is trusted: a program that lies in one is run. */
  readonly folders: readonly string[];
  /** The environment's PATH. */
  readonly path: string;
  readonly windows: boolean;
}

/** Where a project keeps the programs that it uses, and where this one is built. */
const insideFolders = ["bin", ".venv/bin", ".venv/Scripts", "build/release/bin"];

/** The setting with what it may hold replaced; the first folder stands for the workspace. */
export function expanded(setting: string, folders: readonly string[]): string {
  const first = folders[0];
  const path = setting
    .replace(/^~(?=[/\\]|$)/, homedir())
    .replaceAll("${workspaceFolder}", first ?? "${workspaceFolder}");
  return isAbsolute(path) || first === undefined || !/[/\\]/.test(path) ? path : join(first, path);
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}

function candidates(places: Places): string[] {
  const name = places.windows ? "onus.exe" : "onus";
  const search = places.path.split(delimiter).filter(isAbsolute);
  if (places.setting !== "") {
    const wanted = expanded(places.setting, places.folders);
    return isAbsolute(wanted) ? [wanted, join(wanted, name)] : search.map((folder) => join(folder, wanted));
  }
  const inside = places.folders.flatMap((folder) => insideFolders.map((part) => join(folder, part)));
  return [...inside, ...search].map((folder) => join(folder, name));
}

/** The program `onus`: what the setting names and nothing else, or that of the workspace, or that of PATH. */
export async function findProgram(places: Places): Promise<string | undefined> {
  for (const path of candidates(places)) {
    if (await isProgram(path)) {
      return path;
    }
  }
  return undefined;
}

/** What to say to somebody whose program was not found. */
export function missingProgram(places: Places): string {
  return places.setting !== ""
    ? `There is no program ${expanded(places.setting, places.folders)}, which the setting onus.path names.`
    : "The program onus was found neither in the workspace nor in PATH. " +
        "Install it, or say in the setting onus.path where it is.";
}
