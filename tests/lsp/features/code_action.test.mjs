// SPDX-License-Identifier: Apache-2.0
// What the editor offers to do, done: every text that comes of it compiles.

import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { test } from "node:test";

import { capabilities, edit } from "../client.mjs";
import { repository, runOnus } from "../server.mjs";

const titles = (actions) => actions.map((each) => each.title);

/// A package around a guardrail's clauses.
const desk = (clauses, before = "") => `package desk owner crew
${before}
organization desk_org {}

person head {
  email  "head@desk.example"
}

person auditor {
  email  "auditor@desk.example"
}

team crew {
  lead     head
  contact  slack "#crew"
}

vendor maker {
  provides    "the model"
  answers_to  crew
}

sink store {
  owner  crew
  keep   400d
}

effect moves(amount: decimal) {
  severity  high
}

surface bank {
  owner     crew
  approved  by auditor on 2026-05-01

  tool pay(amount: decimal, box: string)  does moves(amount: amount)
}

system teller {
  operator     desk_org
  business     crew
  engineering  crew
  security     crew
  model        maker "m-1"
  surfaces     bank
  enforces     desk
}

guardrail paying "Large payments" {
${clauses}}
`;

const duties = `
  log       inputs, session.id to store
  escalate  to crew within 15m
  rollback  disable bank.pay by crew within 15m
  fails     closed
`;
const rule = (condition) => `  on        call bank.pay

  too_much: deny when ${condition}
            because "A person looks at these"
${duties}`;
const good = desk(rule("args.amount > 2000.00"));

/// An editor that shows a text as desk.onus.
async function show(text, options = {}) {
  const editor = await edit({ files: { "desk.onus": text }, ...options });
  await editor.open("desk.onus");
  return editor;
}

function compiles(editor) {
  const { status, output } = editor.run("check", "-q");
  assert.equal(status, 0, output);
  assert.doesNotMatch(output, /^(error|warning)/m);
}

test("the text that these tests begin with compiles and is laid out", async () => {
  const editor = await show(good);
  compiles(editor);
  assert.equal(editor.run("fmt", "--check").status, 0);
  await editor.close();
});

// ---- Quick fixes

test("a fix of a finding is linked to its diagnostic, and makes it go", async () => {
  const editor = await show(desk(rule('args.amount > 02.00 && args.box == "a"')));
  const actions = await editor.actions("desk.onus", "|02.00|", ["quickfix"]);
  const action = actions.find((each) => each.diagnostics?.some((found) => found.code === "E0140"));
  assert.ok(action, titles(actions).join());
  assert.equal(action.kind, "quickfix");
  assert.equal(action.isPreferred, true);
  await editor.take([action], /./);
  assert.match(editor.text("desk.onus"), /args\.amount > 2\.00 && /);
  await editor.take(await editor.actions("desk.onus", "|&&|", ["quickfix"]), /`and`/);
  compiles(editor);
  await editor.close();
});

test("a text that is another by now is not edited", async () => {
  const editor = await show(desk(rule("args.amount > 02.00")));
  const [action] = await editor.actions("desk.onus", "|02.00|", ["quickfix"]);
  await editor.type("desk.onus", "package desk| ", " ");
  const { code } = await editor.refusal("codeAction/resolve", action);
  assert.equal(code, -32801);
  await editor.close();
});

test("only kinds that were asked for, and their sub-kinds", async () => {
  const editor = await show(desk(rule("args.amount > 02.00")));
  const kinds = async (only) =>
    (await editor.actions("desk.onus", "|02.00|", only)).map((each) => each.kind);
  assert.ok((await kinds(["quickfix"])).every((kind) => kind === "quickfix"));
  assert.deepEqual(await kinds(["source.fixAll"]), ["source.fixAll.onus"]);
  assert.deepEqual(await kinds(["source.fixAll.other"]), []);
  assert.deepEqual(await kinds(["source.fix"]), []);
  assert.ok((await kinds(["refactor.extract"])).every((kind) => kind.startsWith("refactor.extract")));
  assert.ok((await kinds(undefined)).length > 1);
  await editor.close();
});

const without = (...names) => ({
  ...capabilities.vscode,
  textDocument: {
    ...capabilities.vscode.textDocument,
    codeAction: Object.fromEntries(
      Object.entries(capabilities.vscode.textDocument.codeAction).filter(([name]) => !names.includes(name)),
    ),
  },
});

test("a client that takes no actions gets none", async () => {
  for (const client of [capabilities.none, without("codeActionLiteralSupport")]) {
    const editor = await show(desk(rule("args.amount > 02.00")), { capabilities: client });
    assert.equal(editor.offers.codeActionProvider, undefined);
    assert.deepEqual(await editor.actions("desk.onus", "|02.00|"), []);
    await editor.close();
  }
});

