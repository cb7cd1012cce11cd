// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { capabilities, edit } from "../client.mjs";
import { editExample, places, shown } from "../navigation.mjs";

const refunds = "refunds.onus";
const manifest = "surfaces/stripe.tools.json";

test("names lead to their declarations, in other files and in the library too", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const at = (pattern) => places(editor, refunds, pattern, "definition");
  assert.deepEqual(await at("ask payments_|ops within"), ["people.onus:payments_ops"]);
  assert.deepEqual(await at("args.amount > |refund_limit"), ["refunds.onus:refund_limit"]);
  assert.deepEqual(await at("not |is_internal(r)"), ["refunds.onus:is_internal"]);
  assert.deepEqual(await at("is_internal(|r)"), ["refunds.onus:r"]);
  assert.deepEqual(await at("sends_messages.|to: not"), ["effects.onus:to"]);
  assert.deepEqual(await at("under |mail_duties {\n  owner     ai_security\n  severity  critical"), ["refunds.onus:mail_duties"]);
  assert.deepEqual(await at("lifts      |over_limit"), ["refunds.onus:over_limit"]);
  assert.deepEqual(await at("context.customer.|tier == \"vip\""), ["refunds.onus:tier"]);
  assert.deepEqual(await at("context.customer.tier == \"v|ip\""), ['refunds.onus:"vip"']);
  assert.deepEqual(await at('rmf "GOVERN| 1.4"'), ['nist_ai_rmf_1_0.onus:"GOVERN 1.4"']);
  assert.deepEqual(await at("use acme.|people"), ["people.onus:acme.people"]);
  assert.deepEqual(await at("call that |sends_messages"), ["effects.onus:sends_messages"]);
  assert.deepEqual(await at("fails|     closed\n  maps"), []);
  await editor.close();
});

test("a tool is defined by its line and declared by its manifest, and so are its arguments", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const both = async (pattern) => [
    await places(editor, refunds, pattern, "definition"),
    await places(editor, refunds, pattern, "declaration"),
    await places(editor, refunds, pattern, "typeDefinition"),
  ];
  const tool = `${manifest}:create_refund`;
  assert.deepEqual(await both("call stripe.create_|refund\n\n  over_limit"), [["refunds.onus:create_refund"], [tool], [tool]]);
  assert.deepEqual(await both("tool |create_refund  does"), [[tool], [tool], [tool]]);
  const amount = `${manifest}:amount`;
  assert.deepEqual(await both("when args.|amount > refund_limit"), [[amount], [amount], [amount]]);
  assert.deepEqual(await both("moves_money(amount: |amount)"), [[amount], [amount], [amount]]);
  const send = ["refunds.onus:send"];
  assert.deepEqual(await both("disable mail.|send"), [send, send, []]);
  await editor.close();
});

test("the type of a value, what a guardrail is made of", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const at = (pattern) => places(editor, refunds, pattern, "typeDefinition");
  assert.deepEqual(await at("context.customer.|tier == \"vip\""), ["refunds.onus:Tier"]);
  assert.deepEqual(await at("guardrail |no_mail_after_untrusted"), ["refunds.onus:mail_duties"]);
  assert.deepEqual(await at("surface |stripe"), [`${manifest}:`]);
  assert.deepEqual(await at("exception |vip_goodwill"), ["refunds.onus:large_refund"]);
  await editor.close();
});

test("links where the client takes them, with what was asked about", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const [link] = await editor.at(refunds, "ask payments_|ops within", "textDocument/definition");
  assert.equal(editor.slice(refunds, link.originSelectionRange), "payments_ops");
  assert.match(editor.slice("people.onus", link.targetRange), /^team payments_ops[^}]*}$/);
  await editor.close();

  const plain = await editExample({ example: "refunds", capabilities: {} });
  await plain.open(refunds);
  const [location] = await plain.at(refunds, "ask payments_|ops within", "textDocument/definition");
  assert.deepEqual(Object.keys(location), ["uri", "range"]);
  assert.equal(shown(plain, location), "people.onus:payments_ops");
  await plain.close();
});

for (const encoding of ["utf-8", "utf-16"])
  test(`positions behind text that is not ASCII, in ${encoding}`, async () => {
    const text = 'package desk owner head\nperson head "Ünal 🙂" { email "head@desk.example" }\nlet /* none */ a = "🙂é"\n';
    const wide = text.replace("/* none */ ", "") + 'let b = if "🙂é" == a then a else "x"\n';
    const editor = await edit({
      files: { "desk.onus": wide },
      capabilities: { ...capabilities.vscode, general: { positionEncodings: [encoding] } },
    });
    await editor.open("desk.onus");
    assert.equal(editor.encoding, encoding);
    assert.deepEqual(await places(editor, "desk.onus", '"🙂é" == |a then', "definition"), ["desk.onus:a"]);
    await editor.close();
  });

test("a file that cannot be parsed just now keeps what it meant, and one that never could means nothing", async () => {
  const editor = await editExample({ example: "refunds", files: { "broken.onus": "package broken\nguardrail {\n" } });
  await editor.open(refunds);
  assert.deepEqual(await places(editor, refunds, "ask payments_|ops within", "definition"), ["people.onus:payments_ops"]);
  await editor.type(refunds, "type |Tier| =", "");
  assert.deepEqual(await places(editor, refunds, "ask payments_|ops within", "definition"), ["people.onus:payments_ops"]);
  await editor.open("broken.onus");
  assert.deepEqual(await places(editor, "broken.onus", "guard|rail", "definition"), []);
  await editor.close();
});

test("what uses a pattern, duties, an effect, a control, a guardrail", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const at = (pattern) => places(editor, refunds, pattern, "implementation");
  assert.deepEqual(await at("duties |mail_duties"), ["refunds.onus:injected_content", "refunds.onus:no_mail_after_untrusted"]);
  assert.deepEqual(await at("does |reads_untrusted, reads"), ["refunds.onus:read_inbox"]);
  assert.deepEqual(await at("guardrail |large_refund"), ["refunds.onus:vip_goodwill"]);
  assert.deepEqual(await at('"ASI01", "|ASI02"'), ["refunds.onus:large_refund", "refunds.onus:no_mail_after_untrusted"]);
  assert.deepEqual(await at("surface |mail"), ["refunds.onus:refund_agent"]);
  await editor.open("people.onus");
  assert.deepEqual(await places(editor, "people.onus", "standard |regulated", "implementation"), ["people.onus:acme"]);
  await editor.close();
  const assistant = await editExample({ example: "assistant" });
  await assistant.open("assistant.onus");
  const text = assistant.text("assistant.onus");
  const [, name, pattern] = text.match(/guardrail (\w+)[^{]*? is ([\w.]+)/);
  const found = await places(assistant, "assistant.onus", `is ${pattern.slice(0, -1)}|${pattern.slice(-1)}`, "implementation");
  assert.ok(found.includes(`assistant.onus:${name}`), `${found}`);
  await assistant.close();
});
