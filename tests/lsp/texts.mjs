// SPDX-License-Identifier: Apache-2.0
// Positions in texts, counted as client and server agreed upon, and edits of texts.

/// How many units of the encoding a text takes.
const units = (text, encoding) => {
  if (encoding === "utf-8") return Buffer.byteLength(text);
  return encoding === "utf-32" ? [...text].length : text.length;
};

/// The position of an offset (of JavaScript, in UTF-16) in a text.
export function positionOf(text, offset, encoding) {
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: before.length - 1, character: units(before.at(-1), encoding) };
}

/// The offset of a position; one behind the end of its line is that end.
export function offsetOf(text, position, encoding) {
  const lineEnd = /\r\n|\n|\r/g;
  let start = 0;
  for (let line = 0; line < position.line; ++line) {
    if (!lineEnd.exec(text)) return text.length;
    start = lineEnd.lastIndex;
  }
  const line = text.slice(start).split(/\r|\n/, 1)[0];
  let offset = start;
  let left = position.character;
  for (const character of line) {
    const taken = units(character, encoding);
    if (taken > left) break;
    left -= taken;
    offset += character.length;
  }
  return offset;
}

/// The range of what a pattern shows: `"deny wh|en"` is a cursor, `"deny |when|"` a range. The pattern without its bars
/// must stand in the text exactly once. Where it has bars of its own, write `¦` for the cursor's.
export function find(text, pattern, encoding) {
  const bar = pattern.includes("¦") ? "¦" : "|";
  const parts = pattern.split(bar);
  if (parts.length > 3) throw new Error(`\`${pattern}\` has more than two bars; write ¦ for the cursor's`);
  const plain = parts.join("");
  const found = text.indexOf(plain);
  if (!text && !plain) return { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  if (found < 0) throw new Error(`\`${plain}\` does not stand in the text`);
  if (text.indexOf(plain, found + 1) >= 0) throw new Error(`\`${plain}\` stands in the text more than once`);
  const from = found + (parts.length > 1 ? parts[0].length : 0);
  const to = parts.length === 1 ? found + plain.length : parts.length === 3 ? from + parts[1].length : from;
  return { start: positionOf(text, from, encoding), end: positionOf(text, to, encoding) };
}

/// What a range of a text says.
export const slice = (text, range, encoding) =>
  text.slice(offsetOf(text, range.start, encoding), offsetOf(text, range.end, encoding));

/// A text after edits, which must not overlap.
export function edited(text, edits, encoding) {
  const places = edits.map((edit, index) => ({
    from: offsetOf(text, edit.range.start, encoding),
    to: offsetOf(text, edit.range.end, encoding),
    newText: edit.newText ?? withoutPlaceholders(edit.snippet.value),
    index,
  }));
  places.sort((left, right) => left.from - right.from || left.index - right.index);
  let result = "";
  let end = 0;
  for (const { from, to, newText } of places) {
    if (from < end || to < from) throw new Error(`edits overlap: ${JSON.stringify(edits)}`);
    result += text.slice(end, from) + newText;
    end = to;
  }
  return result + text.slice(end);
}

/// What a snippet inserts when nobody fills in its places.
export const withoutPlaceholders = (snippet) =>
  snippet
    .replace(/\$\{\d+:((?:\\.|[^}\\])*)\}|\$\{\d+\|((?:\\.|[^,|\\])*)[^}]*\|\}|\$\d+|\$\{\d+\}/g, (_, text, choice) => text ?? choice ?? "")
    .replace(/\\([$}\\,|])/g, "$1");
