import { join } from "node:path";
import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, it } from "vitest";
import { OPERATIONS } from "../../src/plan/plan.ts";
import { totals } from "../../src/plan/totals.ts";
import { commands } from "../../src/render/command.ts";
import { compileCase, compileFile, okCases, ROOT, textOf } from "../support/fixtures.ts";

let parse: (text: string) => Promise<unknown>;

beforeAll(async () => {
  // Mermaid cleans labels by a DOM.
  const { window } = new JSDOM("");
  Object.assign(globalThis, { window, document: window.document });
  const { default: mermaid } = await import("mermaid");
  parse = (text) => mermaid.parse(text);
});

const pictures = (markdown: string): string[] =>
  [...markdown.matchAll(/```mermaid\n([\s\S]*?)```/g)].map((match) => match[1] ?? "");

describe.each(okCases)("the runbook of %s", (name) => {
  const compilation = compileCase(name);
  const runbook = textOf(compilation, "RUNBOOK.md");

  it("has two pictures that Mermaid understands", async () => {
    expect(pictures(runbook)).toHaveLength(2);
    for (const picture of pictures(runbook)) await expect(parse(picture)).resolves.toBeTruthy();
  });

  const planned = OPERATIONS.filter(({ name: operation }) =>
    compilation.plan?.steps.some((step) => step.operation === operation),
  );
  it.each(planned)("has every step of $name, in order, with the line that runs it", (operation) => {
    const steps = (compilation.plan?.steps ?? []).filter((step) => step.operation === operation.name);
    const rows = [...textOf(compilation, `${operation.name}/RUNBOOK.md`).matchAll(/^\| (\d+) \| .*$/gm)];
    expect(rows.map(([, order]) => Number(order))).toEqual(steps.map((_, index) => index + 1));
    for (const [index, { path, format, address }] of steps.entries()) {
      const file = path.replaceAll("/", "\\");
      const row = rows[index]?.[0] ?? "";
      if (format === "tsql") expect(row).toContain(`sqlcmd -b -I -E -S "${address}" -i "${file}" -o "`);
      else expect(row).toContain(file);
    }
  });

  it("says in its first ten lines how many outages come, one for each script that fails over", () => {
    const outages = compilation.plan?.steps.filter(({ kind }) => kind.endsWith("-takes-over")).length;
    for (const path of ["RUNBOOK.md", "setup/RUNBOOK.md"]) {
      const [, found] = /^Planned outages: (\w+)/m.exec(textOf(compilation, path).split("\n", 10).join("\n")) ?? [];
      expect(found === "none" ? 0 : Number(found), path).toBe(outages);
    }
  });
});

describe("the time without log backups", () => {
  const { plan } = compileFile(join(ROOT, "samples", "many-databases.yaml"));
  const costs = new Map(plan === null ? [] : totals(plan, "setup").map((one) => [one.database.name, one]));
  const spans = (name: string) =>
    costs
      .get(name)
      ?.withoutLogBackups.map(({ from, to }) => `${from.kind} ${from.database} to ${to.kind} ${to.database}`);

  it("goes from the first seed to the primary's first backup, and from the failover to the mirror's", () => {
    expect(spans("Sales")).toEqual([
      "mirror-seed Sales to backup-now Sales",
      "mirror-takes-over Sales to backup-now Sales",
    ]);
    expect(spans("Reports")).toEqual(["seed Reports to backup-now Reports"]);
  });

  it("of a database that is mirrored only ends with its session", () => {
    expect(spans("Scratch")).toEqual(["mirror-seed Scratch to principal-partner Scratch"]);
  });

  it("begins with the database's first step where its copies were made before", () => {
    const { plan: old } = compileCase("addresses");
    const [only] = old === null ? [] : totals(old, "setup");
    expect(only?.withoutLogBackups.map(({ from, to }) => `${from.kind} to ${to.kind}`)).toEqual([
      "mirror-partner to backup-now",
      "mirror-takes-over to backup-now",
    ]);
    const setup = textOf(compileCase("addresses"), "setup/RUNBOOK.md");
    // Jobs are stopped before the copies are used, not before the failover: what they back up by then is a gap at the secondary.
    expect(setup.indexOf("take it out of every other job")).toBeLessThan(setup.indexOf("setup/05-mirror-as-primary"));
  });

  it("has nothing between its steps of another database", () => {
    for (const { database, withoutLogBackups } of costs.values()) {
      for (const { from, to } of withoutLogBackups) {
        const between = plan?.steps.filter(({ order }) => order >= from.order && order <= to.order) ?? [];
        expect(new Set(between.map((step) => step.database))).toEqual(new Set([database.name]));
      }
    }
  });
});

describe("the lines", () => {
  const step = (address: string) => {
    const { plan } = compileFile(join(ROOT, "samples", "many-databases.yaml"));
    const [first] = plan?.steps ?? [];
    if (plan === null || first === undefined) throw new Error("no step");
    return commands({ ...first, address }, plan.topology);
  };

  it("are one for every shell", () => {
    const [only, ...others] = step("sqla.contoso.com\\ERP");
    expect([only?.shell, others]).toEqual([null, []]);
    expect(only?.line).not.toMatch(/[$%`'^&]/);
  });

  it("are two where an instance's name has a $, which PowerShell replaces within double quotes", () => {
    const lines = step("sqla.contoso.com\\$B");
    expect(lines.map(({ shell }) => shell)).toEqual(["cmd", "PowerShell"]);
    expect(lines[0]?.line).toContain('-S "sqla.contoso.com\\$B"');
    expect(lines[1]?.line).toContain("-S 'sqla.contoso.com\\$B'");
  });
});

describe("the pictures", () => {
  it("are told apart from what is no Mermaid", async () => {
    await expect(parse("flowchart LR\n  a[")).rejects.toThrow();
  });
});
