// SPDX-License-Identifier: Apache-2.0
// usage: scopes.mjs ONUS REPOSITORY FOLDER...
// The TextMate grammar against the compiler's own words, on every program below the folders: texts, numbers, times and
// comments are scoped as what they are, names are never keywords, reserved words always are where they are none, and
// every contextual word is a keyword somewhere.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [onus, repository, ...folders] = process.argv.slice(2);
const require = createRequire(join(process.cwd(), "scopes.mjs"));
const { INITIAL, Registry, parseRawGrammar } = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const lexer = readFileSync(join(repository, "grammar/OnusLexer.g4"), "utf8");
const section = (title) =>
  lexer
    .split("// ---- ")
    .find((part) => part.startsWith(title))
    .matchAll(/^(\w+)\s*: '(\w+)' ;/gm);
const reserved = new Map([...section("Reserved words")].map(([, name, word]) => [name, word]));
const contextual = new Map([...section("Contextual words")].map(([, name, word]) => [name, word]));

const literals = {
  String: "string.quoted.double",
  Raw: "string.regexp",
  Int: "constant.numeric.integer",
  Decimal: "constant.numeric.decimal",
  Date: "constant.numeric.date",
  Instant: "constant.numeric.instant",
  Duration: "constant.numeric.duration",
  DocComment: "comment.line.documentation",
  LineComment: "comment.line.double-slash",
};
const keyword = /^(keyword|storage|constant\.language|support\.(function\.history|type\b))/;

async function grammar() {
  const path = join(repository, "editors/vscode/syntaxes/onus.tmLanguage.json");
  await oniguruma.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);
  const registry = new Registry({
    onigLib: Promise.resolve({
      createOnigScanner: (patterns) => new oniguruma.OnigScanner(patterns),
      createOnigString: (text) => new oniguruma.OnigString(text),
    }),
    loadGrammar: async () => parseRawGrammar(readFileSync(path, "utf8"), path),
  });
  return registry.loadGrammar("source.onus");
}

/** The scopes of each line, from where they hold. */
function scopesOf(language, lines) {
  let state = INITIAL;
  return lines.map((line) => {
    const { tokens, ruleStack } = language.tokenizeLine(line, state);
    state = ruleStack;
    return tokens;
  });
}

/** The compiler's words, whose columns count characters, with columns in UTF-16. */
function* wordsOf(path, lines) {
  const { stdout } = spawnSync(onus, ["dump", "tokens", path], { encoding: "utf8" });
  for (const row of stdout.split("\n")) {
    const match = /^(\d+):(\d+)-(\d+):(\d+)\s+(\w+)/.exec(row);
    if (match) {
      const [line, column, , end, kind] = [...match.slice(1, 5).map(Number), match[5]];
      const at = (character) => [...lines[line - 1]].slice(0, character - 1).join("").length;
      yield { line: line - 1, begin: at(column), end: at(end), kind };
    }
  }
}

const seen = new Set();
let words = 0;

function complaint(word, line, scopes, before) {
  const has = (wanted) => scopes.some((scope) => scope.startsWith(wanted));
  const isKeyword = scopes.some((scope) => keyword.test(scope));
  const text = line.slice(word.begin, word.end);
  const isMember = before === "." || /^\s*:/.test(line.slice(word.end));
  if (literals[word.kind]) {
    // Onus has no numbers with a zero in front; the words are numbers all the same.
    return has(literals[word.kind]) || (has("invalid.illegal.number") && /^0[\d_]/.test(text))
      ? undefined
      : `is no ${literals[word.kind]}`;
  }
  if (reserved.has(word.kind)) {
    return isMember || isKeyword || has("punctuation") ? undefined : "is a reserved word and no keyword";
  }
  if (contextual.has(word.kind) && isKeyword) {
    seen.add(text);
  }
  return word.kind === "Identifier" && has("keyword") ? "is a name and no keyword" : undefined;
}

function check(language, path) {
  const text = readFileSync(path, "utf8").replace(/^\uFEFF/, "");
  const lines = text.split(/\r?\n/);
  const scopes = scopesOf(language, lines);
  const found = [];
  for (const word of wordsOf(path, lines)) {
    const tokens = scopes[word.line].filter((each) => each.startIndex <= word.begin && each.endIndex > word.begin);
    const line = lines[word.line];
    const said = complaint(word, line, tokens[0]?.scopes ?? [], line.slice(0, word.begin).trimEnd().at(-1));
    words += 1;
    if (said) {
      found.push(
        `${path}:${word.line + 1}:${word.begin + 1}: \`${line.slice(word.begin, word.end)}\` ${said}: ` +
          `${tokens[0]?.scopes.slice(1)}`,
      );
    }
  }
  return found;
}

const language = await grammar();
const paths = folders.flatMap((folder) =>
  readdirSync(folder, { recursive: true })
    .filter((name) => name.endsWith(".onus"))
    .map((name) => join(folder, name)),
);
const wrong = paths.flatMap((path) => check(language, path));
const unseen = [...contextual.values()].filter((word) => !seen.has(word));
if (unseen.length > 0) {
  wrong.push(`never scoped as keywords: ${unseen.join(" ")}`);
}
console.log(
  [...wrong.slice(0, 40), `${words} words in ${paths.length} programs; ${wrong.length} are wrong`].join("\n"),
);
process.exit(wrong.length > 0 || words < 1000 ? 1 : 0);
