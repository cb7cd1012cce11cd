// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";

const repository = process.env["ONUS_REPOSITORY"] ?? "../..";
const onus = process.env["ONUS"];
const read = (path: string) => JSON.parse(readFileSync(path, "utf8"));
const { contributes } = read("package.json");

describe("the package", () => {
  it("names files that are there", () => {
    const { languages, grammars, snippets, tomlValidation } = contributes;
    const files = [
      languages[0].configuration,
      ...[...grammars, ...snippets].map((each: any) => each.path),
      tomlValidation[0].url,
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(file)),
      [],
    );
  });

  it("reads findings as the problem matchers for CI do", () => {
    const known = read(join(repository, "ci/problem-matcher.json")).problemMatcher;
    assert.equal(contributes.problemPatterns.length, known.length);
    for (const [index, { name, ...pattern }] of contributes.problemPatterns.entries()) {
      assert.deepEqual([name, pattern], [known[index].owner, known[index].pattern[0]]);
    }
    const named = contributes.problemMatchers.filter((each: any) => typeof each.pattern === "string");
    assert.deepEqual(
      named.map((each: any) => each.pattern),
      contributes.problemPatterns.map((each: any) => `$${each.name}`),
    );
  });

  it("reads which tests failed, and where", { skip: onus === undefined && "no program" }, () => {
    const folder = mkdtempSync(join(tmpdir(), "onus-vscode-"));
    cpSync(join(repository, "examples/refunds"), folder, { recursive: true });
    const tests = join(folder, "refunds.test.onus");
    writeFileSync(tests, readFileSync(tests, "utf8").replace("expect allow", "expect deny"));
    const { stdout } = spawnSync(onus!, ["test", "."], { cwd: folder, encoding: "utf8" });
    rmSync(folder, { recursive: true });
    const [first, second] = contributes.problemMatchers.find((each: any) => each.name === "onus-test").pattern;
    const lines = stdout.split("\n");
    const at = lines.findIndex((line) => new RegExp(first.regexp).test(line));
    assert.equal(new RegExp(first.regexp).exec(lines[at]!)?.[first.message], "FAILED a small refund passes");
    assert.equal(new RegExp(second.regexp).exec(lines[at + 1]!)?.[second.file], "refunds.test.onus");
  });
});

describe("the language configuration", () => {
  const configuration = read("language-configuration.json");
  const increase = new RegExp(configuration.indentationRules.increaseIndentPattern);
  const decrease = new RegExp(configuration.indentationRules.decreaseIndentPattern);

  it("knows words as the language does", () => {
    const words = (text: string) => text.match(new RegExp(configuration.wordPattern, "g"));
    assert.deepEqual(words("args.amount >= limit_2 on 2026-12-31"), ["args", "amount", "limit_2", "on", "2026-12-31"]);
  });

  it("indents behind an open bracket only", () => {
    for (const line of ["guardrail g {", "  let a = [ // the first", 'surface mail "{ mail" {']) {
      assert.match(line, increase);
    }
    for (const line of ['person head { email "x" }', "// guardrail g {", '  maps asi "{"', "}"]) {
      assert.doesNotMatch(line, increase);
    }
    assert.match("  }", decrease);
    assert.doesNotMatch("  owner crew }", decrease);
  });

  it("goes on with documentation, and with a comment that is cut in two", () => {
    const [documentation, comment] = configuration.onEnterRules;
    assert.match("  /// What it does", new RegExp(documentation.beforeText.pattern));
    assert.doesNotMatch("  //// what", new RegExp(documentation.beforeText.pattern));
    assert.match("// one two", new RegExp(comment.beforeText.pattern));
    assert.doesNotMatch("/// one", new RegExp(comment.beforeText.pattern));
  });
});

describe("a snippet", { skip: onus === undefined && "no program" }, () => {
  const expand = (body: string | string[]) =>
    [body]
      .flat()
      .join("\n")
      .replace(/\$\{CURRENT_YEAR\}-\$\{CURRENT_MONTH\}-\$\{CURRENT_DATE\}/g, "2026-11-23")
      .replace(/\$\{\d+\|([^,|]+)[^}]*\}/g, "$1")
      .replace(/\$\{\d+:([^{}]*(?:\{[^{}]*\})?[^{}]*)\}/g, "$1");
  const inside: Record<string, (text: string) => string> = {
    exception: (text) => `guardrail g {\n${text}\n}`,
    unguarded: (text) => `surface s {\n  tool t does nothing\n${text}\n}`,
  };

  for (const [name, snippet] of Object.entries<any>(read("snippets/onus.json"))) {
    it(`has the syntax of the language: ${name}`, () => {
      const body = expand(snippet.body);
      assert.doesNotMatch(body, /\$\{/);
      const text = inside[snippet.prefix]?.(body) ?? body;
      const done = spawnSync(onus!, ["fmt", "-"], { input: `package desk owner crew\n\n${text}\n`, encoding: "utf8" });
      assert.equal(done.status, 0, done.stdout + done.stderr);
    });
  }
});
