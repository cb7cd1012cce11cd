// SPDX-License-Identifier: Apache-2.0
// The harness counts for itself, so that it finds out when the server counts otherwise.

import assert from "node:assert/strict";
import { test } from "node:test";

import { edited, find, offsetOf, positionOf, slice, withoutPlaceholders } from "./texts.mjs";

const text = 'let a = "ä😀b"\r\nlet c = 1\rlet d\n';

test("positions are counted in units of the encoding", () => {
  for (const [encoding, character] of [["utf-8", 15], ["utf-16", 12], ["utf-32", 11]]) {
    assert.deepEqual(find(text, "😀|b", encoding).start, { line: 0, character }, encoding);
    assert.equal(offsetOf(text, { line: 0, character }, encoding), text.indexOf("b"), encoding);
  }
});

test("a line ends with any of three ends", () => {
  assert.deepEqual(positionOf(text, text.indexOf("d"), "utf-16"), { line: 2, character: 4 });
  assert.equal(offsetOf(text, { line: 1, character: 99 }, "utf-16"), text.indexOf("\rlet d"));
  assert.equal(offsetOf(text, { line: 9, character: 0 }, "utf-16"), text.length);
});

test("patterns show cursors and ranges", () => {
  assert.equal(slice(text, find(text, "let |c| = 1", "utf-8"), "utf-8"), "c");
  assert.equal(slice(text, find(text, "c = 1", "utf-8"), "utf-8"), "c = 1");
  assert.deepEqual(find("a | b", "a | ¦b", "utf-16").start, { line: 0, character: 4 });
  assert.throws(() => find(text, "let|", "utf-16"), /more than once/);
  assert.throws(() => find(text, "nothing|", "utf-16"), /does not stand/);
});

test("edits are made in order of place, and insertions at one place in their own order", () => {
  const at = (character, end = character) => ({ start: { line: 0, character }, end: { line: 0, character: end } });
  const edits = [{ range: at(2, 3), newText: "C" }, { range: at(1), newText: "x" }, { range: at(1), newText: "y" }];
  assert.equal(edited("abc", edits, "utf-16"), "axybC");
  assert.throws(() => edited("abc", [{ range: at(0, 2), newText: "" }, { range: at(1, 3), newText: "" }], "utf-16"), /overlap/);
});

test("a snippet without its places", () => {
  assert.equal(withoutPlaceholders("a ${1:b\\}} ${2|c,d|}$0 ${3} \\$x"), "a b} c  $x");
});
