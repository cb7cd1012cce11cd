// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { edit } from "../client.mjs";
import { editExample } from "../navigation.mjs";

const refunds = "refunds.onus";

async function calls(editor, file, pattern) {
  const [item] = await editor.at(file, pattern, "textDocument/prepareCallHierarchy");
  const list = async (method, end) =>
    (await editor.request(`callHierarchy/${method}`, { item })).map((each) => {
      const uri = end === "from" ? each.from.uri : item.uri;
      const text = each.fromRanges.map((range) => editor.slice(uri, range)).join("|");
      return `${each[end].name}: ${text}`;
    });
  for (const each of ["people.onus", refunds, "refunds.test.onus"])
    if (!editor.documents.has(editor.uri(each))) await editor.open(each);
  return { item, incoming: await list("incomingCalls", "from"), outgoing: await list("outgoingCalls", "to") };
}

test("what reaches a function, a tool, an effect, a guardrail, and what these reach", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const at = (pattern) => calls(editor, refunds, pattern);
  const called = await at("let |is_internal");
  assert.deepEqual(called.incoming, ["no_mail_after_untrusted: is_internal"]);
  const guardrail = await at("guardrail |no_mail_after_untrusted");
  assert.equal(guardrail.item.detail, "Mail that follows untrusted content stays inside the company");
  assert.deepEqual(guardrail.incoming, [
    "refund_agent: acme.refunds",
    "mail to the outside after reading the inbox is stopped: no_mail_after_untrusted",
  ]);
  assert.deepEqual(guardrail.outgoing, [
    "mail_duties: mail_duties",
    "sends_messages: sends_messages|sends_messages",
    "reads_untrusted: reads_untrusted",
    "is_internal: is_internal",
    "send: call that sends_messages",
  ]);
  const tool = await at("disable mail.|send");
  assert.equal(tool.item.detail, "acme.refunds.mail");
  assert.ok(tool.incoming.includes("no_mail_after_untrusted: call that sends_messages"), `${tool.incoming}`);
  assert.ok(tool.incoming.includes("mail_duties: send"), `${tool.incoming}`);
  const system = await at("system |refund_agent");
  assert.deepEqual(system.outgoing.map((each) => each.split(":")[0]), [
    "large_refund",
    "no_mail_after_untrusted",
    "injected_content",
  ]);
  const effect = await at("call that |sends_messages");
  assert.deepEqual(effect.incoming, ["send: sends_messages", "no_mail_after_untrusted: sends_messages|sends_messages"]);
  await editor.close();
});

test("nothing is prepared where nothing calls, and an item that is gone has no calls", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  assert.equal(await editor.at(refunds, "type |Tier =", "textDocument/prepareCallHierarchy"), null);
  const [item] = await editor.at(refunds, "let |is_internal", "textDocument/prepareCallHierarchy");
  const gone = { ...item, uri: editor.uri("gone.onus") };
  assert.equal(await editor.request("callHierarchy/incomingCalls", { item: gone }), null);
  const { code } = await editor.refusal("callHierarchy/incomingCalls", { item: { name: "x" } });
  assert.equal(code, -32602);
  await editor.close();
});

test("a pattern is reached by the guardrails that are made of it, and its tools by them", async () => {
  const editor = await editExample({ example: "assistant" });
  await editor.open("assistant.onus");
  const text = editor.text("assistant.onus");
  const [, name, pattern] = text.match(/guardrail (\w+)[^{]*? is ([\w.]+)/);
  const [item] = await editor.at("assistant.onus", `guardrail |${name}`, "textDocument/prepareCallHierarchy");
  const outgoing = await editor.request("callHierarchy/outgoingCalls", { item });
  const last = pattern.split(".").at(-1);
  const called = outgoing.find(({ to }) => to.name === last);
  assert.ok(called, JSON.stringify(outgoing.map(({ to }) => to.name)));
  const incoming = await editor.request("callHierarchy/incomingCalls", { item: called.to });
  assert.ok(incoming.some(({ from }) => from.name === name));
  await editor.close();
});
