// SPDX-License-Identifier: Apache-2.0
// usage: bundle.mjs [--test]
// Makes dist/extension.js and puts beside it what the package has from elsewhere in the repository. With --test: the
// tests, in which `vscode` is test/vscode.ts.
import { build } from "esbuild";
import { copyFileSync, mkdirSync, readdirSync } from "node:fs";

const shared = { bundle: true, platform: "node", format: "cjs", target: "node20", logLevel: "warning" };

if (process.argv.includes("--test")) {
  const tests = readdirSync("test").filter((name) => name.endsWith(".test.ts"));
  await build({
    ...shared,
    entryPoints: tests.map((name) => `test/${name}`),
    outdir: "dist/test",
    sourcemap: "inline",
    alias: { vscode: "./test/vscode.ts" },
  });
} else {
  const repository = process.env.ONUS_REPOSITORY ?? "../..";
  mkdirSync("schemas", { recursive: true });
  copyFileSync(`${repository}/docs/schemas/onus-toml.schema.json`, "schemas/onus-toml.schema.json");
  copyFileSync(`${repository}/LICENSE`, "LICENSE");
  await build({
    ...shared,
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
    external: ["vscode"],
    minify: true,
  });
}
