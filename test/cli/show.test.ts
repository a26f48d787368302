import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { validate } from "../../src/validate/validate.ts";
import { ROOT } from "../support/fixtures.ts";
import { folderWith, hadrian, topology, warned, wrong } from "./support.ts";

const PROFILES = `version: 1
name: many
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, engineAccount: CONTOSO\\svc-sql, agentAccount: CONTOSO\\svc-agent }
  databases: { logShipping: { history: 7d } }
servers:
  a: { host: a.contoso.com, site: east, endpoint: { port: 5022 } }
  b: { host: b.contoso.com, site: east, endpoint: { port: 5022 } }
  c: { host: c.contoso.com, site: west }
profiles:
  east:
    mirroring: { principal: a, mirror: b, seedShare: \\\\fs1\\seed }
    logShipping:
      backup: { share: \\\\fs1\\logship\\<database> }
      secondaries: [{ server: c, copy: { to: D:\\<database> } }]
databases:
  Sales: { profile: east, logShipping: { backup: { retention: 96h, schedule: { at: '02:00' }, alert: false } } }
acknowledge: { L22: the night is known }
`;

interface Row {
  readonly topology: string;
  readonly pointer: string;
  readonly value: unknown;
  readonly from: string;
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
}

test("each setting once, with its value and where it comes from", async () => {
  const cwd = folderWith({ "a.yaml": PROFILES });
  const { code, stdout, stderr } = await hadrian(["show", "a.yaml", "--format", "json"], { cwd });
  expect([code, stderr]).toEqual([0, ""]);
  const rows = JSON.parse(stdout) as Row[];
  expect(new Set(rows.map(({ pointer }) => pointer)).size).toBe(rows.length);
  const of = (pointer: string) => rows.find((row) => row.pointer === pointer);
  const shipping = "/databases/Sales/logShipping";
  /** At the text of a line. */
  const written = (from: string, value: unknown, line: number, text: string) => {
    const column = (PROFILES.split("\n")[line - 1] ?? "").indexOf(text) + 1;
    return expect.objectContaining({ topology: "many", value, from, file: "a.yaml", line, column });
  };
  expect(of(`${shipping}/history`)).toEqual(written("/defaults/databases/logShipping/history", "7d", 6, "7d"));
  expect(of(`${shipping}/backup/share`)).toEqual(
    written("/profiles/east/logShipping/backup/share", "\\\\fs1\\logship\\Sales", 15, String.raw`\\fs1`),
  );
  expect(of(`${shipping}/backup/retention`)).toEqual(written(`${shipping}/backup/retention`, "96h", 18, "96h"));
  expect(of(`${shipping}/backup/schedule/at`)).toEqual(written(`${shipping}/backup/schedule/at`, "02:00", 18, "'02"));
  expect(of("/servers/a/version")).toEqual(written("/defaults/servers/version", "2019", 5, "2019"));
  // What follows from another setting is where that is.
  expect(of(`${shipping}/primary`)).toEqual(written("/profiles/east/mirroring/principal", "a", 13, "a, mirror"));
  expect(of(`${shipping}/secondaries/0/copy/from`)).toMatchObject({ from: "/profiles/east/logShipping/backup/share" });
  for (const [pointer, value] of [
    [`${shipping}/backup/compression`, "server-default"],
    [`${shipping}/backup/job`, "LSBackup_Sales"],
    [`${shipping}/monitor`, null],
    [`${shipping}/secondaries/0/restore/schedule/every`, "15m"],
    [`${shipping}/secondaries/0/restore/schedule/everyDays`, 1],
    ["/servers/a/serverName", "A"],
    ["/databases/Sales/priority", 100],
  ] as const) {
    expect(of(pointer)).toEqual({
      topology: "many",
      pointer,
      value,
      from: "default",
      file: null,
      line: null,
      column: null,
    });
  }
});

test("as YAML, each with a comment", async () => {
  const cwd = folderWith({ "a.yaml": PROFILES });
  const { code, stdout, stderr } = await hadrian(["show", "a.yaml"], { cwd });
  expect([code, stderr]).toEqual([0, ""]);
  const lines = stdout.split("\n").map((line) => line.trim());
  for (const line of [
    "history: 7d  # line 6, defaults.databases",
    "share: '\\\\fs1\\logship\\Sales'  # line 15, profiles.east",
    "retention: 96h  # line 18",
    "alert: false  # line 18",
    "compression: server-default  # default",
    "- server: c  # line 16, profiles.east",
  ]) {
    expect(lines).toContain(line);
  }
  expect(parse(stdout).databases.Sales.logShipping.secondaries[0].copy.to).toBe("D:\\Sales");
});

describe.each(readdirSync(join(ROOT, "fixtures/ok")))("fixtures/ok/%s", (name) => {
  test("is shown as a topology that resolves to the same", async () => {
    const file = join(ROOT, "fixtures/ok", name, "topology.yaml");
    const { code, stdout } = await hadrian(["show", file]);
    expect(code).toBe(0);
    const resolved = (bytes: Uint8Array) => {
      const { diagnostics, topology } = validate({ file: "t.yaml", bytes });
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      return { ...topology, x: null };
    };
    expect(resolved(Buffer.from(stdout))).toEqual(resolved(readFileSync(file)));
  });
});

test("several files: one array, or a document each; what is not complete is told and left out", async () => {
  const cwd = folderWith({ "a.yaml": warned("one"), "b.yaml": wrong("two"), "c.yaml": topology("three") });
  const json = await hadrian(["show", ".", "--format", "json"], { cwd });
  expect(json.code).toBe(1);
  expect([...new Set((JSON.parse(json.stdout) as Row[]).map((row) => row.topology))]).toEqual(["one", "three"]);
  expect(json.stderr).toMatch(/^a\.yaml:\d+:\d+: warning/m);
  expect(json.stderr).toMatch(/^hadrian: b\.yaml: 1 error, no warnings; it is not complete, and cannot be shown$/m);
  const yaml = await hadrian(["show", "."], { cwd });
  expect(yaml.stdout.split(/^---$/m)).toHaveLength(2);
});

test("what a rule refuses is shown, and is 1", async () => {
  const cwd = folderWith({ "a.yaml": topology("one", "        alertError: 7") });
  const { code, stdout, stderr } = await hadrian(["show", "a.yaml"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toMatch(/^ +alertError: 7 {2}# line \d+$/m);
  expect(stderr).toMatch(/\[L38\]/);
});