test("a client that does not resolve edits gets them at once, and neither reasons nor preferences that it does not know", async () => {
  const client = without("resolveSupport", "dataSupport", "disabledSupport", "isPreferredSupport");
  client.workspace = { ...client.workspace, workspaceEdit: undefined };
  const editor = await show(desk(rule("args.amount > 02.00")), { capabilities: client });
  const actions = await editor.actions("desk.onus", "|args.amount > 02.00|");
  for (const action of actions) {
    assert.ok(action.edit.changes, action.title);
    assert.equal(action.disabled ?? action.isPreferred ?? action.data, undefined);
  }
  await editor.take(await editor.actions("desk.onus", "|02.00|", ["source.fixAll"]), /./);
  compiles(editor);
  await editor.close();
});

test("in UTF-8 and UTF-16, behind letters of any size", async () => {
  for (const client of [capabilities.utf8, capabilities.vscode]) {
    const editor = await show(desk(rule('args.box != "ä😀" && args.amount > 02.00')), { capabilities: client });
    await editor.take(await editor.actions("desk.onus", "|02.00|", ["quickfix"]), /2\.00/);
    await editor.take(await editor.actions("desk.onus", "|&&|", ["quickfix"]), /`and`/);
    assert.ok(editor.text("desk.onus").includes('args.box != "ä😀" and args.amount > 2.00'));
    compiles(editor);
    await editor.close();
  }
});

test("in a text with CRLF, what is inserted has CRLF", async () => {
  const editor = await show(desk(rule("args.amount > 2.00").replace(/  fails.*\n/, "")).replaceAll("\n", "\r\n"));
  await editor.take(await editor.actions("desk.onus", "guardrail pay|ing"), /owes/);
  assert.ok(!/[^\r]\n/.test(editor.text("desk.onus")));
  compiles(editor);
  await editor.close();
});

test("in a file that cannot be read, and in one that is empty, nothing breaks", async () => {
  for (const text of ["package desk\nguardrail {{{ (", "", "package desk\n"]) {
    const editor = await show(text);
    assert.ok(Array.isArray(await editor.actions("desk.onus", text ? "package| desk" : "")));
    await editor.close();
  }
});

// ---- Everything at once

test("all safe fixes at once, in this document only", async () => {
  const editor = await show(desk(rule('args.amount > 02.00 && args.box == "a"')));
  const actions = await editor.actions("desk.onus", "|package|", ["source.fixAll.onus"]);
  await editor.take(actions, /./);
  assert.ok(editor.text("desk.onus").includes('args.amount > 2.00 and args.box == "a"'));
  compiles(editor);
  assert.equal(editor.run("lint", "--diff", "-q").status, 0);
  await editor.close();
});

test("file tests of lint, mended at once, are as they are said to be", { timeout: 55_000 }, async () => {
  const folder = path.join(repository, "tests/files/lint");
  const levels = ["safety", "correctness", "suspicious", "completeness", "performance", "style", "testing"];
  for (const rule of ["redundant-has"]) {
    const name = path.join(folder, `${rule.replaceAll("-", "_")}.onus`);
    const marked = fs.readFileSync(name, "utf8");
    const before = marked.replace(/^ *\/\/ +\^.*\n/gm, "");
    const toml = `[lint.levels]\n${levels.map((each) => `${each} = "off"\n`).join("")}${rule} = "warn"\n`;
    const editor = await show(before, { files: { "desk.onus": before, "onus.toml": toml } });
    await editor.take(await editor.actions("desk.onus", before.split("\n", 1)[0], ["source.fixAll"]), /./);
    assert.equal(editor.text("desk.onus"), fs.readFileSync(`${name}.fixed`, "utf8"), name);
    await editor.close();
  }
});

// ---- Imports

test("imports are sorted, merged, and none is there in vain; comments stay where they are", async () => {
  const imports = `
use std.frameworks.{owasp_llm_2025 as llm, nist_csf_2_0}
use std.frameworks.{owasp_llm_2025 as llm}
use std.effects

// what we are held to
use std.effects.{moves_money}
`;
  const clauses = rule("args.amount > 2000.00").replace("  fails     closed\n", '  fails     closed\n  maps      llm "LLM06"\n');
  const editor = await show(desk(clauses, imports));
  const [action] = await editor.actions("desk.onus", "use| std.frameworks.{owasp_llm_2025 as llm, nist", ["source.organizeImports"]);
  await editor.take([action], /./);
  assert.match(editor.text("desk.onus"), /crew\n\nuse std\.frameworks\.\{owasp_llm_2025 as llm\}\n\n\/\/ what we are held to\nuse std\.effects\.\{moves_money\}\n/);
  compiles(editor);
  assert.deepEqual(await editor.actions("desk.onus", "use| std.effects.{", ["source.organizeImports"]), []);
  await editor.close();
});

