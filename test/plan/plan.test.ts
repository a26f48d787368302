import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { OPERATIONS, phasesOf } from "../../src/plan/plan.ts";
import type { TsqlData } from "../../src/plan/step.ts";
import { compileCase, compileText, okCases, ROOT } from "../support/fixtures.ts";

const sample = readFileSync(join(ROOT, "samples", "many-databases.yaml"), "utf8");

/** Artifacts by path, without those that speak of the whole. */
function scripts(text: string): Map<string, string> {
  const { artifacts, diagnostics } = compileText(text);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return new Map(
    artifacts
      .filter(({ path }) => path.startsWith("setup/") && !path.endsWith("/RUNBOOK.md"))
      .map(({ path, bytes }) => [path, Buffer.from(bytes).toString("utf8")]),
  );
}

describe("the order", () => {
  it.each(okCases)("of %s goes phase by phase and numbers every step once", (name) => {
    const { plan } = compileCase(name);
    const steps = plan?.steps ?? [];
    expect(steps.map(({ order }) => order)).toEqual(steps.map((_, index) => index + 1));
    const phases = steps.map(({ phase }) => OPERATIONS.flatMap(phasesOf).indexOf(phase));
    expect(phases).toEqual([...phases].sort((left, right) => left - right));
    expect(new Set(steps.map(({ path }) => path.toLowerCase())).size).toBe(steps.length);
  });

  it("finishes one database before it fails the next one over", () => {
    const { plan } = compileText(sample);
    const databases = (plan?.steps ?? [])
      .filter(({ phase }) => phase === "setup/05-mirror-as-primary")
      .map(({ database }) => database);
    expect(databases).toEqual([...databases].sort());
    const sales = (plan?.steps ?? []).filter(
      ({ phase, database }) => phase === "setup/05-mirror-as-primary" && database === "Sales",
    );
    expect(sales.map(({ kind }) => kind)).toEqual([
      "mirror-takes-over",
      "primary-only",
      "backup-now",
      "restore-now",
      "principal-takes-over",
      "witness",
    ]);
    const scratch = (plan?.steps ?? []).filter(
      ({ database, operation }) => database === "Scratch" && operation === "setup",
    );
    expect(scratch.at(-1)).toMatchObject({ kind: "witness", phase: "setup/04-databases" });
  });

  it("names the partner on the mirror first", () => {
    const { plan } = compileCase("mirrored-and-shipped");
    const partners = (plan?.steps ?? []).filter(({ what }) => what === "partner");
    expect(partners.map(({ kind }) => kind)).toEqual(["mirror-partner", "principal-partner"]);
  });
});

describe("what is set up where", () => {
  it("gives the secondary nothing for the mirror's pairing", () => {
    const { plan } = compileCase("mirrored-and-shipped");
    const halves = (plan?.steps ?? []).filter(({ operation, section }) => operation === "setup" && section !== null);
    expect([...new Set(halves.map(({ section, server }) => `${section} ${server}`))]).toEqual([
      "monitor sql-m",
      "primary-only sql-a",
      "secondary sql-c",
      "primary-only sql-b",
    ]);
  });

  it("ships no database that is only mirrored, and mirrors none that is only shipped", () => {
    const kindsOf = (name: string) => new Set(compileCase(name).plan?.steps.map(({ kind }) => kind));
    for (const kind of ["seed", "primary-only", "secondary"]) expect(kindsOf("mirrored-only")).not.toContain(kind);
    for (const kind of ["endpoint", "mirror-partner", "mirror-takes-over"])
      expect(kindsOf("shipped-only")).not.toContain(kind);
  });

  it("takes no backup and restores nothing where both copies are restored already", () => {
    const setup = compileCase("addresses").plan?.steps.filter(({ operation }) => operation === "setup");
    const kinds = new Set(setup?.map(({ kind }) => kind));
    for (const kind of ["seed", "restore", "mirror-seed", "mirror-restore"]) expect(kinds).not.toContain(kind);
  });
});

describe("stillness", () => {
  it("writes the same bytes twice", () => {
    expect(scripts(sample)).toEqual(scripts(sample));
  });

  it("is blind to comments and to the order of keys", () => {
    const lines = sample.split("\n");
    const servers = lines.findIndex((line) => line.startsWith("servers:"));
    const swapped = [...lines];
    [swapped[servers + 1], swapped[servers + 2]] = [lines[servers + 2] ?? "", lines[servers + 1] ?? ""];
    expect(scripts(`# another comment\n${swapped.join("\n")}`)).toEqual(scripts(sample));
  });

  it("renames and rewrites nothing else when a server and a database of its own are added", () => {
    const more = sample
      .replace(
        "servers:\n  sql-a1",
        "servers:\n  sql-0: { host: sql0.contoso.com, site: east }\n  sql-1: { host: sql1.contoso.com, site: west }\n  sql-a1",
      )
      .replace(
        "databases:\n  Sales",
        "databases:\n  Added: { logShipping: { primary: sql-0, backup: { share: '\\\\fs9\\added' }, secondaries: [{ server: sql-1, copy: { to: 'D:\\added' } }] } }\n  Sales",
      );
    const before = scripts(sample);
    const after = scripts(more);
    // The monitor of every database is the one server that they share: it has more to show. One script has a row for each server.
    const shared = [...before.keys()].filter((path) => /-(?:sql-m|servers)\./.test(path));
    expect(shared.filter((path) => path.endsWith(".ps1"))).toEqual(["setup/01-preflight/20-servers.network.ps1"]);
    for (const [path, text] of before) if (!shared.includes(path)) expect(after.get(path), path).toBe(text);
    expect(after.size).toBeGreaterThan(before.size);
  });
});

describe("the mirror's half", () => {
  it.each(["skype-2015", "mirrored-and-shipped", "hostile-names", "addresses"])(
    "of %s equals the primary's but for the server",
    (name) => {
      const { plan, artifacts } = compileCase(name);
      const bytes = new Map(artifacts.map((artifact) => [artifact.path, Buffer.from(artifact.bytes).toString("utf8")]));
      const shipped = (plan?.topology.databases ?? []).filter(
        ({ mirroring, logShipping }) => mirroring !== null && logShipping !== null,
      );
      expect(shipped.length).toBeGreaterThan(0);
      for (const { name: database, mirroring } of shipped) {
        const halves = (plan?.steps ?? []).filter((step) => step.kind === "primary-only" && step.database === database);
        const [primary, mirror] = halves.map((step) => ({ step, text: bytes.get(step.path) ?? "" }));
        if (primary === undefined || mirror === undefined || mirroring === null)
          throw new Error(`halves of ${database}`);
        // The code, without the head that says what it is for, where it stands and what comes next.
        const code = ({ step, text }: typeof primary) => {
          const facts = (step.data as TsqlData).server;
          return text
            .slice(text.indexOf("SET NOEXEC OFF"))
            .replaceAll(step.path, "<path>")
            .replace(/Next: %s', 0, 1, N'.*'\)/, "<next>")
            .replaceAll(`N'${facts.serverName.replaceAll("'", "''")}'`, "<server>")
            .replaceAll(`[${facts.serverName}]`, "<server>");
        };
        expect(code(mirror)).toBe(code(primary));
        expect(mirror.step.serverName).toBe(mirroring.mirror.serverName);
      }
    },
  );
});
