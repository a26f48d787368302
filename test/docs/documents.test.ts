import { spawnSync } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import manifest from "../../package.json" with { type: "json" };
import { BUNDLE, topology } from "../cli/support.ts";
import { temporaryFolder, writeAll } from "../emit/support.ts";
import { ROOT } from "../support/fixtures.ts";

const read = (path: string) => readFileSync(join(ROOT, path), "utf8");
const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "SECURITY.md",
  "CHANGELOG.md",
  "test/oracle/README.md",
  ...readdirSync(join(ROOT, "docs")).map((name) => `docs/${name}`),
];
/** Those whose commands are a user's; the rest is generated, or for those who change Hadrian. */
const FOR_USERS = [
  "README.md",
  "docs/ci.md",
  "docs/library.md",
  "docs/templates.md",
  "docs/topology.md",
  "docs/diagnostics.md",
];

interface Block {
  readonly language: string;
  readonly text: string;
}

const blocksOf = (text: string): Block[] =>
  [...text.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, language = "", body = ""]) => ({ language, text: body }));

/** A folder as the documents have it, with `hadrian` on the way to programs. */
function workplace(): { readonly cwd: string; readonly env: NodeJS.ProcessEnv } {
  const cwd = temporaryFolder();
  const [{ text = "" } = {}] = blocksOf(read("README.md")).filter(({ language }) => language === "yaml");
  writeAll(cwd, { "topology.yaml": text, "topologies/a.yaml": topology("a") });
  const bin = temporaryFolder();
  writeFileSync(join(bin, "hadrian"), `#!/bin/sh\nexec "${process.execPath}" "${BUNDLE}" "$@"\n`);
  chmodSync(join(bin, "hadrian"), 0o755);
  return { cwd, env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` } };
}

function shell(script: string, { cwd, env }: ReturnType<typeof workplace>) {
  // A check of a whole tree prints what differs in each of its files.
  return spawnSync("bash", ["-euc", script], { cwd, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

describe.each(DOCUMENTS)("%s", (path) => {
  const text = read(path);

  it("has links that lead to files", () => {
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#\s]+)(?:#[^)]*)?\)/g)].map(([, link = ""]) => link);
    for (const link of links) expect(existsSync(join(ROOT, dirname(path), link)), link).toBe(true);
  });

  it("names scripts that package.json has", () => {
    for (const [, name = ""] of text.matchAll(/`npm run ([\w-]+)/g))
      expect(Object.keys(manifest.scripts)).toContain(name);
  });
});

describe.each(FOR_USERS)("the commands in %s", (path) => {
  // What has a placeholder in it, or stands for a family of commands, is not one to run.
  const commands = [
    ...new Set([...read(path).matchAll(/`(?:npx --no -- )?(hadrian [a-z][^`\n]*)`/g)].map(([, line = ""]) => line)),
  ].filter((line) => !/[…[\]|\\]|\b[A-Z]{3,}\b/.test(line));

  it.each(commands.length > 0 ? commands : ["hadrian --version"])("%s", (line) => {
    const place = workplace();
    const [, verb = "", ...rest] = line.split(" ");
    const verbs = verb === "templates" ? [verb, ...rest.splice(0, 1)] : [verb];
    const isMention = rest.every((word) => word.startsWith("-")) && !["init", "schema", "explain"].includes(verb);
    if (isMention && verb !== "--version") {
      // A command without anything to do it to: it is named, with options that it has.
      const { status, stdout } = shell(`hadrian ${verbs.join(" ")} --help`, place);
      expect(status).toBe(0);
      for (const option of rest) expect(stdout).toContain(option);
      return;
    }
    if (verb === "init") rmSync(join(place.cwd, "topology.yaml"));
    // They speak of what was compiled, and of templates taken out, before.
    expect(shell("hadrian compile topologies -o artifacts; hadrian templates eject house-style", place).status).toBe(0);
    const { status, stderr } = shell(line, place);
    // --check and --strict may find something; wrong usage, a bug or a missing file may not be.
    expect([0, 1, 2], `${line}: ${stderr}`).toContain(status);
    expect(stderr).not.toMatch(/^(?:error:|hadrian: (?:internal|.*no such file))/m);
  });
});

describe("docs/templates.md", () => {
  it("shows a house style that works as it is shown, with --check as its snapshot test", () => {
    const place = workplace();
    const file = join(place.cwd, "house-style/tsql/head.hbs");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(
      join(place.cwd, "topology.yaml"),
      `x-change: CHG0012345\n${readFileSync(join(place.cwd, "topology.yaml"), "utf8")}`,
    );
    for (const { language, text } of blocksOf(read("docs/templates.md"))) {
      if (language === "handlebars") writeFileSync(file, text);
      else if (language === "sh") {
        const { status, stderr } = shell(text, place);
        expect(status, stderr).toBe(0);
      }
    }
    mkdirSync(join(place.cwd, "elsewhere"));
    expect(shell("hadrian compile topology.yaml -o elsewhere --templates house-style --check", place).status).toBe(2);
  });
});

describe("docs/architecture.md", () => {
  const text = read("docs/architecture.md");

  it("names files and folders that there are", () => {
    const named = [
      ...text.matchAll(
        /`((?:src|scripts|test|templates|schema|fixtures|samples|starters|bench|examples|biome)[\w./-]*)`/g,
      ),
    ];
    expect(named.length).toBeGreaterThan(20);
    for (const [, path = ""] of named) expect(existsSync(join(ROOT, path)), path).toBe(true);
  });

  it("names every folder of src, and every check of templates", () => {
    for (const { name } of readdirSync(join(ROOT, "src"), { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    )) {
      expect(text).toContain(`\`src/${name}\``);
    }
  });
});
