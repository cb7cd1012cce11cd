// SPDX-License-Identifier: Apache-2.0
// What is said about what stands at a place.

import assert from "node:assert/strict";
import { test } from "node:test";

import { edit } from "../client.mjs";
import { step } from "../steps.mjs";

const method = "textDocument/hover";

/// The text of a hover, and what its range says.
async function hover(editor, name, pattern) {
  const answer = await editor.at(name, pattern, method);
  if (!answer) return null;
  return { text: answer.contents.value, kind: answer.contents.kind, about: answer.range && editor.slice(name, answer.range) };
}

/// Each piece must stand in the text.
function says(text, ...pieces) {
  for (const piece of pieces) assert(text.includes(piece), `${JSON.stringify(piece)} is not in:\n${text}`);
}

test("what stands in the refunds project", async () => {
  const editor = await edit({ example: "refunds" });
  for (const name of ["refunds.onus", "people.onus", "refunds.test.onus"]) await editor.open(name);
  const at = (pattern, name = "refunds.onus") => hover(editor, name, pattern);

  await step("a guardrail: what it owes, from where, what it serves and selects", async () => {
    const { text, kind, about } = await at("guardrail no_mail_after_|untrusted");
    assert.equal(kind, "markdown");
    assert.equal(about, "no_mail_after_untrusted");
    says(
      text,
      'guardrail no_mail_after_untrusted "Mail that follows untrusted content stays inside the company" under mail_duties',
      "exfiltration](file:",
      "AI Security (`ai_security`)",
      "critical",
      "`inputs, session.id to siem`",
      "kept for 400 days",
      "from the duties [`mail_duties`](file:",
      "`to ai_security within 15m`",
      "[Fails](file:",
      "[`refund_agent`](file:",
      "calls of [`mail.send`](file:",
      "a decision there takes at most",
      "GOVERN 1.4",
      "ASI01",
    );
    const line = editor.position("refunds.onus", "duties mail_|duties {").line + 1;
    says(text, `from the duties [\`mail_duties\`](${editor.uri("refunds.onus")}#L${line})`);
  });

  await step("a guardrail that somebody else's package owns, with an exception that ends", async () => {
    const { text } = await at("by |large_refund.over_limit\n  approved", "refunds.test.onus");
    says(text, "from the head of the package [`acme.refunds`](file:", "`vip_goodwill`](file:", "2026-12-31 (", "PR.AA-05",
      "approved by [Director of Payments (`payments_director`)](file:");
  });

  await step("a rule, an exception, a test", async () => {
    says((await at("ask payments_ops by large_refund.over_|limit\n  approved", "refunds.test.onus")).text,
      "over_limit:  ask payments_ops within 30m", "[`large_refund`](file:");
    says((await at("exception vip_|goodwill \"Good")).text, "Goodwill for VIP", "`over_limit`", "RP-12",
      "reviewed by [AI Security", "more than 20 times in 24 hours");
    says((await at('"a small re|fund passes"', "refunds.test.onus")).text, "3 steps, of which 1 expectation");
  });

  await step("a tool of a manifest, its arguments and who looks at it", async () => {
    const { text } = await at("tool create_|refund");
    says(text, "tool stripe.create_refund(", "amount: decimal", "[`moves_money`](file:", "`(amount: amount)`",
      "Payments Operations", "2026-05-01", "looked at by [`large_refund`](file:");
    says((await at("tool read_|inbox")).text, "Unguarded", "Opening the shared inbox is harmless", "days left");
    says((await at("when args.am|ount > refund_limit")).text, "args.amount: decimal", "An argument of [`stripe.create_refund`](file:");
  });

  await step("selectors, also in history", async () => {
    says((await at("on        call that sends_mess|ages")).text, "effect sends_messages", "Selects in `refund_agent`", "`mail.send`");
    says((await at("seen(res|ult that reads_untrusted)")).text, "`mail.read_inbox`");
  });

  await step("people, sinks and systems, with what rests on them", async () => {
    const { text } = await at("ask payments_|ops within");
    says(text, 'team payments_ops "Payments Operations"', "#payments-ops", "[Director of Payments (`payments_director`)]",
      "Is called after the guardrail", "`large_refund`");
    says((await at("session.id to si|em\n  escalate  to ai_security")).text, "sink siem", "400 days");
    says((await at("system refund_|agent")).text, "3 guardrails, over 4 tools", "ACME Corporation", "m-5", "at most");
  });

  await step("controls in texts", async () => {
    const { text, about } = await at('"GV.|RM-06"');
    assert.equal(about, "GV.RM-06");
    says(text, "GV.RM-06", "NIST", "version", "Source");
    says((await at("maps      c|sf")).text, "framework nist_csf_2_0", "Controls");
  });

  await step("values, functions, detectors, members", async () => {
    says((await at("args.amount > refund_li|mit")).text, "let refund_limit: decimal = 500.00");
    says((await at("not is_inter|nal(r)")).text, "let is_internal(address: string): bool");
    says((await at("any |r in sends_messages")).text, "r: string");
    says((await at("when prompt_inj|ection(text(result)) > 0.90")).text, "detector prompt_injection", "200 milliseconds", "ModelCo");
    says((await at("has(context.cust|omer)")).text, "customer:");
    says((await at("address.dom|ain()")).text, "domain(string) -> string", "lower case");
    says((await at("deny when to|tal(call")).text, "total(SELECTOR", "current one included");
  });

  await step("words, with the page that says more", async () => {
    const { text, about } = await at("roll|back  disable mail.send");
    assert.equal(about, "rollback");
    says(text, "which switch", "docs/reference/guardrails.md");
    says((await at("let is_internal(address: str|ing)")).text, "at most 64 KiB");
    says((await at("sess|ion.id to siem\n  escalate  to payments_ops")).text, "conversation");
  });

  await step("literals", async () => {
    says((await at("within 30|m when")).text, "30 minutes");
    says((await at("until      2026-12|-31")).text, "Thursday, in 38 days");
  });

  await step("nothing where nothing stands", async () => {
    assert.equal(await at("package acme.refunds owner payments_platform\n|\nuse acme.people"), null);
  });
  await editor.close();
});

