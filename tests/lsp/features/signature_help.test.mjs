// SPDX-License-Identifier: Apache-2.0
// How what is being called is called, while it is being typed.

import assert from "node:assert/strict";
import { test } from "node:test";

import { edit } from "../client.mjs";
import { step } from "../steps.mjs";

const method = "textDocument/signatureHelp";

/// The active form and its active parameter.
function shown(help) {
  if (!help) return null;
  const { label, parameters } = help.signatures[help.activeSignature];
  const active = parameters[help.activeParameter]?.label;
  return [label, Array.isArray(active) ? label.slice(...active) : active];
}

/// Types a condition in place of one that stands in the project, and asks at its `|`.
async function typed(editor, condition, more = {}) {
  const name = "refunds.onus";
  editor.original ??= editor.text(name);
  await editor.setText(name, editor.original);
  const [before, after = ""] = condition.split("|");
  await editor.type(name, "deny when |prompt_injection(text(result)) > 0.90|", `${before}§${after}`);
  const position = editor.position(name, "|§");
  await editor.type(name, "|§|", "");
  return shown(await editor.request(method, { ...editor.document(name), position, ...more }));
}

test("calls that are being typed", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  await editor.at("refunds.onus", "guardrail injected_|content", "textDocument/hover"); // the project is known
  const cases = [
    ["under(|", "under(string, string) -> bool", "string"],
    ["under(args.path, |", "under(string, string) -> bool", "string"],
    ['"a".starts_with(|', "starts_with(string, string) -> bool", "string"],
    ["zip([1, 2, |", "zip(list<A>, list<B>) -> list<{ first: A, second: B }>", "list<A>"],
    ["zip([1, 2], |)", "zip(list<A>, list<B>) -> list<{ first: A, second: B }>", "list<B>"],
    ["is_internal(|", "is_internal(address: string): bool", "address: string"],
    ["prompt_injection(|", "prompt_injection(text: string): decimal", "text: string"],
    ["seen(|", /^seen\(SELECTOR/, "SELECTOR"],
    ["total(call stripe.create_refund last |", /^total\(/, "last DURATION"],
    ["total(call stripe.create_refund last 24h per |", /^total\(/, "per KEY"],
    ["total(call stripe.create_refund last 24h per (agent.id, session.id), |", /^total\(/, "PATH"],
    ["count(call * where size(args) > 1 last |", /^count\(SELECTOR/, "last DURATION"],
    ["count(r in sends_messages.to where |", /^count\(VARIABLE in LIST/, "where CONDITION"],
  ];
  for (const [condition, label, parameter] of cases)
    await step(condition, async () => {
      const found = await typed(editor, condition);
      assert(found, "there is help");
      if (label instanceof RegExp) assert.match(found[0], label);
      else assert.equal(found[0], label);
      assert.equal(found[1], parameter);
    });
  await step("nothing outside of calls", async () => {
    assert.equal(await typed(editor, "seen(input) and |"), null);
    assert.equal(await typed(editor, "(args.x or |"), null);
  });
  await step("asked again while it is shown", async () => {
    const again = { context: { triggerKind: 2, triggerCharacter: ",", isRetrigger: true } };
    assert.equal((await typed(editor, "under(args.path, |", again))[1], "string");
  });
  await editor.close();
});

test("patterns and effects, by the names of their parameters", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  await editor.type("refunds.onus", "does moves_money(amount: |amount)", "");
  const effect = shown(await editor.at("refunds.onus", "does moves_money(amount: |amount)", method));
  assert.match(effect[0], /^moves_money\(amount: decimal/);
  assert.match(effect[1], /^amount: decimal/);
  const text = editor.text("refunds.onus");
  await editor.setText("refunds.onus", `${text}\nguardrail crowded is std.patterns.many_recipients(limit: `);
  const pattern = shown(await editor.at("refunds.onus", "many_recipients(limit: |", method));
  if (pattern) assert.equal(pattern[1].split(":")[0], "limit");
  await editor.close();
});

test("a client without offsets gets the parameters as texts", async () => {
  const editor = await edit({ example: "refunds", capabilities: {} });
  await editor.open("refunds.onus");
  const help = await editor.at("refunds.onus", "not is_internal(|r)", method);
  assert.deepEqual(help.signatures[0].parameters, [{ label: "address: string" }]);
  await editor.close();
});

test("offsets in labels and places in texts are counted as agreed upon", async () => {
  for (const encoding of ["utf-8", "utf-16"]) {
    const parameterInformation = { labelOffsetSupport: true };
    const capabilities = {
      general: { positionEncodings: [encoding] },
      textDocument: { signatureHelp: { signatureInformation: { parameterInformation } } },
    };
    const files = { "a.onus": 'package a\nlet f(kind: "größer" | "🙂", most: int): bool = most > 1\nlet g = "ü🙂" == "x" or f("🙂", 2)\n' };
    const editor = await edit({ files, capabilities });
    await editor.open("a.onus");
    const help = await editor.at("a.onus", 'or f("🙂", |2)', method);
    const [{ label, parameters }] = help.signatures;
    const [begin, end] = parameters[help.activeParameter].label;
    const bytes = Buffer.from(label, encoding === "utf-8" ? "utf8" : "utf16le");
    const unit = encoding === "utf-8" ? 1 : 2;
    assert.equal(bytes.subarray(begin * unit, end * unit).toString(encoding === "utf-8" ? "utf8" : "utf16le"), "most: int");
    await editor.close();
  }
});