test("while something is wrong, imports are only sorted", async () => {
  const editor = await show("package desk\n\nuse std.effects.{sends_messages}\nuse std.detectors\n\nlet limit: int = nothing\n");
  await editor.take(await editor.actions("desk.onus", "let| limit", ["source.organizeImports"]), /./);
  assert.match(editor.text("desk.onus"), /\n\nuse std\.detectors\nuse std\.effects\.\{sends_messages\}\n\nlet/);
  await editor.close();
});

// ---- What a guardrail owes

const owed = ["log", "escalate", "rollback", "fails"];
for (const missing of [owed, ["log"], ["rollback", "fails"]])
  test(`clauses that are missing: ${missing.join(", ")}`, async () => {
    const left = missing.reduce((text, name) => text.replace(new RegExp(`  ${name} .*\n`), ""), rule("args.amount > 2000.00"));
    const editor = await show(desk(left.replace(/\n\n$/, "\n")));
    const actions = await editor.actions("desk.onus", "guardrail |paying|", ["quickfix"]);
    const action = await editor.take(actions, /owes/);
    assert.equal(action.diagnostics.length, missing.length);
    compiles(editor);
    assert.equal(editor.run("fmt").status, 0);
    const blankless = (text) => text.replaceAll("\n\n", "\n");
    assert.equal(blankless(fs.readFileSync(editor.path("desk.onus"), "utf8")), blankless(good));
    await editor.close();
  });

test("an owner that is missing is the one that the neighbours have; nobody is made up", async () => {
  const text = good.replace("package desk owner crew", "package desk");
  const editor = await show(text);
  await editor.take(await editor.actions("desk.onus", "guardrail |paying|", ["quickfix"]), /owes: `owner`$/);
  assert.match(editor.text("desk.onus"), /owner .*TEAM/);
  await editor.close();
});

test("what nobody can know is a place to fill in, for clients that know places", async () => {
  const text = good.replace(/sink store[^}]*}\n/, "").replace(/  log .*\n/, "");
  for (const [client, wanted] of [[capabilities.vscode, /\$\{1:SINK\}/], [{ ...capabilities.vscode, workspace: { ...capabilities.vscode.workspace, workspaceEdit: { documentChanges: true } } }, / SINK/]]) {
    const editor = await show(text, { capabilities: client });
    const actions = await editor.actions("desk.onus", "guardrail |paying|", ["quickfix"]);
    const found = actions.find((each) => /owes/.test(each.title));
    const { edit: changes } = await editor.request("codeAction/resolve", found);
    assert.match(JSON.stringify(changes), wanted);
    await editor.close();
  }
});

// ---- Excusing findings

test("a finding of lint is allowed with a reason, above the line, and beside what is allowed already", async () => {
  const editor = await show(desk(rule("args.amount > 2000.00"), "\nuse std.effects.{moves_money}\n"));
  const action = await editor.take(await editor.actions("desk.onus", "|moves_money|", ["quickfix"]), /Allow `unused-import`/);
  assert.equal(action.diagnostics[0].code, "unused-import");
  assert.match(editor.text("desk.onus"), /\n\/\/ onus: allow\(unused-import, reason = "…"\)\nuse std/);
  await editor.type("desk.onus", 'reason = "|…|"', "Somebody needs it soon");
  assert.ok(!(await editor.diagnostics("desk.onus")).some((each) => each.code === "unused-import"));
  compiles(editor);
  await editor.close();
});

test("what the compiler says, and what is forbidden, is not allowed away", async () => {
  const text = desk(rule("args.amount > 02.00"), "\nuse std.effects.{moves_money}\n");
  const toml = '[lint.rules]\nunused-import = "forbid"\n';
  const editor = await show(text, { files: { "desk.onus": text, "onus.toml": toml } });
  for (const pattern of ["|moves_money|", "|02.00|"])
    assert.ok(!titles(await editor.actions("desk.onus", pattern)).some((each) => each.startsWith("Allow")), pattern);
  await editor.close();
});

// ---- Signatures

test("a surface that nobody signed is signed as of today", async () => {
  const editor = await show(good.replace("  approved  by auditor on 2026-05-01\n", ""));
  const actions = await editor.actions("desk.onus", "surface |bank|", ["quickfix"]);
  assert.ok(!titles(actions).some((each) => each.includes("for `crew`")), "whoever owns it does not sign");
  await editor.take(actions, /for `auditor`/);
  assert.match(editor.text("desk.onus"), /owner     crew\n  approved  by auditor on 2026-11-23\n/);
  compiles(editor);
  await editor.close();
});