test("rules and codes in comments", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  await editor.type("refunds.onus", "|let refund_limit = 500.00|",
    '// onus: allow(unused-let, reason = "See E0401")\nlet refund_limit = 500.00');
  says((await hover(editor, "refunds.onus", "allow(unused-|let")).text, "# unused-let", "onus explain unused-let");
  says((await hover(editor, "refunds.onus", "See E04|01")).text, "E0401 owner-missing", "onus explain E0401");
  assert.equal(await hover(editor, "refunds.onus", "// onus: al|low("), null);
  await editor.close();
});

test("a client that shows no Markdown gets plain text", async () => {
  const editor = await edit({ example: "refunds", capabilities: {} });
  await editor.open("refunds.onus");
  const { text, kind } = await hover(editor, "refunds.onus", "guardrail no_mail_after_|untrusted");
  assert.equal(kind, "plaintext");
  says(text, "Owner: AI Security (ai_security)", "from the duties mail_duties");
  assert(!/[`*]|\]\(/.test(text), text);
  await editor.close();
});

for (const encodings of [["utf-8"], ["utf-16"]]) {
  test(`places behind letters outside of ASCII, in ${encodings}`, async () => {
    const editor = await edit({ example: "refunds", capabilities: { general: { positionEncodings: encodings } } });
    await editor.open("refunds.onus");
    await editor.type("refunds.onus", "|A refund above 500.00 needs a person's approval|", "Zurück 🙂 an: über 500.00");
    await editor.type("refunds.onus", "|let refund_limit = 500.00|", 'let greeting = "Grüße 🙂" let refund_limit = 500.00');
    const { about, text } = await hover(editor, "refunds.onus", '🙂" let refund_li|mit');
    assert.equal(about, "refund_limit");
    says(text, "let refund_limit: decimal = 500.00");
    await editor.close();
  });
}

test("a text that is broken is told of as it was before", async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  await hover(editor, "refunds.onus", "let refund_|limit");
  await editor.type("refunds.onus", "let refund_limit = 500.00|", "\n\nlet broken = (");
  says((await hover(editor, "refunds.onus", "guardrail injected_|content")).text, "AI Security");
  assert.equal(await hover(editor, "refunds.onus", "let bro|ken"), null);
  await editor.close();
});
