// SPDX-License-Identifier: Apache-2.0
// usage: node transcripts.mjs PACKAGE TRANSCRIPTS
// The JavaScript package decides what the plain evaluator was asked: its records must be the same bytes. A transcript
// ends where a policy test goes on with an event that no engine could be sent (`skip_arguments`).
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pack, folder] = process.argv.slice(2).map((path) => resolve(path));
const { Onus } = await import(pathToFileURL(join(pack, 'index.js')));
const runtime = await Onus.load(readFileSync(join(pack, 'onus.wasm')));
let decided = 0;
let differences = 0;
let leftOut = 0;

function settingsOf({ key, ...step }, stop) {
  const settings = { stop, ...(key && { key: key.secret, keyId: key.id }) };
  for (const [name, value] of Object.entries(step)) {
    settings[name.replace(/_[a-z]/g, (part) => part[1].toUpperCase())] = value;
  }
  return settings;
}

function compare(name, event, decision, record, costs) {
  ++decided;
  const expected = JSON.parse(record);
  const agrees = decision.record === record && decision.verdict === expected.decision
    && decision.reason === (expected.reason ?? '') && decision.detail === (expected.detail ?? '')
    && decision.goesAhead === ['allow', 'flag', 'redact'].includes(expected.decision)
    && decision.steps <= (costs.get(expected.bundle?.system) ?? 0);
  if (agrees) return;
  ++differences;
  console.log(`${name}: ${event}\n  expected ${record}\n  got      ${JSON.stringify(decision)}`);
}

function play(name, lines) {
  let bundle;
  let engine;
  let costs;
  for (const [number, line] of lines.entries()) {
    const step = JSON.parse(line);
    if ('begin' in step) {
      const state = step.keep ? engine?.save() : undefined;
      bundle?.close();
      bundle = runtime.open(readFileSync(join(folder, step.bundle)));
      costs = new Map(bundle.systems.map((system) => [system.name, system.worstCost]));
      engine = bundle.engine(settingsOf(step.settings, step.stop));
      if (state) engine.load(state);
      continue;
    }
    if (step.skip_arguments) {
      leftOut += lines.slice(number).filter((each) => each.startsWith('{"event"')).length;
      break;
    }
    const marker = ',"record":';
    compare(name, step.event, engine.decide(step.event), line.slice(line.indexOf(marker) + marker.length, -1), costs);
  }
  bundle?.close();
}

for (const file of readdirSync(folder).filter((each) => each.endsWith('.jsonl')).sort()) {
  play(file, readFileSync(join(folder, file), 'utf8').split('\n').slice(0, -1));
}
console.log(`${decided} decisions compared, ${differences} differ, ${leftOut} left out`);
process.exitCode = differences || decided < 100 ? 1 : 0;
