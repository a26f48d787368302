import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { folderWith, hadrian, topology, wrong } from "./support.ts";

describe("plan", () => {
  test("a table, and nothing written", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    const { code, stdout, stderr } = await hadrian(["plan", "a.yaml"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    const [title, heads, ...rows] = stdout.trimEnd().split("\n");
    expect(title).toMatch(/^one: \d+ steps?$/);
    expect(heads?.split(/ {2,}/).map((head) => head.trim())).toEqual([
      "#",
      "PHASE",
      "SERVER",
      "DATABASE",
      "WHAT",
      "FILE",
    ]);
    expect(rows.map((row) => Number(/^ *(\d+)/.exec(row)?.[1]))).toEqual(rows.map((_, index) => index + 1));
    expect(readdirSync(cwd)).toEqual(["a.yaml"]);
  });

  test("as JSON, over several topologies", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "b.yaml": topology("two"), "c.yaml": wrong("three") });
    const { code, stdout, stderr } = await hadrian(["plan", ".", "--format", "json"], { cwd });
    expect(code).toBe(1);
    expect(stderr).toMatch(/c\.yaml: 1 error, no warnings; there is no plan for it/);
    const steps = JSON.parse(stdout);
    expect([...new Set(steps.map((step: { topology: string }) => step.topology))]).toEqual(["one", "two"]);
    expect(Object.keys(steps[0])).toEqual([
      "topology",
      "order",
      "phase",
      "server",
      "serverName",
      "database",
      "role",
      "section",
      "title",
      "path",
    ]);
  });
});
