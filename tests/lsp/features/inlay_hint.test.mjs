// SPDX-License-Identifier: Apache-2.0
// What a text leaves unsaid.

import assert from "node:assert/strict";
import { test } from "node:test";

import { edit } from "../client.mjs";
import { step } from "../steps.mjs";

const all = { start: { line: 0, character: 0 }, end: { line: 100000, character: 0 } };
const ask = (editor, name, range = all) => editor.about(name, "textDocument/inlayHint", { range });
const label = (hint) => (typeof hint.label === "string" ? hint.label : hint.label.map(({ value }) => value).join(""));

/// Each hint as the end of the line before it, and what it says.
const shown = (editor, name, hints) =>
  hints.map((hint) => {
    const start = { line: hint.position.line, character: 0 };
    return `${editor.slice(name, { start, end: hint.position }).trim().split(/\s+/).slice(-2).join(" ")} « ${label(hint)}`;
  });

const files = {
  "desk.onus": `package desk owner crew

organization desk_org "The desk" {}
person head { email "head@desk.example" }
person safety { email "safety@desk.example" active until 2027-01-01 }
team crew { lead head contact slack "#crew" }
vendor maker { provides "the model" answers_to crew }
sink store { owner crew keep 400d }
effect moves(amount: decimal, to: list<string>) "Money leaves" { severity high }
surface bank {
  owner crew
  approved by safety on 2026-05-01
  tool a(to: list<string>, amount: decimal) does moves(amount: amount, to: to)
  tool b(to: list<string>, amount: decimal) does moves(amount: amount, to: to)
  tool c(to: list<string>, amount: decimal) does moves(amount: amount, to: to)
  tool d(to: list<string>, amount: decimal) does moves(amount: amount, to: to)
  tool e(to: list<string>) does nothing unguarded because "Harmless" approved by safety on 2026-05-02 until 2999-01-01
}
system teller {
  operator desk_org business crew engineering crew security crew model maker "m-1"
  surfaces bank
  enforces desk
  change "C" incident "I" review "R" on 2026-06-01
}
let limit = 500.00
let doubled(n: int) = n * 2
guardrail costly "Größere Beträge 🙂" {
  on call that moves
  let big = moves.amount > limit
  deny when big and any to in moves.to: to == "x" because "Much"
  log inputs to store
  escalate to crew within 15m
  rollback disable bank.a by crew within 5m
  fails closed
}
`,
};

test("owners, types, tools and days", async () => {
  const editor = await edit({ files });
  await editor.open("desk.onus");
  const hints = await ask(editor, "desk.onus");
  await step("all of them, in their order", () => {
    assert.deepEqual(
      shown(editor, "desk.onus", hints).map((each) => each.replace(/\d+ days/, "N days")),
      [
        "until 2027-01-01 « N days left",
        "until 2999-01-01 « N days left",
        "let limit « : decimal",
        "doubled(n: int) « : int",
        'Beträge 🙂" « owner crew',
        "that moves « = bank.a, bank.b, bank.c +1",
        "let big « : bool",
        "any to « : string",
      ],
    );
  });
  await step("parts that lead to what they name", () => {
    const owner = hints.find((hint) => label(hint) === "owner crew");
    assert.equal(owner.label[1].location.uri, editor.uri("desk.onus"));
    assert.equal(editor.slice("desk.onus", owner.label[1].location.range), "crew");
  });
  await step("tooltips come when they are asked for", async () => {
    const owner = hints.find((hint) => label(hint) === "owner crew");
    assert.equal(owner.tooltip, undefined);
    const { tooltip } = await editor.request("inlayHint/resolve", owner);
    assert.match(tooltip.value, /Owned by `crew`, from the head of the package/);
  });
  await step("only in the range that is asked for", async () => {
    const range = editor.range("desk.onus", "|let limit = 500.00|");
    assert.deepEqual(shown(editor, "desk.onus", await ask(editor, "desk.onus", range)), ["let limit « : decimal"]);
  });
  await editor.close();
});

test("kinds are switched off", async () => {
  const kinds = { owners: /owner/, types: /« : /, tools: /« = /, expiry: /left/ };
  for (const [kind, pattern] of Object.entries(kinds)) {
    const editor = await edit({ files, settings: { inlayHints: { [kind]: false } } });
    await editor.open("desk.onus");
    const lines = shown(editor, "desk.onus", await ask(editor, "desk.onus"));
    assert(!lines.some((line) => pattern.test(line)), `${kind}: ${lines}`);
    assert(lines.length > 0);
    await editor.close();
  }
});

test("a client that can do little gets texts, in bytes where it wants them", async () => {
  const editor = await edit({ files, capabilities: { general: { positionEncodings: ["utf-8"] } } });
  await editor.open("desk.onus");
  const hints = await ask(editor, "desk.onus");
  assert(hints.every((hint) => typeof hint.label === "string"));
  assert(shown(editor, "desk.onus", hints).includes('Beträge 🙂" « owner crew'));
  await editor.close();
});

test("the refunds project, and a text that is broken", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  const lines = shown(editor, "refunds.onus", await ask(editor, "refunds.onus"));
  for (const hint of ["that sends_messages « = mail.send", "that reads_untrusted « = mail.read_inbox", "any r « : string"])
    assert(lines.includes(hint), `${hint}: ${lines.join("\n")}`);
  await editor.type("refunds.onus", "let refund_limit = 500.00|", "\n\nlet broken = (");
  assert(shown(editor, "refunds.onus", await ask(editor, "refunds.onus")).includes("that sends_messages « = mail.send"));
  await editor.close();
});
