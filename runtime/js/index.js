// SPDX-License-Identifier: Apache-2.0
// The Onus runtime for JavaScript: a thin layer over onus.wasm. It depends on nothing and touches nothing outside.
import { Memory, OnusError } from './memory.js';

export { OnusError };

const API_VERSION = 1;
const VERDICTS = ['allow', 'flag', 'redact', 'ask', 'deny']; // in order of strictness
const WITH_RECORD = 1;
const WITH_REDACTED = 2;
const DEFAULT_EVENT_BYTES = 1 << 20;

// Where the members of the structures of onus.h lie: wasm/glue.cpp checks these numbers when it is compiled.
const SETTINGS = {
  size: 68, system: 4, keyId: 12, key: 20, stop: 28, delivers: 36,
  maxEventBytes: 48, maxDepth: 52, rememberedIds: 56, openAsks: 60, sessions: 64,
};
const DECISION = { reason: 4, detail: 12, record: 20, redacted: 28, steps: 40 };
const TEXT_SETTINGS = ['system', 'keyId', 'key', 'stop', 'delivers'];
const NUMBER_SETTINGS = ['maxEventBytes', 'maxDepth', 'rememberedIds', 'openAsks', 'sessions'];

/** Text or bytes as they are; anything else as JSON. */
function asInput(value, what) {
  if (typeof value === 'string' || value instanceof Uint8Array) return value;
  const json = value !== null && typeof value === 'object' ? JSON.stringify(value) : undefined;
  if (json === undefined) throw new TypeError(`${what} must be an object, a string or a Uint8Array`);
  return json;
}

/** WebAssembly, instantiated once: everything that is opened with it shares its memory. */
export class Onus {
  #memory;
  #worker;

  /** Takes the bytes of onus.wasm, a WebAssembly.Module, or the Response of a fetch. */
  static async load(source) {
    source = await source;
    let module = source;
    if (typeof Response !== 'undefined' && source instanceof Response) {
      module = await WebAssembly.compileStreaming(source);
    } else if (!(source instanceof WebAssembly.Module)) {
      module = await WebAssembly.compile(source);
    }
    return new Onus(await WebAssembly.instantiate(module, {}));
  }

  /** How much memory the module has. It never shrinks. */
  get memoryBytes() {
    return this.#memory.bytes.length;
  }

  constructor(instance) {
    if (!instance.exports.onus_api_version) throw new OnusError('bad_module', 'this is no onus.wasm');
    this.#memory = new Memory(instance.exports);
    const version = this.#memory.call('onus_api_version');
    if (version !== API_VERSION) {
      throw new OnusError('bad_module', `this onus.wasm has interface ${version}, but this package needs ${API_VERSION}`);
    }
    this.#worker = this.#memory.make('onus_worker_new');
  }

  /** Verifies a bundle. The bytes are copied. */
  open(bytes) {
    const view = ArrayBuffer.isView(bytes)
      ? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      : new Uint8Array(bytes);
    return new Bundle(this.#memory, this.#worker, view);
  }
}

/** A policy. Engines decide by it; closing it closes them. */
export class Bundle {
  #memory;
  #worker;
  #bytes;
  #handle;
  #engines = new Set();

