// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";

import { capabilities, edit } from "../client.mjs";
import { edited, offsetOf, positionOf } from "../texts.mjs";

const labels = (list) => list.items.map(({ label }) => label);

/// Types something in the place of a pattern's range, and asks what may stand at its end.
const typed = async (editor, name, pattern, text = "") => {
  const before = editor.text(name);
  const { start } = editor.range(name, pattern);
  await editor.type(name, pattern, text);
  const offset = offsetOf(editor.text(name), start, editor.encoding) + text.length;
  const position = positionOf(editor.text(name), offset, editor.encoding);
  const list = await editor.about(name, "textDocument/completion", { position });
  const after = editor.text(name);
  await editor.setText(name, before);
  return { ...list, text: after, labels: labels(list), item: (label) => list.items.find((each) => each.label === label) };
};

const has = (found, ...wanted) => {
  for (const each of wanted) assert(found.labels.includes(each), `\`${each}\` is not among ${found.labels.join(" ")}`);
};
const lacks = (found, ...unwanted) => {
  for (const each of unwanted) assert(!found.labels.includes(each), `\`${each}\` is among ${found.labels.join(" ")}`);
};

const refunds = async (work, options = {}) => {
  const editor = await edit({ example: "refunds", ...options });
  await editor.open("refunds.onus");
  await editor.open("refunds.test.onus");
  await editor.diagnostics("refunds.onus");
  await work((pattern, text) => typed(editor, "refunds.onus", pattern, text), editor);
  await editor.close();
};
const inTests = (work) =>
  refunds((_, editor) => work((pattern, text) => typed(editor, "refunds.test.onus", pattern, text), editor));

test("declarations at the top, as snippets", () =>
  refunds(async (at) => {
    const found = await at("|let| refund_limit = 500.00", "gu");
    has(found, "guardrail");
    assert.equal(found.item("guardrail").insertTextFormat, 2);
    lacks(found, "owner", "severity", "deny");
  }));

test("clauses that a guardrail still lacks, and rules as often as one likes", () =>
  refunds(async (at) => {
    const found = await at("maps      csf \"GV.RM-06\", \"PR.AA-05\"\n  |maps|      asi \"ASI02\"", "");
    has(found, "deny", "maps", "exception", "shadow", "let", "owner");
    lacks(found, "severity", "on", "log", "escalate", "rollback", "fails", "guardrail");
    has(await at("|severity|  high\n  on        call stripe.create_refund\n", "se"), "severity");
  }));

test("members behind a dot, with their types", () =>
  refunds(async (at) => {
    const args = await at("args.|amount| > refund_limit");
    has(args, "amount", "charge");
    assert.match(args.item("amount").detail, /decimal/);
    has(await at("context.customer.|tier| == \"vip\""), "tier", "id", "email");
    has(await at("per context.|user|.id"), "user", "customer");
    has(await at("sends_messages.|to|: not"), "to");
    has(await at("address.|domain|() =="), "domain", "host", "lower", "size");
    has(await at("context.user.|id|, args"), "id", "role");
  }));

test("what an expression can read", () =>
  refunds(async (at) => {
    has(await at("when |args|.amount > refund_limit"), "args", "context", "agent", "time", "refund_limit", "is_internal", "size");
    has(await at("not |is_internal|(r)"), "is_internal", "r", "sends_messages");
    has(await at("is_internal(|r|)"), "r");
    lacks(await at("when |args|.amount > refund_limit"), "output", "result");
    has(await at("when |prompt_injection|(text(result)) > 0.90", "pr"), "prompt_injection");
    has(await at("moves_money(amount: |amount|)"), "amount", "charge", "none");
  }));

test("texts of a union, with and without their quotes", () =>
  refunds(async (at) => {
    const bare = await at('tier == |"vip"| and');
    has(bare, '"standard"', '"vip"');
    assert.equal(bare.item('"vip"').textEdit.newText, '"vip"');
    has(await at('tier == "|vip|" and'), "standard", "vip");
  }));

