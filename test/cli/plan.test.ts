import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { planTable } from "../../src/cli/commands/plan.ts";
import { parseSelectors } from "../../src/cli/selection.ts";
import { folderWith, hadrian, topology, wrong } from "./support.ts";

describe("plan", () => {
  test("a table, and nothing written", async () => {
    const cwd = folderWith({ "a.yaml": topology("one") });
    const { code, stdout, stderr } = await hadrian(["plan", "a.yaml"], { cwd });
    expect([code, stderr]).toEqual([0, ""]);
    const [title, , heads, ...lines] = stdout.trimEnd().split("\n");
    expect(title).toMatch(/^one: \d+ steps$/);
    expect(heads?.trim().split(/ {2,}/)).toEqual(["#", "SERVER", "DATABASE", "WHAT", "FILE"]);
    // Under each phase its steps, in their order; folder and file are the path.
    const steps = JSON.parse((await hadrian(["plan", "a.yaml", "--format", "json"], { cwd })).stdout);
    let phase = "";
    const rows = lines.flatMap((line) => {
      if (line === "" || line.endsWith("/")) phase = line.slice(0, -1) || phase;
      else if (line !== "")
        return [line.trim().split(/ {2,}/)].map(([n, server, database, what, file]) => [
          n,
          server,
          database,
          what,
          `${phase}/${file}`,
        ]);
      return [];
    });
    type Shown = Record<"order" | "server" | "database" | "title" | "path", string | null>;
    expect(rows).toEqual(
      steps.map(({ order, server, database, title, path }: Shown) => [
        String(order),
        server,
        database ?? "-",
        title,
        path,
      ]),
    );
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
      "operation",
      "phase",
      "server",
      "serverName",
      "runsOn",
      "database",
      "role",
      "section",
      "title",
      "path",
    ]);
  });
});

test("the longest names do not widen every line", () => {
  const step = (order: number, title: string) => {
    return {
      order,
      operation: "setup",
      phase: "setup/06-verify",
      server: "a",
      serverName: "A",
      runsOn: ["a"],
      database: null,
      role: "",
      section: null,
      title,
      path: `setup/06-verify/${order}.sql`,
    } as const;
  };
  const table = planTable({ topology: "one", count: 2, steps: [step(1, "x".repeat(300)), step(2, "short")] });
  const [first, second] = table.split("\n").filter((line) => line.endsWith(".sql"));
  expect(first).toContain(`${"x".repeat(300)}  1.sql`);
  expect(second?.length).toBeLessThan(60);
});

describe("--only", () => {
  const sample = join(import.meta.dirname, "../../samples/contoso-pchat.yaml");
  const many = join(import.meta.dirname, "../../samples/many-databases.yaml");
  type Shown = Record<"topology" | "server" | "serverName" | "phase" | "database" | "section", string | null> & {
    readonly runsOn: readonly string[];
  };
  const select = async (...selectors: string[]): Promise<readonly Shown[]> => {
    const only = selectors.flatMap((selector) => ["--only", selector]);
    const { code, stdout, stderr } = await hadrian(["plan", sample, "--format", "json", ...only]);
    expect([code, stderr]).toEqual([0, ""]);
    return JSON.parse(stdout);
  };

  test.each<[string[], (step: Shown) => boolean]>([
    [["server=sql-b1"], ({ runsOn }) => runsOn.includes("sql-b1")],
    [["server=SQL-B1"], ({ runsOn }) => runsOn.includes("sql-b1")],
    [["server=sqlb1\\rtc"], ({ runsOn }) => runsOn.includes("sql-b1")],
    [["server=servers"], ({ server }) => server === "servers"],
    [["server=pool"], ({ server }) => server === "pool"],
    [["phase=setup/04-databases"], ({ phase }) => phase === "setup/04-databases"],
    [["phase=04"], ({ phase }) => phase?.includes("/04-") === true],
    [["phase=databases"], ({ phase }) => phase?.endsWith("-databases") === true],
    [["phase=setup"], ({ phase }) => phase?.startsWith("setup/") === true],
    [["operation=remove"], ({ phase }) => phase?.startsWith("remove/") === true],
    [["section=secondary"], ({ section }) => section === "secondary"],
    [
      ["section=primary-only,server=sql-a2"],
      ({ section, server }) => section === "primary-only" && server === "sql-a2",
    ],
    [["database=mgc"], ({ database }) => database === "mgc"],
    [["server=sql-b1,database=mgc"], ({ runsOn, database }) => runsOn.includes("sql-b1") && database === "mgc"],
    [["server=sql-b1", "database=mgc"], ({ runsOn, database }) => runsOn.includes("sql-b1") && database === "mgc"],
    [["server=sql-a1", "server=sql-b1"], ({ runsOn }) => runsOn.includes("sql-a1") || runsOn.includes("sql-b1")],
    [
      ["server=sql-a1,phase=06-verify", "server=sql-b1"],
      ({ server, phase }) => (server === "sql-a1" || server === "sql-b1") && phase === "setup/06-verify",
    ],
  ])("%j", async (selectors, holds) => {
    const all = await select();
    const selected = await select(...selectors);
    expect(selected.length).toBeGreaterThan(0);
    expect(selected).toEqual(all.filter(holds));
  });

  test("nothing selected, though each value exists: a line that says so, and 0", async () => {
    const args = ["plan", sample, "--only", "server=sql-b2,phase=06-verify"];
    expect(await hadrian(args)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^contoso-pchat: none of \d+ steps is selected\n$/),
      stderr: "",
    });
    expect(await hadrian([...args, "--format", "json"])).toEqual({ code: 0, stdout: "[]\n", stderr: "" });
    // A server of one topology of the run is none of the other's.
    const { code, stdout } = await hadrian(["plan", sample, many, "--only", "server=sql-b1"]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^contoso-pchat: \d+ of \d+ steps\n[\s\S]*\nmany-databases: none of \d+ steps is selected\n$/,
    );
  });

  test.each([
    ["servr=sql-b1", /no key servr\. Did you mean server\? The keys are operation, phase, server, database, section$/m],
    ["sql-b1", /there is no =/],
    ["=sql-b1", /there is no key before =/],
    ["server=", /the server is empty/],
    ["server=sql-b1,phase=", /the phase is empty/],
    ["", /there is no =/],
    [
      "server=sql-b3",
      /no such server\. Did you mean sql-b1\? There are: sql-b1, pool, servers, sql-a1, sql-a2, sql-b2$/m,
    ],
    ["database=MGC", /no such database\. Did you mean mgc\? There are: mgc, mgccomp$/m],
    ["phase=setup/9", /no such phase\. There are: .*setup\/01-preflight, /],
    ["server=sql-b1,database=x", /no such database/],
    ["server=constructor", /no such server/],
  ])("%s is wrong usage", async (selector, message) => {
    const { code, stdout, stderr } = await hadrian(["plan", sample, "--only", selector]);
    expect([code, stdout]).toEqual([64, ""]);
    expect(stderr).toMatch(message);
  });

  test("where a topology has no plan, a name may be in that one", async () => {
    const cwd = folderWith({ "a.yaml": topology("one"), "b.yaml": wrong("two") });
    const { code, stdout } = await hadrian(["plan", ".", "--only", "server=elsewhere"], { cwd });
    expect([code, stdout]).toEqual([1, expect.stringMatching(/^one: none of \d+ steps is selected\n$/)]);
  });

  test("a database's name with a comma", () => {
    expect(parseSelectors(["database=a,b", "server=x,database=c"])).toEqual(
      new Map([
        ["database", ["a,b", "c"]],
        ["server", ["x"]],
      ]),
    );
  });
});
