// SPDX-License-Identifier: Apache-2.0
/**
 * The Onus runtime: decides events by a bundle that `onus build --target bytecode` made.
 *
 * An event may be an object, which is written by `JSON.stringify`. JavaScript's numbers are doubles: an integer beyond
 * 2^53 has lost digits before anything can see it, and `0.1 + 0.2` has more fractional digits than a decimal may have.
 * Where events hold such numbers, hand over the JSON text as it came (a string or bytes) instead of parsing it first.
 */

export type Verdict = 'allow' | 'flag' | 'redact' | 'ask' | 'deny';

export type ErrorCode =
  | 'no_memory'
  | 'bad_bundle'
  | 'bad_settings'
  | 'bad_state'
  | 'bad_argument'
  /** The bundle or the engine was closed. */
  | 'closed'
  /** The wasm file is another one than this package needs. */
  | 'bad_module'
  /** The module failed inside; load it anew. Everything made with it is lost. */
  | 'broken';

export class OnusError extends Error {
  readonly code: ErrorCode;
  /** Of the byte where the problem was seen, else 0. */
  readonly offset: number;
}

export interface Settings {
  /** The system that events mean where they name none. */
  system?: string;
  /** The secret for digests, at least 16 bytes. Without it digests are plain and masked values are withheld. */
  key?: string | Uint8Array;
  keyId?: string;
  /** What is stopped at the moment. */
  stop?: StopList | string;
  /** What this engine brings. `bundle.engine` throws where a system needs more. Missing: everything. */
  delivers?: Delivers | string;
  /** 1 MiB where missing. */
  maxEventBytes?: number;
  /** 64 where missing. */
  maxDepth?: number;
  /** 100,000 where missing, as the next two. */
  rememberedIds?: number;
  openAsks?: number;
  sessions?: number;
}

export interface StopList {
  tools?: string[];
  systems?: string[];
  agents?: string[];
  credentials?: string[];
}

export interface Delivers {
  events?: string[];
  context?: string[];
  detectors?: string[];
}

export interface DecideOptions {
  /** Whether to write the decision record; true where missing. */
  record?: boolean;
  /** Whether to write the event with its redactions carried out; true where missing. */
  redacted?: boolean;
}

export interface Decision {
  verdict: Verdict;
  /** The event may go on: `allow`, `flag`, or `redact` in the form of `redacted`. */
  goesAhead: boolean;
  /** Of an entry check, or `uncovered`; else empty. */
  reason: string;
  /** The same for people. */
  detail: string;
  /** One line of JSON without the line break; empty where it was not asked for. */
  record: string;
  /** The event, as JSON, that goes on in the place of the one that was decided; empty where nothing is redacted. */
  redacted: string;
  /** Elementary steps taken. */
  steps: number;
}

export class Onus {
  private constructor();
  static load(source: BufferSource | WebAssembly.Module | Response | Promise<Response>): Promise<Onus>;
  /** Verifies a bundle; throws `bad_bundle`. The bytes are copied. */
  open(bytes: ArrayBuffer | ArrayBufferView): Bundle;
  /** How much memory the module has. It never shrinks. */
  readonly memoryBytes: number;
}

export class Bundle {
  private constructor();
  /** `sha256:…` of the policy, which records name. */
  readonly digest: string;
  /** The systems by their qualified names, with the elementary steps of their dearest decision. */
  readonly systems: { name: string; worstCost: number }[];
  /** Throws `bad_settings`. */
  engine(settings?: Settings): Engine;
  /** Closes the bundle and its engines, and gives their memory back. */
  close(): void;
  [Symbol.dispose](): void;
}

export class Engine {
  private constructor();
  /**
   * Decides one event. An event that cannot be read is denied like any other; an exception (a closed engine, a lack of
   * memory, a value that is no event at all) is no permission either.
   */
  decide(event: object | string | Uint8Array, options?: DecideOptions): Decision;
  /** Replaces the stop list, between decisions. The old one stays where the new one is ill-formed. */
  stop(list: StopList | string): void;
  /** All state: history, sessions, open asks. */
  save(): Uint8Array;
  /** Takes up saved state, of this bundle or another version of it. On failure the engine is as before. */
  load(state: Uint8Array): void;
  close(): void;
  [Symbol.dispose](): void;
}
