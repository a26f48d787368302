import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { wrong } from "../cli/support.ts";
import { ROOT } from "../support/fixtures.ts";
import { type Ended, git, Repository, shell } from "./repository.ts";

const text = (path: string) => readFileSync(join(ROOT, path), "utf8");
const guide = text("docs/ci.md");
const blocks = (language: string) => {
  return [...guide.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].flatMap(([, of, block]) =>
    of === language ? [block] : [],
  );
};

let repository: Repository;
beforeAll(() => {
  repository = new Repository(blocks("gitattributes")[0] ?? "");
});
afterAll(() => repository.remove());

/** A repository without fault; one whose topology has an error; one with a script that was changed by hand. */
const SCRIPT = "artifacts/one/setup/04-databases/Sales/40-a.Sales.primary-only.sql";
const good = () => repository.copy();
const withError = () => repository.copy({ "topologies/a.yaml": wrong("one") });
const changed = () => {
  const script = readFileSync(join(good(), SCRIPT), "utf8");
  const edited = script.replace("@backup_retention_period = 4320", "@backup_retention_period = 60");
  expect(edited).not.toBe(script);
  return repository.copy({ [SCRIPT]: edited });
};

interface Line {
  readonly name: string;
  readonly command: string;
}

/** The lines of each example, in their order, and how its host's shell runs them. */
const EXAMPLES = {
  "github-actions": {
    flags: ["-e"],
    lines: (yaml: string): Line[] =>
      parse(yaml).jobs.topologies.steps.flatMap(({ name, run }: { name: string; run?: string }) =>
        run === undefined ? [] : [{ name, command: run }],
      ),
  },
  "azure-pipelines": {
    flags: ["--noprofile", "--norc"],
    lines: (yaml: string): Line[] =>
      parse(yaml).steps.flatMap(({ displayName, script }: { displayName: string; script?: string }) =>
        script === undefined ? [] : [{ name: displayName, command: script }],
      ),
  },
} as const;

/** Every line of an example in a repository: all run, as they do after one has failed. */
function runAll(example: keyof typeof EXAMPLES, cwd: string): Readonly<Record<string, Ended>> {
  const { flags, lines } = EXAMPLES[example];
  const found = lines(text(`examples/${example}.yml`));
  return Object.fromEntries(found.map(({ name, command }) => [name, shell(cwd, flags, command)]));
}

const codes = (ended: Readonly<Record<string, Ended>>) => Object.values(ended).map(({ status }) => status);

describe("the GitHub Actions example", () => {
  it("passes, and writes SARIF without findings", () => {
    const cwd = good();
    expect(codes(runAll("github-actions", cwd))).toEqual([0, 0, 0, 0]);
    expect(JSON.parse(readFileSync(join(cwd, "hadrian.sarif"), "utf8"))).toMatchObject({
      version: "2.1.0",
      runs: [{ results: [] }],
    });
    expect(git(cwd, "status", "--porcelain")).toBe("");
  });

  it("annotates an error at its line, and hands it to code scanning", () => {
    const cwd = withError();
    const ended = runAll("github-actions", cwd);
    expect(codes(ended)).toEqual([0, 1, 1, 1]);
    expect(ended["Validate the topologies"]?.stdout).toMatch(
      /^::error (?=.*file=topologies\/a\.yaml\b)(?=.*line=15\b)/m,
    );
    const { runs } = JSON.parse(readFileSync(join(cwd, "hadrian.sarif"), "utf8"));
    expect(runs[0].results).toMatchObject([
      {
        level: "error",
        locations: [
          {
            physicalLocation: {
              artifactLocation: { uri: "topologies/a.yaml" },
              region: { startLine: 15, startColumn: 9 },
            },
          },
        ],
      },
    ]);
  });

  it("shows what was changed by hand", () => {
    const ended = runAll("github-actions", changed());
    expect(codes(ended)).toEqual([0, 0, 2, 0]);
    const diff = ended["Compare the scripts with the topologies"]?.stdout;
    expect(diff).toMatch(/^-.*@backup_retention_period = 60/m);
    expect(diff).toMatch(/^\+.*@backup_retention_period = 4320/m);
  });
});

describe("the Azure Pipelines example", () => {
  it("passes", () => expect(codes(runAll("azure-pipelines", good()))).toEqual([0, 0, 0]));

  it("tells an error with its place", () => {
    const ended = runAll("azure-pipelines", withError());
    expect(codes(ended)).toEqual([0, 1, 1]);
    expect(ended["Validate the topologies"]?.stdout).toMatch(/^topologies\/a\.yaml:15:9: error/m);
  });

  it("shows what was changed by hand", () => {
    expect(codes(runAll("azure-pipelines", changed()))).toEqual([0, 0, 2]);
  });
});

interface Hook {
  readonly id: string;
  readonly entry: string;
  readonly files?: string;
  readonly types?: readonly string[];
  readonly args?: readonly string[];
  readonly pass_filenames?: boolean;
}

/** Runs a hook as pre-commit does: its entry, its args, and the names of the files that it is for; null without any. */
function runHook(hook: Hook, cwd: string): number | null {
  const files = git(cwd, "ls-files").split("\n");
  const fitting = files.filter((file) => {
    const isYaml = !hook.types?.includes("yaml") || /\.ya?ml$/.test(file);
    return file !== "" && isYaml && new RegExp(hook.files ?? "").test(file);
  });
  expect(fitting).not.toEqual([]);
  const names = hook.pass_filenames === false ? [] : fitting;
  return shell(cwd, [], [hook.entry, ...(hook.args ?? []), ...names].join(" ")).status;
}

describe("the pre-commit hooks", () => {
  const defined: Hook[] = parse(text(".pre-commit-hooks.yaml"));
  const [local = [], remote = []] = blocks("yaml").map((block): Hook[] => parse(block ?? "").repos[0].hooks);
  /** What a configuration says of a hook goes over what the definition says. */
  const configured = remote.map((hook) => {
    const definition = defined.find(({ id }) => id === hook.id);
    if (definition === undefined) throw new Error(`docs/ci.md names ${hook.id}, which is not defined`);
    return { ...definition, ...hook };
  });

  it("are those of the guide", () => {
    expect(remote.map(({ id }) => id)).toEqual(defined.map(({ id }) => id));
    expect(local.map(({ id }) => id)).toEqual(defined.map(({ id }) => id));
  });

  const named = (how: string, hooks: readonly Hook[]) => hooks.map((hook) => [`${how}, ${hook.id}`, hook] as const);
  it.each([...named("installed by pre-commit", configured), ...named("of the repository's own", local)])(
    "%s: passes, and stops a commit",
    (_, hook) => {
      expect(runHook(hook, good())).toBe(0);
      expect(runHook(hook, withError())).toBe(1);
      expect(runHook(hook, changed())).toBe(hook.id === "hadrian-compile-check" ? 2 : 0);
    },
  );
});
