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
        for (const { path, bytes } of artifacts.filter((artifact) => /\.(sql|ps1)$/.test(artifact.path))) {
          const file = join(folder, String(index), path);
          mkdirSync(dirname(file), { recursive: true });
          writeFileSync(file, bytes);
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
    "refuses to look at nothing",
    () => {
      const empty = mkdtempSync(join(folder, "empty-"));
      expect(oracle(empty).status).toBe(2);
    },
    LIMIT_MS,
  );
});
