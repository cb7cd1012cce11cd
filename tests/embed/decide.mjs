// SPDX-License-Identifier: Apache-2.0
// usage: node decide.mjs PACKAGE BUNDLE <EVENTS >RECORDS
// Decides events, one a line, with the WebAssembly runtime of the package, as `onus eval` does with the native one.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pack, bundle] = process.argv.slice(2).map((path) => resolve(path));
const { Onus } = await import(pathToFileURL(join(pack, 'index.js')));
const runtime = await Onus.load(readFileSync(join(pack, 'onus.wasm')));
const engine = runtime.open(readFileSync(bundle)).engine();
const records = [];
const events = readFileSync(0);
for (let begin = 0, end; begin < events.length; begin = end + 1) {
  end = events.indexOf(10, begin);
  if (end < 0) end = events.length;
  records.push(engine.decide(events.subarray(begin, end), { record: true }).record, '\n');
}
writeFileSync(1, records.join(''));
