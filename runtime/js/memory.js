// SPDX-License-Identifier: Apache-2.0
// The memory of one instance of onus.wasm: texts in and out, problems as exceptions, and views that stay good when the
// memory grows.

const STATUSES = ['ok', 'no_memory', 'bad_bundle', 'bad_settings', 'bad_state', 'bad_argument', 'no_file'];
const PROBLEM = { size: 248, offset: 240 };
const DECISION_SIZE = 48;
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether the text has a form in UTF-8. */
function isWellFormed(text) {
  return text.isWellFormed ? text.isWellFormed() : !LONE_SURROGATE.test(text);
}

/** What went wrong: `code` for programs, `message` for people, `offset` of the byte where it was seen. */
export class OnusError extends Error {
  constructor(code, message, offset = 0, options = undefined) {
    super(message, options);
    this.name = 'OnusError';
    this.code = code;
    this.offset = offset;
  }
}

export class Memory {
  #exports;
  #bytes = new Uint8Array();
  #view = new DataView(new ArrayBuffer(0));
  #encoder = new TextEncoder();
  #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  #broken = undefined;
  #problem; // an onus_problem
  #result; // a pointer, or an onus_text that a function gives
  #argument; // an onus_text that a function takes
  #room; // where events are written: grows to the largest
  #roomSize = 0;

  constructor(exports) {
    this.#exports = exports;
    this.call('_initialize');
    this.#problem = this.take(PROBLEM.size);
    this.#result = this.take(8);
    this.#argument = this.take(8);
    this.decision = this.take(DECISION_SIZE); // an onus_decision: read before anything else is decided
  }

  /** All memory. Not to be kept over a call: growth replaces it. */
  get bytes() {
    if (this.#bytes.buffer !== this.#exports.memory.buffer) this.#refresh();
    return this.#bytes;
  }

  get view() {
    if (this.#view.buffer !== this.#exports.memory.buffer) this.#refresh();
    return this.#view;
  }

  #refresh() {
    this.#bytes = new Uint8Array(this.#exports.memory.buffer);
    this.#view = new DataView(this.#exports.memory.buffer);
  }

  /** Calls an export. After a trap the memory is in no known state, so nothing may be called any more. */
  call(name, ...values) {
    if (this.#broken) throw new OnusError('broken', 'an earlier call failed inside onus.wasm', 0, { cause: this.#broken });
    try {
      return this.#exports[name](...values);
    } catch (error) {
      this.#broken = error;
      throw new OnusError('broken', `${name} failed inside onus.wasm: ${error.message}`, 0, { cause: error });
    }
  }

  /** Calls an export that gives a status and, as its last argument, takes a problem. */
  check(name, ...values) {
    this.bytes.fill(0, this.#problem, this.#problem + PROBLEM.size);
    const status = this.call(name, ...values, this.#problem);
    if (status !== 0) throw this.#error(status);
  }

  #error(status) {
    const code = STATUSES[status] ?? 'unknown';
    const bytes = this.bytes.subarray(this.#problem, this.#problem + PROBLEM.offset);
    const message = this.#decoder.decode(bytes.subarray(0, bytes.indexOf(0)));
    const offset = Number(this.view.getBigUint64(this.#problem + PROBLEM.offset, true));
    return new OnusError(code, message || code.replace('_', ' '), offset);
  }

  /** Calls an export that makes an object and stores its address. */
  make(name, ...values) {
    this.check(name, ...values, this.#result);
    return this.view.getUint32(this.#result, true);
  }

  /** Calls an export that gives a text. */
  text(name, ...values) {
    this.call(name, this.#result, ...values);
    return this.textAt(this.#result);
  }

  /** The text that an onus_text points to; empty where it has none. */
  textAt(at) {
    const size = this.view.getUint32(at + 4, true);
    if (size === 0) return '';
    const pointer = this.view.getUint32(at, true);
    return this.#decoder.decode(this.bytes.subarray(pointer, pointer + size));
  }

  /** Memory, cleared and aligned to 8; to be given back by `free`. */
  take(size) {
    const pointer = this.call('malloc', Math.max(size, 1)) >>> 0;
    if (pointer === 0) throw new OnusError('no_memory', `onus.wasm has no ${size} bytes`);
    this.bytes.fill(0, pointer, pointer + size);
    return pointer;
  }

  free(pointer) {
    this.call('free', pointer);
  }

  /** A copy of the text or the bytes, to be freed. */
  write(source) {
    const bytes = typeof source === 'string' ? this.#encode(source) : source;
    const pointer = this.take(bytes.length);
    this.bytes.set(bytes, pointer);
    return { pointer, size: bytes.length };
  }

  /** Calls `use` with the address of an onus_text that holds the source, for as long as the call lasts. */
  withText(source, use) {
    const { pointer, size } = this.write(source);
    try {
      use(this.#point(pointer, size));
    } finally {
      this.free(pointer);
    }
  }

  #point(pointer, size) {
    this.view.setUint32(this.#argument, pointer, true);
    this.view.setUint32(this.#argument + 4, size, true);
    return this.#argument;
  }

  /** As withText, in memory that is kept: good until the next call of `input`. */
  input(source) {
    if (typeof source === 'string' && !isWellFormed(source)) source = this.#encode(source);
    const isText = typeof source === 'string';
    this.#reserve(isText ? source.length * 3 : source.length);
    if (!isText) {
      this.bytes.set(source, this.#room);
      return this.#point(this.#room, source.length);
    }
    const room = this.bytes.subarray(this.#room, this.#room + this.#roomSize);
    return this.#point(this.#room, this.#encoder.encodeInto(source, room).written);
  }

  #reserve(size) {
    if (size <= this.#roomSize && this.#room) return;
    if (this.#room) this.free(this.#room);
    this.#roomSize = 0;
    this.#room = 0;
    const wanted = Math.max(4096, size * 2);
    this.#room = this.take(wanted);
    this.#roomSize = wanted;
  }

  /** UTF-8. Half of a surrogate pair has none: it becomes a byte that UTF-8 never has, so that such a text is refused
   * and not, as by TextEncoder, silently taken for another one. */
  #encode(text) {
    if (isWellFormed(text)) return this.#encoder.encode(text);
    const parts = text.split(LONE_SURROGATE).map((part) => this.#encoder.encode(part));
    const bytes = new Uint8Array(parts.reduce((size, part) => size + part.length + 1, -1));
    let at = 0;
    for (const part of parts) {
      if (at > 0) bytes[at - 1] = 0xff;
      bytes.set(part, at);
      at += part.length + 1;
    }
    return bytes;
  }

  /** The state of an engine. */
  saved(engine) {
    const status = this.call('onus_wasm_save', engine, this.#result);
    if (status !== 0) throw new OnusError(STATUSES[status] ?? 'unknown', 'the state cannot be written');
    const pointer = this.view.getUint32(this.#result, true);
    const state = this.bytes.slice(pointer, pointer + this.view.getUint32(this.#result + 4, true));
    this.free(pointer);
    return state;
  }
}
