import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Compilation } from "../src/compile.ts";
import { compileCase, compileText, okCases, ROOT } from "./support/fixtures.ts";
import { hasOracles } from "./support/oracles.ts";
import { pwsh, restorePwsh } from "./support/pwsh.ts";
import { sampleTopologies } from "./support/topologies.ts";

const LIMIT_MS = 600_000;
/** As many as show every feature that scripts differ by. */
const GENERATED = 24;
const SEED = 1;
/** What holds for a topology; R5 where something is mirrored and shipped. */
const PROPERTIES = ["R1", "R2", "R3", "R4", "R8", "R9", "R11", "R15"];
/** What is about pairs, or about shipped databases: no case has to have any. */
const NOT_EVERYWHERE: readonly string[] = ["R5", "R6", "R14"];
const FEWEST_DEFECTS = 30;

interface Report {
  readonly property: string;
  readonly case: string;
  readonly runs: number;
  readonly findings: readonly { readonly step: string; readonly what: string }[];
}

interface Caught {
  readonly defect: string;
  readonly expected: string;
  readonly caught: string | null;
  readonly what: string | null;
}

const PROJECT = join(ROOT, "test", "rehearsal");

const dotnet = (...args: string[]) =>
  spawnSync("dotnet", args, { encoding: "utf8", timeout: LIMIT_MS, maxBuffer: 256 * 1024 * 1024 });

/** Runs what `beforeAll` has built: to ask whether it is up to date takes longer than most of what is asked here. */
const rehearsal = (...args: string[]) => pwsh("-File", join(PROJECT, "rehearsal.ps1"), ...args);

const lines = <T>(text: string): readonly T[] =>
  text
    .split("\n")
    .filter((line) => line.startsWith("{"))
    .map((line) => JSON.parse(line) as T);

