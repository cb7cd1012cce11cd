// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import test from "node:test";

import { edit } from "../client.mjs";
import { editExample, places } from "../navigation.mjs";

const refunds = "refunds.onus";
const count = (list) => list.reduce((all, each) => ({ ...all, [each]: (all[each] ?? 0) + 1 }), {});

test("references in all files of the project, with and without the declaration", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const at = async (pattern, includeDeclaration = false) =>
    count(await places(editor, refunds, pattern, "references", { context: { includeDeclaration } }));
  const inText = (file, word) => editor.text(file).match(new RegExp(`\\b${word}\\b`, "g")).length;
  assert.deepEqual(await at("guardrail |large_refund", true), {
    "refunds.onus:large_refund": 1,
    "refunds.test.onus:large_refund": inText("refunds.test.onus", "large_refund"),
  });
  assert.deepEqual(await at("ask payments_|ops within"), {
    "refunds.onus:payments_ops": inText(refunds, "payments_ops"),
    "refunds.test.onus:payments_ops": inText("refunds.test.onus", "payments_ops"),
  });
  assert.deepEqual(await at("over_limit|:  ask"), {
    "refunds.onus:over_limit": 1,
    "refunds.test.onus:over_limit": inText("refunds.test.onus", "large_refund.over_limit"),
  });
  assert.deepEqual(await at("exception |vip_goodwill", true), {
    "refunds.onus:vip_goodwill": 1,
    "refunds.test.onus:vip_goodwill": 1,
  });
  assert.equal((await at("when args.|amount > refund_limit"))["refunds.test.onus:amount"], inText("refunds.test.onus", "amount"));
  assert.equal((await at("tool |create_refund"))["refunds.test.onus:create_refund"], inText("refunds.test.onus", "create_refund"));
  assert.equal((await at("context.|customer.tier"))["refunds.test.onus:customer"], 1);
  assert.deepEqual(await at("use acme.people.{|siem}", true), { "people.onus:siem": 1, "refunds.onus:siem": 3 });
  await editor.close();
});

test("references across the projects of a federation", async () => {
  const editor = await edit({ example: "federation", folders: ["people", "team", "platform"] });
  await editor.open("people/people.onus");
  const text = editor.text("people/people.onus");
  const [, team] = text.match(/team (\w+)/);
  await editor.open("team/team.onus");
  const found = count(
    await places(editor, "people/people.onus", `team |${team}`, "references", { context: { includeDeclaration: true } }),
  );
  assert.equal(found[`people/people.onus:${team}`] >= 1, true, JSON.stringify(found));
  assert.ok(Object.keys(found).length > 1, JSON.stringify(found));
  await editor.close();
});

test("highlights tell what sets from what reads", async () => {
  const editor = await editExample({ example: "refunds" });
  await editor.open(refunds);
  const at = async (pattern) =>
    (await editor.at(refunds, pattern, "textDocument/documentHighlight")).map(
      ({ range, kind }) => `${editor.slice(refunds, range)} ${kind === 3 ? "written" : "read"}`,
    );
  assert.deepEqual(await at("let |refund_limit"), ["refund_limit written", "refund_limit read"]);
  assert.deepEqual(await at("moves_money(|amount: amount)"), ["amount written"]);
  assert.equal(await editor.at(refunds, "context |{\n  user", "textDocument/documentHighlight"), null);
  await editor.open("refunds.test.onus");
  const set = await editor.at("refunds.test.onus", 'at 2026-12-31T23:00:00Z\n  context { user: an_agent, |customer', "textDocument/documentHighlight");
  assert.deepEqual(set.map(({ kind }) => kind), [3]);
  await editor.close();
});