test("people, sinks, effects, tools, patterns: each where it belongs", () =>
  refunds(async (at) => {
    const owner = await at("guardrail injected_content \"Untrusted content is screened before the model reads it\" under mail_duties {\n  owner     |ai_security|");
    has(owner, "ai_security", "payments_ops", "ciso");
    lacks(owner, "siem", "modelco", "regulated");
    const sink = await at("to |siem|\n  escalate  to ai_security within 15m");
    has(sink, "siem");
    lacks(sink, "ai_security");
    has(await at("call stripe.|create_refund|\n"), "create_refund", "list_charges");
    has(await at("on        call |stripe|.create"), "stripe", "mail");
    has(await at("on        call that |sends_messages|"), "sends_messages", "moves_money");
    has(await at("does |moves_money|(amount"), "moves_money", "nothing");
    has(await at("enforces     |acme.refunds|"), "acme.refunds", "large_refund");
    has(await at("rollback  disable |stripe|.create"), "stripe", "system");
    has(await at("customer:  { id: string, tier: |Tier|"), "Tier", "string", "list");
    has(await at("lifts      |over_limit|"), "over_limit", "over_budget");
    has(await at("severity  |critical|"), "low", "medium", "high", "critical");
    has(await at("as csf, |nist_ai_rmf_1_0| as"), "nist_ai_rmf_1_0", "eu_ai_act");
    has(await at("use std.|effects|."), "effects", "frameworks", "patterns");
  }));

test("controls by their ids, with titles", () =>
  refunds(async (at) => {
    const found = await at('maps      csf "|GV.RM-06|"');
    has(found, "GV.RM-06", "PR.AA-05");
    assert(found.item("GV.RM-06").detail.length > 10);
    lacks(found, "ASI01");
  }));

test("units of a duration", () => refunds(async (at) => has(await at("ask payments_ops within |30m|", "30"), "30s", "30m", "30h")));

test("steps of tests: tools, what they must be given, verdicts, labels", () =>
  inTests(async (at) => {
    const call = await at('call stripe.create_refund |{ charge: "ch_1", amount: 20.00 }|');
    has(call, "{ charge, amount }", "expect", "call");
    assert.match(call.item("{ charge, amount }").textEdit.newText, /charge: .*amount: /);
    has(await at('|charge|: "ch_1", amount: 20.00'), "charge");
    has(await at('{ recipients: ["x@evil.example"], |subject|: "s"'), "subject", "body", "cc");
    const expected = await at("expect |ask| payments_ops by large_refund.over_limit\n  approved", "");
    has(expected, "allow", "ask", "deny", "failing", "would_be");
    has(await at("expect ask payments_ops by large_refund.|over_limit|\n  approved"), "over_limit", "over_budget");
    has(await at("expect deny by |injected_content|\n  expect failing"), "injected_content", "large_refund");
    has(await at("expect deny with |unfit_arguments|"), "unfit_arguments");
    has(await at("signal |prompt_injection| unavailable"), "prompt_injection");
  }));

test("names of other packages bring their import along", () =>
  refunds(async (at, editor) => {
    const found = await at("on        call that |sends_messages|", "reads_pu");
    has(found, "reads_public");
    const item = found.item("reads_public");
    assert.equal(item.labelDetails.description, "std.effects");
    assert.equal(item.additionalTextEdits, undefined);
    const resolved = await editor.request("completionItem/resolve", item);
    const after = edited(editor.text("refunds.onus"), resolved.additionalTextEdits, editor.encoding);
    assert(after.includes("use std.effects.{moves_money, reads_personal_data, reads_public, reads_untrusted, sends_messages}"), after);
  }));

test("an import of a package that was not used before stands in the order of packages", () =>
  refunds(async (at, editor) => {
    const found = await at("not |is_internal|(r)", "secr");
    const item = found.items.find(({ labelDetails }) => labelDetails?.description === "std.texts");
    const resolved = await editor.request("completionItem/resolve", item);
    const after = edited(editor.text("refunds.onus"), resolved.additionalTextEdits, editor.encoding);
    assert(after.includes(`sends_messages}\nuse std.texts.{${item.label}}\n`), after);
  }));

test("comments that excuse findings; in other comments and texts there is nothing", () =>
  refunds(async (at) => {
    has(await at("|/// Everyone|".replace("Everyone", "What every"), "// onus: allow("), "unused-import", "reason", "until");
    has(await at("|/// What every|", "// onus: "), "allow", "expect", "allow-file");
    lacks(await at("|/// What every|", "// onus: allow(unused-import, reason = \"a"), "unused-import");
    assert.deepEqual((await at("|/// What every|", "// own")).labels, []);
    assert.deepEqual((await at('because "The daily| |refund', " ow")).labels, []);
  }));

