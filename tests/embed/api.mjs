// SPDX-License-Identifier: Apache-2.0
// usage: node api.mjs PACKAGE TRANSCRIPTS
// What the JavaScript package does besides deciding: errors, limits, closing, memory. TRANSCRIPTS holds
// stream.refunds.onusb and its events.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const [pack, folder] = process.argv.slice(2).map((path) => resolve(path));
const { Onus, OnusError } = await import(pathToFileURL(join(pack, 'index.js')));
const wasm = readFileSync(join(pack, 'onus.wasm'));
const bytes = readFileSync(join(folder, 'stream.refunds.onusb'));
const lines = readFileSync(join(folder, 'stream.refunds.jsonl'), 'utf8').split('\n').slice(1, -1)
  .map((line) => JSON.parse(line).event);
const runtime = await Onus.load(wasm);
const key = '0123456789abcdef';

/** Calls `work`, which must throw an OnusError of that code that says something. */
function refuses(code, work, pattern = /./) {
  assert.throws(work, (error) => {
    assert.ok(error instanceof OnusError, String(error));
    assert.equal(error.code, code, error.message);
    assert.match(error.message, pattern);
    return true;
  });
}

const tests = {
  'the module imports nothing'() {
    assert.deepEqual(WebAssembly.Module.imports(new WebAssembly.Module(wasm)), []);
  },

  async 'a module is loaded from whatever holds one'() {
    const event = lines[0];
    const expected = runtime.open(bytes).engine().decide(event);
    const response = new Response(wasm, { headers: { 'content-type': 'application/wasm' } });
    for (const source of [new WebAssembly.Module(wasm), new Uint8Array(wasm), response, Promise.resolve(wasm)]) {
      const other = await Onus.load(source);
      assert.deepEqual(other.open(bytes).engine().decide(event), expected);
    }
    await assert.rejects(Onus.load(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0)), /no onus.wasm/);
  },

  'bundles that are none are refused'() {
    for (const bad of [new Uint8Array(), new ArrayBuffer(7), Buffer.from('nonsense'.repeat(99)), bytes.subarray(0, -8)]) {
      refuses('bad_bundle', () => runtime.open(bad));
    }
    const changed = Uint8Array.from(bytes);
    changed[changed.length >> 1] ^= 0x55;
    refuses('bad_bundle', () => runtime.open(changed));
  },

  'a bundle tells its digest and systems'() {
    const bundle = runtime.open(bytes);
    assert.match(bundle.digest, /^sha256:[0-9a-f]{64}$/);
    assert.ok(bundle.systems.length > 0);
    for (const { name, worstCost } of bundle.systems) {
      assert.match(name, /^[a-z_.]+$/);
      assert.ok(worstCost > 0);
    }
    const record = JSON.parse(bundle.engine().decide(lines[0]).record);
    assert.equal(record.bundle.digest, bundle.digest);
    bundle.close();
  },

  'settings are checked'() {
    const bundle = runtime.open(bytes);
    refuses('bad_settings', () => bundle.engine({ key: 'short', keyId: 'k' }));
    refuses('bad_settings', () => bundle.engine({ system: 'acme.nowhere' }), /nowhere/);
    refuses('bad_settings', () => bundle.engine({ stop: '{"tool": []}' }), /stop/);
    refuses('bad_settings', () => bundle.engine({ stop: { tools: [3] } }));
    refuses('bad_settings', () => bundle.engine({ delivers: { events: [] } }));
    refuses('bad_settings', () => bundle.engine({ maxDepth: -1 }), /maxDepth/);
    refuses('bad_settings', () => bundle.engine({ sessions: 1.5 }), /sessions/);
    refuses('bad_settings', () => bundle.engine({ keyid: 'k' }), /keyid.*keyId/);
    assert.throws(() => bundle.engine({ stop: 3 }), TypeError);
    assert.match(bundle.engine({ key, keyId: 'k' }).decide(lines[0]).record, /hmac-sha256:k:/);
    assert.match(bundle.engine({ key: Buffer.from(key), keyId: 'k' }).decide(lines[0]).record, /hmac-sha256:k:/);
    bundle.close();
  },

  'an event may be text, bytes or an object'() {
    const bundle = runtime.open(bytes);
    const text = JSON.stringify(JSON.parse(lines[0]));
    const [one, ...others] = [text, Buffer.from(text), JSON.parse(text)].map((event) => bundle.engine().decide(event));
    assert.ok(one.record.length > 100 && one.steps > 0);
    for (const other of others) assert.deepEqual(other, one);
    for (const bad of [undefined, null, 3, () => 0]) assert.throws(() => bundle.engine().decide(bad), TypeError);
    bundle.close();
  },

  'what is not asked for is not written'() {
    const bundle = runtime.open(bytes);
    const bare = bundle.engine().decide(lines[0], { record: false, redacted: false });
    const whole = bundle.engine().decide(lines[0]);
    assert.equal(bare.record, '');
    assert.equal(bare.verdict, whole.verdict);
    bundle.close();
  },

  'no event is taken for another one'() {
    const engine = runtime.open(bytes).engine({ maxEventBytes: 5000 });
    for (const broken of ['', '{', 'null', `${lines[0]}x`, lines[0].replace('"id":', '"id":"twice","id":'),
      lines[0].replace(/"id":\s*"/, '"id":"\ud800'), lines[0].replace(/"id":\s*"/, '"id":"\udc00\udc00'),
      Uint8Array.of(0x7b, 0xff, 0x7d)]) {
      const { verdict, reason, goesAhead, record } = engine.decide(broken);
      assert.deepEqual([verdict, reason, goesAhead], ['deny', 'malformed_event', false], String(broken));
      assert.equal(JSON.parse(record).reason, 'malformed_event');
    }
    const long = lines[0].replace(/}\s*$/, `,"x":"${'é'.repeat(2500)}"}`);
    for (const event of [long, Buffer.from(long), 'x'.repeat(5e6)]) {
      assert.equal(engine.decide(event).reason, 'too_large');
    }
    assert.notEqual(engine.decide(lines[0]).reason, 'too_large');
  },

  'state is saved and taken up again'() {
    const bundle = runtime.open(bytes);
    const before = bundle.engine();
    before.decide(lines[0]);
    const state = before.save();
    const after = bundle.engine();
    after.load(state);
    assert.deepEqual(Buffer.from(after.save()), Buffer.from(state));
    refuses('bad_state', () => after.load(new Uint8Array(5)));
    refuses('bad_state', () => after.load(state.subarray(0, state.length / 2)));
    assert.deepEqual(Buffer.from(after.save()), Buffer.from(state));
    assert.deepEqual(after.decide(lines[1]), before.decide(lines[1]));
    bundle.close();
  },

  'a stop list is replaced'() {
    const bundle = runtime.open(bytes);
    const engine = bundle.engine();
    const agents = [JSON.parse(lines[0]).agent?.id ?? ''];
    const { tool } = JSON.parse(lines[0]);
    engine.stop({ tools: [tool], agents });
    refuses('bad_settings', () => engine.stop('{'));
    assert.equal(engine.decide(lines[0]).reason, 'disabled');
    engine.stop({});
    assert.notEqual(engine.decide(lines[1]).reason, 'disabled');
    bundle.close();
  },

  'what is closed is not used'() {
    const bundle = runtime.open(bytes);
    const [one, two] = [bundle.engine(), bundle.engine()];
    one.close();
    one.close();
    refuses('closed', () => one.decide(lines[0]), /engine/);
    two.decide(lines[0]);
    bundle.close();
    bundle.close();
    for (const work of [() => two.decide(lines[0]), () => two.save(), () => two.stop({}), () => bundle.engine(),
      () => bundle.digest, () => bundle.systems]) {
      refuses('closed', work);
    }
  },

  'memory grows under a decision'() {
    const bundle = runtime.open(bytes);
    const engine = bundle.engine({ maxEventBytes: 60e6 });
    const before = runtime.memoryBytes;
    const event = { ...JSON.parse(lines[0]), id: 'long', context: { unread: 'ü'.repeat(10e6) } };
    assert.equal(JSON.parse(engine.decide(event).record).event_id, 'long');
    assert.ok(runtime.memoryBytes > before);
    assert.match(bundle.digest, /^sha256:/);
    assert.equal(JSON.parse(engine.decide({ ...event, id: 'again' }).record).event_id, 'again');
    bundle.close();
  },

  'nothing leaks'() {
    const open = () => {
      const bundle = runtime.open(bytes);
      bundle.engine({ stop: {}, key, keyId: 'k' }).decide(lines[0]);
      bundle.engine().save();
      try {
        bundle.engine({ key: 'short' });
      } catch {
        // Its settings must be freed, too.
      }
      bundle.close();
    };
    for (let round = 0; round < 20; ++round) open();
    const before = runtime.memoryBytes;
    for (let round = 0; round < 500; ++round) open();
    assert.equal(runtime.memoryBytes, before);
  },

  'a million decisions take no more memory than a few thousand'() {
    const bundle = runtime.open(bytes);
    const engine = bundle.engine({ rememberedIds: 100, openAsks: 100, sessions: 100 });
    const event = lines[0].replace(/"id":\s*"[^"]*"/, '"id":"$ID"');
    let after = 0;
    for (let round = 0; round < 1e6; ++round) {
      engine.decide(event.replace('$ID', round), { record: round % 100 === 0, redacted: false });
      if (round === 20000) after = runtime.memoryBytes;
    }
    assert.equal(runtime.memoryBytes, after);
    bundle.close();
  },
};

let failed = 0;
for (const [name, work] of Object.entries(tests)) {
  try {
    await work();
  } catch (error) {
    ++failed;
    console.log(`FAILED ${name}\n${error.stack}`);
  }
}
console.log(`${Object.keys(tests).length - failed} tests of the package passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