  constructor(memory, worker, bytes) {
    this.#memory = memory;
    this.#worker = worker;
    this.#bytes = memory.write(bytes);
    try {
      this.#handle = memory.make('onus_bundle_open', this.#bytes.pointer, this.#bytes.size);
    } catch (error) {
      memory.free(this.#bytes.pointer);
      throw error;
    }
  }

  #open() {
    if (!this.#handle) throw new OnusError('closed', 'the bundle is closed');
    return this.#handle;
  }

  /** `sha256:…`, which records name. */
  get digest() {
    return this.#memory.text('onus_bundle_digest', this.#open());
  }

  /** The systems, each with the steps of its dearest decision. */
  get systems() {
    const systems = [];
    for (let index = 0; ; ++index) {
      const name = this.#memory.text('onus_bundle_system', this.#open(), index);
      if (!name) return systems;
      systems.push({ name, worstCost: Number(this.#memory.call('onus_bundle_worst_cost', this.#handle, index)) });
    }
  }

  /** State and settings of one stream of decisions. */
  engine(settings = {}) {
    const engine = new Engine(this.#memory, this.#worker, this.#open(), settings, () => this.#engines.delete(engine));
    this.#engines.add(engine);
    return engine;
  }

  close() {
    for (const engine of this.#engines) engine.close();
    if (!this.#handle) return;
    this.#memory.call('onus_bundle_close', this.#handle);
    this.#memory.free(this.#bytes.pointer);
    this.#handle = 0;
  }
}

export class Engine {
  #memory;
  #worker;
  #handle;
  #forget;
  #maxEventBytes;

  constructor(memory, worker, bundle, settings, forget) {
    this.#memory = memory;
    this.#worker = worker;
    this.#forget = forget;
    this.#maxEventBytes = settings.maxEventBytes || DEFAULT_EVENT_BYTES;
    const { pointer, owned } = this.#settings(settings);
    try {
      this.#handle = memory.make('onus_engine_new', bundle, pointer);
    } finally {
      for (const each of owned) memory.free(each);
    }
  }

  /** Writes the settings where `onus_engine_new` reads them; all that is to be freed afterwards. */
  #settings(settings) {
    const memory = this.#memory;
    for (const name of Object.keys(settings)) {
      if (!TEXT_SETTINGS.includes(name) && !NUMBER_SETTINGS.includes(name)) {
        const known = [...TEXT_SETTINGS, ...NUMBER_SETTINGS].join(', ');
        throw new OnusError('bad_settings', `there is no setting \`${name}\`: ${known}`);
      }
    }
    const texts = TEXT_SETTINGS.filter((name) => settings[name] !== undefined)
      .map((name) => [name, asInput(settings[name], name)]);
    const pointer = memory.take(SETTINGS.size);
    const owned = [pointer];
    memory.view.setUint32(pointer, SETTINGS.size, true);
    for (const name of NUMBER_SETTINGS) {
      const value = settings[name] ?? 0;
      if (!Number.isInteger(value) || value < 0 || value > 0xffffffff) {
        throw new OnusError('bad_settings', `\`${name}\` must be a whole number from 0 to 4294967295`);
      }
      memory.view.setUint32(pointer + SETTINGS[name], value, true);
    }
    for (const [name, value] of texts) {
      const text = memory.write(value);
      owned.push(text.pointer);
      memory.view.setUint32(pointer + SETTINGS[name], text.pointer, true);
      memory.view.setUint32(pointer + SETTINGS[name] + 4, text.size, true);
    }
    return { pointer, owned };
  }

  #open() {
    if (!this.#handle) throw new OnusError('closed', 'the engine is closed');
    return this.#handle;
  }

  /** Decides one event. What cannot be read is denied; only a closed engine and a lack of memory are exceptions. */
  decide(event, { record = true, redacted = true } = {}) {
    const handle = this.#open();
    const memory = this.#memory;
    let input = asInput(event, 'an event');
    // A longer event is denied without being read, so that it need not be copied either.
    if (input.length > this.#maxEventBytes) input = input.slice(0, this.#maxEventBytes + 1);
    const text = memory.input(input);
    const flags = (record ? WITH_RECORD : 0) | (redacted ? WITH_REDACTED : 0);
    const at = memory.decision;
    memory.call('onus_decide', handle, this.#worker, text, flags, at);
    const strictness = memory.view.getUint32(at, true);
    return {
      verdict: VERDICTS[strictness],
      goesAhead: strictness <= VERDICTS.indexOf('redact'),
      reason: memory.textAt(at + DECISION.reason),
      detail: memory.textAt(at + DECISION.detail),
      record: memory.textAt(at + DECISION.record),
      redacted: memory.textAt(at + DECISION.redacted),
      steps: Number(memory.view.getBigInt64(at + DECISION.steps, true)),
    };
  }

  /** Replaces the stop list; the old one stays where the new one is ill-formed. */
  stop(list) {
    const handle = this.#open();
    this.#memory.withText(asInput(list, 'a stop list'), (text) => this.#memory.check('onus_engine_stop', handle, text));
  }

  /** All state, for `load` in a later engine. */
  save() {
    return this.#memory.saved(this.#open());
  }

  /** Takes up saved state; on failure the engine is as before. */
  load(state) {
    const handle = this.#open();
    this.#memory.withText(state, (text) => this.#memory.check('onus_engine_load', handle, text));
  }

  close() {
    if (!this.#handle) return;
    this.#memory.call('onus_engine_free', this.#handle);
    this.#handle = 0;
    this.#forget();
  }
}

// `using` where the host knows it.
if (Symbol.dispose) {
  for (const each of [Bundle, Engine]) {
    Object.defineProperty(each.prototype, Symbol.dispose, { value: each.prototype.close });
  }
}
