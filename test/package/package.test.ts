import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { readAll, writeAll } from "../emit/support.ts";
import { ROOT } from "../support/fixtures.ts";
import { nodes } from "./nodes.ts";
import { npm, output, type Pack, packInto } from "./pack.ts";

/** The pack, made from dist as it is, and an empty project into which it is installed. */
const work = mkdtempSync(join(tmpdir(), "hadrian-test-"));
const project = join(work, "project");
const at = (path: string) => join(project, path);
let pack: Pack;

beforeAll(() => {
  pack = packInto(work);
  writeAll(project, {
    "package.json": JSON.stringify({ name: "consumer", private: true }),
    "esm.mjs": `import * as hadrian from "hadrian";
import { compile, plan, validate } from "hadrian";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
const source = { file: "topology.yaml", text: readFileSync("topology.yaml") };
const { plan: planned } = plan(source);
const { name, artifacts } = compile(source);
console.log(JSON.stringify({
  names: Object.keys(hadrian),
  findings: validate(source).diagnostics.length,
  steps: planned.steps.length,
  name,
  files: artifacts.length,
  isOne: createRequire(import.meta.url)("hadrian").compile === compile,
}));
`,
    "commonjs.cjs": `const hadrian = require("hadrian");
const { readFileSync } = require("node:fs");
const source = { file: "topology.yaml", text: readFileSync("topology.yaml", "utf8") };
const { name, artifacts } = hadrian.compile(source);
console.log(JSON.stringify({
  names: Object.keys(hadrian),
  findings: hadrian.validate(source).diagnostics.length,
  steps: hadrian.plan(source).plan.steps.length,
  name,
  files: artifacts.length,
  isOne: require("hadrian/schema/topology.schema.json").title === "Hadrian topology",
}));
`,
    "consumer.ts": `import { compile, type Compilation, type Diagnostic, plan, type PlanStep, type TopologySource, validate } from "hadrian";
const source: TopologySource = { file: "topology.yaml", text: new Uint8Array() };
const { diagnostics, name, artifacts }: Compilation = compile(source);
const bytes: Uint8Array | undefined = artifacts[0]?.bytes;
const codes: Diagnostic["code"][] = validate({ file: "a", text: "" }).diagnostics.map(({ code }) => code);
const first: PlanStep | undefined = plan(source).plan?.steps[0];
const phase: string = first?.phase ?? "setup/01-preflight";
const kinds: PlanStep["kind"][] = ["seed", "verify"];
const what: string[] | undefined = first?.inputs.map(({ meaning }) => meaning);
export const all: unknown[] = [diagnostics, name, bytes, codes, phase, kinds, what, first?.topologyPaths.length];
// @ts-expect-error there is no such kind
kinds.push("seeds");
// @ts-expect-error there is no such operation
first?.operation === "set-up";
// @ts-expect-error what only the compiler knows is not told
first?.data;
// @ts-expect-error there is no such code
codes.push("X01");
// @ts-expect-error a topology is no string
compile("topology.yaml");
// @ts-expect-error nothing is changed
artifacts.push({ path: "a", bytes: new Uint8Array() });
`,
  });
  const [, example = ""] = /^```js\n([\s\S]*?)^```$/m.exec(readFileSync(join(ROOT, "docs/library.md"), "utf8")) ?? [];
  writeAll(project, { "example.mjs": example });
  copyFileSync(join(ROOT, "samples/contoso-pchat.yaml"), at("topology.yaml"));
  output(npm, ["install", "--offline", "--no-audit", "--no-fund", pack.tarball], project);
});
afterAll(() => rmSync(work, { recursive: true, force: true }));

describe("the package", () => {
  it("holds what users need, and nothing else", () => {
    expect(pack.files).toEqual([
      "CHANGELOG.md",
      "LICENSE",
      "README.md",
      "dist/THIRD-PARTY-LICENSES.txt",
      "dist/changes.cjs",
      "dist/completion.cjs",
      "dist/glob.cjs",
      "dist/hadrian.cjs",
      "dist/index.cjs",
      "dist/index.d.cts",
      "dist/index.d.mts",
      "dist/index.mjs",
      "dist/stages.cjs",
      "dist/templating.cjs",
      "dist/texts.cjs",
      "dist/worker.cjs",
      "package.json",
      "schema/diagnostics.schema.json",
      "schema/topology.schema.json",
    ]);
  });

  it("needs no other, and brings the licences of those that it holds", () => {
    expect(readdirSync(at("node_modules")).filter((name) => !name.startsWith("."))).toEqual(["hadrian"]);
    const licences = readFileSync(at("node_modules/hadrian/dist/THIRD-PARTY-LICENSES.txt"), "utf8");
    for (const name of [
      "ajv",
      "commander",
      "fastest-levenshtein",
      "fdir",
      "picocolors",
      "picomatch",
      "tinyglobby",
      "yaml",
    ]) {
      expect(licences).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\([\\w-]+\\)$`, "m"));
    }
  });

  it("is packed without a word more than its name, which pre-commit takes for it", () => {
    expect(output(npm, ["config", "get", "foreground-scripts"], ROOT)).toBe("false\n");
  });

  it("is what publint asks for", async () => {
    const tarball = new Uint8Array(readFileSync(pack.tarball)).buffer;
    const { messages, pkg } = await publint({ pack: { tarball }, strict: true });
    expect(messages.map((message) => formatMessage(message, pkg))).toEqual([]);
  });

  it.each(["nodenext", "bundler"])("has types that a consumer compiles with (%s)", (resolution) => {
    const module = resolution === "bundler" ? "esnext" : "nodenext";
    const tsc = join(ROOT, "node_modules/typescript/bin/tsc");
    for (const file of ["consumer.mts", "consumer.cts"]) {
      copyFileSync(at("consumer.ts"), at(file));
      const flags = [
        "--noEmit",
        "--strict",
        "--module",
        module,
        "--moduleResolution",
        resolution,
        "--target",
        "es2022",
      ];
      output(process.execPath, [tsc, ...flags, "--types", "", "--ignoreConfig", file], project);
    }
  });
});

describe.each(nodes())("under Node $version", ({ version, program }) => {
  it("is that Node", () => {
    expect(output(program, ["--version"], project)).toBe(`v${version}\n`);
  });

  it.each(["esm.mjs", "commonjs.cjs"])("is a library (%s)", (file) => {
    expect(JSON.parse(output(program, [file], project))).toEqual({
      names: ["compile", "plan", "show", "validate"],
      findings: 0,
      steps: expect.any(Number),
      name: "contoso-pchat",
      files: expect.any(Number),
      isOne: true,
    });
  });

  it("is a library as docs/library.md uses it", () => {
    const lines = output(program, ["example.mjs"], project).trimEnd().split("\n");
    expect(lines.length).toBeGreaterThan(20);
    for (const line of lines) expect(line).toMatch(/^contoso-pchat\/[\w./-]+: \d+ bytes$/);
  });

  it("is a command", () => {
    const command = at("node_modules/.bin/hadrian");
    expect(output(program, [command, "--version"], project)).toBe(`${manifest.version}\n`);
    const out = at(`out-${version}`);
    output(program, [command, "compile", "topology.yaml", "-o", out], project);
    const files = readAll(join(out, "contoso-pchat"));
    expect(JSON.parse(files["manifest.json"] ?? "").files.length).toBe(Object.keys(files).length - 1);
  });
});

it("starts by its name, as npx starts it", () => {
  expect(output(npm, ["exec", "--offline", "--", "hadrian", "--version"], project)).toContain(manifest.version);
});
