// SPDX-License-Identifier: Apache-2.0
// What the tests of navigation say of places: `refunds.onus:large_refund`, the file and what stands there.

import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

import { edit } from "./client.mjs";
import { slice } from "./texts.mjs";

/// An example as one project, with files added to it.
export const editExample = ({ files = {}, ...options }) => edit({ files: { "onus.toml": "", ...files }, ...options });

/// `file:text` of a location or a link, for a file of the project; of another one only its name counts.
export function shown(editor, place) {
  const uri = place.targetUri ?? place.uri;
  const file = path.relative(editor.folder, fileURLToPath(uri));
  const text = editor.documents.get(uri)?.text ?? fs.readFileSync(fileURLToPath(uri), "utf8");
  const word = slice(text, place.targetSelectionRange ?? place.range, editor.encoding);
  return `${file.startsWith("..") ? path.basename(file) : file}:${word}`;
}

/// The same of all that a request for places is answered with, in order.
export async function places(editor, file, pattern, method, more) {
  const found = await editor.at(file, pattern, `textDocument/${method}`, more);
  return (found ?? []).map((each) => shown(editor, each)).sort();
}