test("what is known of one name is told when somebody looks at it", () =>
  refunds(async (at, editor) => {
    const found = await at("under |mail_duties| {\n  owner     ai_security\n  severity  critical");
    assert.equal(found.item("mail_duties").documentation, undefined);
    const resolved = await editor.request("completionItem/resolve", found.item("mail_duties"));
    assert.match(resolved.documentation.value, /What every guardrail on customer mail owes/);
    const tool = (await at("call stripe.|create_refund|\n")).item("create_refund");
    assert((await editor.request("completionItem/resolve", tool)).documentation.value.length > 5);
    const size = (await at("address.|domain|() ==")).item("size");
    assert.match((await editor.request("completionItem/resolve", size)).documentation.value, /Items, members/);
    const deny = (await at("over_budget: |deny| when", "de")).item("deny");
    assert((await editor.request("completionItem/resolve", deny)).documentation.value.length > 5);
  }));

test("a client that can nothing gets words, and the import at once", () =>
  refunds(
    async (at) => {
      const found = await at("on        call that |sends_messages|", "reads_pu");
      const item = found.item("reads_public");
      assert.equal(item.insertTextFormat, undefined);
      assert.equal(item.labelDetails, undefined);
      assert.equal(item.textEdit.newText, "reads_public");
      assert.equal(item.additionalTextEdits.length, 1);
      const guardrail = (await at("|let| refund_limit = 500.00", "gu")).item("guardrail");
      assert.equal(guardrail.textEdit.newText, "guardrail");
    },
    { capabilities: capabilities.none },
  ));

test("places behind what is not ASCII", async () => {
  for (const each of [capabilities.vscode, capabilities.utf8]) {
    const editor = await edit({
      files: { "a.onus": 'package desk\ntype T = "é😀" | "b"\nlet f(x: T): bool = "é😀" == "é😀" and x == "b"\n' },
      capabilities: each,
    });
    await editor.open("a.onus");
    await editor.diagnostics("a.onus");
    const found = await typed(editor, "a.onus", 'and x == |"b"|');
    has(found, '"b"', '"é😀"');
    assert.equal(edited(found.text, [{ range: found.item('"b"').textEdit.replace, newText: '"b"' }], editor.encoding), editor.text("a.onus"));
    await editor.close();
  }
});

test("wherever a text breaks off, asking does not fail", () =>
  refunds(async (_, editor) => {
    const name = "refunds.onus";
    const text = editor.text(name);
    for (let at = 0; at < text.length; at += 97) {
      await editor.setText(name, text.slice(0, at));
      const position = positionOf(text, at, editor.encoding);
      assert(Array.isArray((await editor.about(name, "textDocument/completion", { position })).items));
    }
  }));

/// The names and keywords of a document that stand for something declared elsewhere.
const namesOf = async (editor, name) => {
  const { tokenTypes, tokenModifiers } = editor.offers.semanticTokensProvider.legend;
  const { data } = await editor.about(name, "textDocument/semanticTokens/full");
  const names = [];
  for (let at = 0, line = 0, character = 0; at < data.length; at += 5) {
    character = data[at] ? data[at + 1] : character + data[at + 1];
    line += data[at];
    const start = { line, character };
    const modifiers = tokenModifiers.filter((_, bit) => (data[at + 4] >> bit) & 1);
    if (!modifiers.includes("declaration"))
      names.push({ range: { start, end: { line, character: character + data[at + 2] } }, type: tokenTypes[data[at + 3]] });
  }
  return names;
};

test("what was taken out of an example is among what is proposed there, and writing it mends the text", async () => {
  const missed = [];
  let asked = 0;
  for (const example of ["assistant", "federation", "refunds"]) {
    const editor = await edit({ example, seconds: 120 });
    for (const name of readdirSync(editor.folder, { recursive: true }).filter((each) => each.endsWith(".onus"))) {
      await editor.open(name);
      await editor.diagnostics(name);
      const text = editor.text(name);
      const names = (await namesOf(editor, name)).filter((_, index) => index % 7 === 0);
      for (const { range, type } of names) {
        const word = editor.slice(name, range);
        await editor.setText(name, edited(text, [{ range, newText: "" }], editor.encoding));
        const list = await editor.about(name, "textDocument/completion", { position: range.start });
        const item = list.items.find(({ label }) => label === word || label === `"${word}"`);
        asked += 1;
        if (!item) missed.push(`${name}:${range.start.line + 1}: ${type} ${word}`);
        else if (!item.insertTextFormat) {
          const mended = edited(editor.text(name), [{ range: item.textEdit.replace, newText: item.textEdit.newText }], editor.encoding);
          assert.equal(mended, text, `${name}:${range.start.line + 1} ${word}`);
        }
        await editor.setText(name, text);
      }
      await editor.closeDocument(name);
    }
    await editor.close();
  }
  const rate = 1 - missed.length / asked;
  assert(rate >= 0.95, `${Math.round(rate * 100)} % of ${asked}; missed:\n${missed.join("\n")}`);
});
