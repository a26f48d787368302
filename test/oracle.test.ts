import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { compileCase, compileFile, compileText, okCases, ROOT } from "./support/fixtures.ts";
import { hasOracles } from "./support/oracles.ts";
import { sampleTopologies } from "./support/topologies.ts";

const LIMIT_MS = 600_000;
/** As many as show every feature that scripts differ by. */
const GENERATED = 24;
const SEED = 2;

interface Answer {
  readonly files: number;
  readonly findings: readonly {
    readonly path: string;
    readonly line: number;
    readonly code: string;
    readonly message: string;
  }[];
}

/** What the oracle looks at. */
const isLookedAt = ({ path }: { readonly path: string }): boolean => /\.(?:sql|ps1)$|^REVIEW\.md$/.test(path);

function write(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}

function oracle(...args: string[]) {
  const project = join(ROOT, "test", "oracle");
  return spawnSync("dotnet", ["run", "--project", project, "-c", "Release", "--", ...args], {
    encoding: "utf8",
    timeout: LIMIT_MS,
    maxBuffer: 64 * 1024 * 1024,
  });
}

// Microsoft's T-SQL parser and compiler and PowerShell's engine over everything that is generated. See test/oracle/README.md.
describe.skipIf(!hasOracles)("the oracle", () => {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-oracle-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it(
    "finds out every deliberate defect of its own samples",
    () => {
      const { status, stdout, stderr } = oracle("--selftest");
      expect(`${stdout}${stderr}`).toMatch(/broken samples, \d+ good ones, 0 failures/);
      expect(status).toBe(0);
    },
    LIMIT_MS,
  );

  it(
    "finds nothing in what is generated for fixtures/ok, the samples and topologies that a generator makes",
    () => {
      const compilations = [
        ...okCases.map(compileCase),
        compileFile(join(ROOT, "samples", "many-databases.yaml")),
        ...sampleTopologies(GENERATED, SEED).map(({ yaml }) => compileText(yaml)),
      ];
      let scripts = 0;
      for (const [index, { artifacts }] of compilations.entries()) {
        for (const { path, bytes } of artifacts.filter(isLookedAt)) {
          write(join(folder, String(index), path), bytes);
          scripts++;
        }
      }
      const { stdout, stderr } = oracle("--json", folder);
      const answer = JSON.parse(stdout || "null") as Answer | null;
      expect(answer, stderr).not.toBeNull();
      expect(answer?.findings).toEqual([]);
      expect(answer?.files).toBe(scripts);
    },
    LIMIT_MS,
  );

  it(
    "finds a REVIEW.md that says more of a script, or of files that are one body, than there is",
    () => {
      const place = mkdtempSync(join(folder, "review-"));
      const { artifacts } = compileFile(join(ROOT, "samples", "many-databases.yaml"));
      const changes: readonly (readonly [file: string, from: string, to: string])[] = [
        // It changes the same, and looks at something else than the file that it is said to be one with.
        ["setup/05-mirror-as-primary/Sales/20-sql-a2.Sales.primary-only.sql", "N'10080'", "N'10081'"],
        ["setup/05-mirror-as-primary/Stock/50-sql-a2.Stock.fail-back.ps1", "-Minutes 10", "-Minutes 11"],
        // What is said of several files at once does not hold for one of them.
        [
          "setup/05-mirror-as-primary/Stock/60-sql-a1.Stock.witness.sql",
          "SET WITNESS = N'TCP://sqlw.",
          "SET WITNESS = N'TCP://sqlx.",
        ],
      ];
      for (const { path, bytes } of artifacts.filter(isLookedAt)) {
        const text = Buffer.from(bytes).toString("utf8");
        const [, from, to] = changes.find(([file]) => file === path) ?? [path, "", ""];
        expect(text).toContain(from);
        write(join(place, path), Buffer.from(text.replaceAll(from, to)));
      }
      const answer = JSON.parse(oracle("--json", place).stdout) as Answer;
      const found = answer.findings.filter(({ code }) => code === "review");
      const scripts = new Set(found.map(({ message }) => message.replace(/:? (?:it has|and) .*/, "")));
      expect([...scripts].sort()).toEqual(changes.map(([file]) => file).sort());
    },
    LIMIT_MS,
  );

  it(
    "refuses to look at nothing",
    () => {
      const empty = mkdtempSync(join(folder, "empty-"));
      expect(oracle(empty).status).toBe(2);
    },
    LIMIT_MS,
  );
});