test("a scaffold is signed, and what asked for it goes", async () => {
  const editor = await edit({ example: "refunds" });
  const { stdout: scaffold } = runOnus(["surface", "surfaces/stripe.tools.json"], editor.folder);
  await editor.open("tools.onus", scaffold);
  await editor.take(await editor.actions("tools.onus", "surface |stripe|", ["quickfix"]), /for `ai_security`/);
  const signed = editor.text("tools.onus");
  assert.match(signed, /from +mcp ".*"\n  owner +TEAM\n  approved  by ai_security on 2026-11-23\n\n/);
  assert.ok(!/Fill in|Sign when/.test(signed), signed);
  await editor.type("tools.onus", "|TEAM|", "payments_platform");
  const wrong = (await editor.diagnostics("tools.onus")).filter((each) => each.severity === 1);
  assert.deepEqual(wrong.map((each) => each.code), []);
  await editor.close();
});

// ---- Tests of rules

test("a test in which a rule fires is written, compiles and passes", async () => {
  const editor = await show(good);
  await editor.take(await editor.actions("desk.onus", "too_much: de|ny"), /Add a test in which `paying\.too_much` fires/);
  const written = fs.readFileSync(editor.path("desk.test.onus"), "utf8");
  assert.match(written, /^package desk\n\ntest "paying\.too_much fires" of teller \{\n  call bank\.pay \{ .*\n  expect deny by paying\.too_much\n\}\n$/);
  compiles(editor);
  assert.match(editor.run("test").output, /1 passed, 0 failed/);
  assert.equal(editor.run("fmt", "--check").status, 0);
  await editor.close();
});

test("the rules of an example get tests that pass, beside those that are there", { timeout: 55_000 }, async () => {
  const editor = await edit({ example: "refunds" });
  await editor.open("refunds.onus");
  const tests = "refunds.test.onus";
  const before = Number(/(\d+) passed/.exec(editor.run("test").output)[1]);
  for (const rule of ["over_|limit:", "exfil|tration:", "sus|picious:"]) {
    await editor.take(await editor.actions("refunds.onus", rule), /^Add a test/);
    await editor.writeOutside(tests, fs.readFileSync(editor.path(tests), "utf8"));
  }
  assert.match(editor.run("test").output, new RegExp(`${before + 3} passed, 0 failed`));
  assert.match(editor.text(tests), /expect ask payments_ops by large_refund\.over_limit\n/);
  await editor.close();
});

// ---- Extracting and inlining

test("a constant of what is selected, and back again", async () => {
  const editor = await show(good);
  await editor.take(await editor.actions("desk.onus", "args.amount > |2000.00|"), /Extract into a constant/);
  assert.match(editor.text("desk.onus"), /\nlet limit = 2000\.00\n\nguardrail paying/);
  assert.match(editor.text("desk.onus"), /args\.amount > limit\n/);
  compiles(editor);
  await editor.take(await editor.actions("desk.onus", "args.amount > lim|it"), /Write the value of `limit`/);
  assert.equal(editor.text("desk.onus"), good);
  await editor.close();
});

test("a function of what is selected: what it reads of the event is given to it", async () => {
  const editor = await show(desk(rule('args.amount > 2000.00 and not (args.box like "a*")')));
  const pattern = '|args.amount > 2000.00 and not (args.box like "a*")|';
  await editor.take(await editor.actions("desk.onus", pattern), /Extract into a function/);
  assert.match(editor.text("desk.onus"), /let condition\(amount: decimal, box: string\): bool = amount > 2000\.00 and not \(box like "a\*"\)\n/);
  assert.match(editor.text("desk.onus"), /deny when condition\(args\.amount, args\.box\)\n/);
  compiles(editor);
  await editor.close();
});

test("a name of the guardrail for what is selected", async () => {
  const editor = await show(desk(rule('args.amount > 2000.00 and args.box == "a"')));
  await editor.take(await editor.actions("desk.onus", "|args.amount > 2000.00| and"), /Extract into a name of `paying`/);
  assert.match(editor.text("desk.onus"), /  let condition = args\.amount > 2000\.00\n  too_much: deny when condition and/);
  compiles(editor);
  await editor.close();
});

test("what cannot be a function says why", async () => {
  const condition = "count(call bank.pay last 1h per session.id) > 3";
  const editor = await show(desk(rule(condition)));
  const actions = await editor.actions("desk.onus", `|${condition}|`);
  const action = actions.find((each) => each.kind === "refactor.extract.function");
  assert.match(action.disabled.reason, /what happened before/);
  await editor.close();
});