// Every generated script, run on a simulated estate. See test/rehearsal/README.md.
describe.skipIf(!hasOracles)("the rehearsal", () => {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-rehearsal-"));
  const cases = new Map<string, string>();

  function write(name: string, { topology, artifacts }: Compilation): string {
    const at = join(folder, name);
    for (const { path, bytes } of artifacts) {
      const file = join(at, "artifacts", path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    }
    writeFileSync(join(at, "topology.json"), JSON.stringify(topology));
    cases.set(name, at);
    return at;
  }

  beforeAll(() => {
    const { status, stdout } = dotnet("build", PROJECT, "-c", "Release", "-v", "quiet", "--nologo");
    expect(status, stdout).toBe(0);
    restorePwsh();
    for (const name of okCases) write(name, compileCase(name));
    for (const [index, { yaml }] of sampleTopologies(GENERATED, SEED).entries())
      write(`generated-${index}`, compileText(yaml));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it(
    "finds that every property holds, for fixtures/ok and for topologies that a generator makes",
    () => {
      const { status, stdout, stderr } = rehearsal("check", ...cases.values());
      const reports = lines<Report>(stdout);
      const findings = reports.flatMap(({ property, case: name, findings: found }) =>
        found.map(({ step, what }) => `${property} ${name} ${step}: ${what}`),
      );
      expect(findings, stderr).toEqual([]);
      for (const name of cases.keys()) {
        const own = reports.filter((report) => report.case === name);
        expect(own.map(({ property }) => property).filter((property) => !NOT_EVERYWHERE.includes(property))).toEqual(
          PROPERTIES,
        );
        for (const { property, runs } of own) {
          if (!NOT_EVERYWHERE.includes(property)) expect(runs, `${property} of ${name}`).toBeGreaterThan(0);
        }
      }
      for (const id of NOT_EVERYWHERE)
        expect(reports.some(({ property, runs }) => property === id && runs > 0)).toBe(true);
      expect(status).toBe(0);
      console.log(`rehearsal: ${reports.reduce((sum, { runs }) => sum + runs, 0)} runs over ${cases.size} topologies`);
    },
    LIMIT_MS,
  );

  it(
    "finds out every deliberate defect, by the property that the list says",
    () => {
      const { status, stdout, stderr } = rehearsal("defects", folder);
      const caught = lines<Caught>(stdout);
      console.log(
        caught.map(({ defect, caught: by }) => `${(by ?? "missed").padEnd(8)}${defect}`).join("\n") || "no defects",
      );
      expect(
        caught.filter(({ expected, caught: by }) => expected !== by).map(({ defect }) => defect),
        stderr,
      ).toEqual([]);
      expect(caught.length).toBeGreaterThanOrEqual(FEWEST_DEFECTS);
      expect(status).toBe(0);
    },
    LIMIT_MS,
  );

  /** A case of its own, in which one script was changed. */
  function changed(name: string, path: string, change: (text: string) => string): string {
    const at = write(name, compileCase("shipped-only"));
    cases.delete(name);
    const file = join(at, "artifacts", path);
    writeFileSync(file, change(readFileSync(file, "utf8")));
    return at;
  }

  const SCRIPT = "setup/04-databases/Stock/40-sql-a.Stock.primary-only.sql";

  it.each([
    [
      "a statement",
      "MERGE #hadrian_check AS a USING #hadrian_check AS b ON a.id = b.id WHEN MATCHED THEN DELETE;",
      "Merge",
    ],
    ["a function", "PRINT SOUNDEX(N'a');", "SOUNDEX"],
    ["a table", "IF EXISTS (SELECT * FROM sys.objects) PRINT N'a';", "sys.objects"],
    ["a procedure", "EXEC sys.sp_who;", "sp_who"],
    ["an option", "SET ANSI_DEFAULTS ON;", "AnsiDefaults"],
    ["an option of BACKUP", "BACKUP LOG [Stock] TO DISK = N'a' WITH STOP_ON_ERROR;", "StopOnError"],
    ["a function of the server", "PRINT @@VERSION;", "@@VERSION"],
  ])(
    "stops at %s outside the dialect, carried out or not, with file, line and name",
    (_, statement, name) => {
      // Behind a condition that never holds.
      const text = `IF 1 = 0 BEGIN ${statement} END;`;
      const at = changed("outside", SCRIPT, (before) => before.replace("SET ROWCOUNT 0;", `SET ROWCOUNT 0; ${text}`));
      const { status, stderr } = rehearsal("check", at);
      expect(stderr).toMatch(new RegExp(`${SCRIPT}:\\d+: .*${name}`));
      expect(status).toBe(2);
    },
    LIMIT_MS,
  );

  it(
    "refuses what does not exist, and a rehearsal that runs nothing",
    () => {
      const at = cases.get("shipped-only") ?? "";
      expect(rehearsal("play", at, "--scenario", "nowhere").status).toBe(2);
      expect(rehearsal("play", at, "--scenario", "nowhere").stderr).toContain("setup, again, failover");
      expect(rehearsal("play", at, "--fault", "nothing").stderr).toContain("shares-gone");
      expect(rehearsal("check").status).toBe(2);
      expect(rehearsal("check", folder).status).toBe(2);
      const empty = write("no-steps", compileCase("shipped-only"));
      cases.delete("no-steps");
      writeFileSync(join(empty, "artifacts", "manifest.json"), JSON.stringify({ files: [] }));
      expect(rehearsal("check", empty).status).toBe(2);
    },
    LIMIT_MS,
  );

  it(
    "plays a set-up step by step: what ran where, what a guard saw, what changed; and stops where a fault shows",
    () => {
      const at = cases.get("shipped-only") ?? "";
      const { status, stdout } = rehearsal("play", at);
      expect(status).toBe(0);
      expect(stdout).toMatch(/== setup\/04-databases\/Stock\/40-sql-a\.Stock\.primary-only\.sql {3}on SQLA\\ERP/);
      expect(stdout).toMatch(/saw PASS caller is sysadmin: 1/);
      expect(stdout).toMatch(/\+ sql-a log_shipping_primary_databases .*primary_database=Stock/);
      const faulty = rehearsal("play", at, "--fault", "shares-gone");
      expect(faulty.status).toBe(1);
      expect(faulty.stdout).toContain("The set-up stops here: shares-gone");
      expect(rehearsal("play", at, "--scenario", "again", "--trace").status).toBe(0);
    },
    LIMIT_MS,
  );
});
