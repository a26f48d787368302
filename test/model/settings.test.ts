import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  begunSessionRows,
  chatEndpointRows,
  endpointRows,
  sessionColumns,
  sessionRows,
} from "../../src/model/settings/rows.ts";
import { columnRows, judgedRows, settingRows, VALUE } from "../../src/model/settings/setting.ts";
import { SETTING_TABLES } from "../../src/model/settings/tables.ts";
import { ROOT } from "../support/fixtures.ts";

const reference = <T>(name: string): T =>
  JSON.parse(readFileSync(join(ROOT, "test", "oracle", "reference", name), "utf8")) as T;

interface Procedure {
  readonly parameters: readonly { readonly name: string }[];
}
const procedures = Object.entries(reference<Record<string, Procedure>>("procedures.json"));
const columns = reference<Record<string, unknown>>("tables.json");

const parametersOf = (procedure: string): readonly string[] => {
  const found = procedures.find(([name]) => name.endsWith(`.${procedure}`));
  if (found === undefined) throw new Error(`the pages have no ${procedure}`);
  return found[1].parameters.map(({ name }) => name);
};

describe.each(SETTING_TABLES)("the settings of $title", ({ set, change, from, settings }) => {
  it("name parameters that the pages have: to set, and to change those that are changed in place", () => {
    for (const setting of settings) {
      if (setting.parameter === null) continue;
      const isNew = setting.parameter === "@new_name";
      if (!isNew) expect(parametersOf(set), setting.label).toContain(setting.parameter);
      if (setting.change === "in place") expect(parametersOf(change), setting.label).toContain(setting.parameter);
    }
  });

  it("are read from columns that the pages' tables have", () => {
    const tables = [...from.matchAll(/(?:msdb\.dbo\.)?(\w+) \((\w)\)/g)].map(
      ([, table, alias]) => [alias, table] as const,
    );
    for (const { read } of settings) {
      const [, alias, column] = /\b(\w)\.(\w+)/.exec(read) ?? [];
      const table = tables.find(([name]) => name === alias)?.[1] ?? "";
      const found = Object.entries(columns).find(([name]) => name.endsWith(`.${table}`));
      expect(JSON.stringify(found?.[1]), read).toContain(`"${column}"`);
    }
  });

  it("have a key and a name each, no two the same", () => {
    const labels = settings.map(({ label }) => label);
    expect(new Set(labels).size).toBe(labels.length);
    expect(settings.every(({ key, label }) => key !== "" && label !== "")).toBe(true);
  });
});

describe("a row of a setting", () => {
  const base = { key: "k", label: "l", parameter: "@p", read: "t.c", change: "in place" } as const;

  it("compares numbers as nvarchar and texts without case, and says how its parameter is given", () => {
    expect(settingRows([{ ...base, value: () => 5 }], null)).toEqual([
      { what: "l", expected: 5, found: "CONVERT(nvarchar(20), t.c)", change: "@p = " },
    ]);
    expect(settingRows([{ ...base, value: () => "x" }], null, "job: ")).toEqual([
      { what: "job: l", expected: "x", found: "t.c COLLATE Latin1_General_CI_AS", change: "@p = N" },
    ]);
  });

  it("is left out where the topology leaves it open, and says in words what is not changed in place", () => {
    expect(settingRows([{ ...base, value: () => null }], null)).toEqual([]);
    const [row] = settingRows([{ ...base, change: { otherwise: "by hand" }, value: () => 1 }], null);
    expect(row?.change).toBe("by hand");
  });

  it("is a statement with its value, and a note behind it", () => {
    const by = (statement: string, note?: string) => {
      const change = note === undefined ? { statement } : { statement, note };
      return settingRows([{ ...base, parameter: null, change, value: () => 5 }], null)[0]?.change;
    };
    expect(by(`SET PARTNER TIMEOUT ${VALUE}`)).toBe("SET PARTNER TIMEOUT 5;");
    expect(by("STATE = STARTED", "or so")).toBe("STATE = STARTED; -- or so");
  });

  it("passes by itself where another value is as good, and warns where it is asked to", () => {
    const verdict = (accepts: string | null, warned: readonly string[]) =>
      judgedRows([{ ...base, value: () => 5, accepts: () => accepts }], null, warned)[0]?.verdict;
    expect(verdict(null, [])).toBe("NULL");
    expect(verdict(null, ["k"])).toBe("N'WARN'");
    expect(verdict("t.c = 7", [])).toBe("CASE WHEN t.c = 7 THEN N'PASS' END");
    expect(verdict("t.c = 7", ["k"])).toBe("CASE WHEN t.c = 7 THEN N'PASS' ELSE N'WARN' END");
  });

  it("has its values in a column where several objects are compared, and is left out where it is open in all", () => {
    const settings = [
      { ...base, column: "a", value: (one: { a: number | null }) => one.a },
      { ...base, column: "b", value: () => null },
    ];
    expect(columnRows(settings, [{ a: null }, { a: 5 }], "n")).toEqual({
      settings: [
        {
          what: "l",
          expected: VALUE,
          column: "n.a",
          found: "CONVERT(nvarchar(20), t.c)",
          verdict: "NULL",
          change: "@p = ",
        },
      ],
      columns: ["a"],
      values: [[null], ["5"]],
    });
  });
});

describe("the rows of several sessions", () => {
  it("warn of another time-out on the mirror, which only the principal sets", () => {
    const { settings } = sessionColumns([{ timeout: 20 }, { timeout: 10 }]);
    expect(settings.map(({ verdict }) => verdict)).toEqual([
      "CASE WHEN m.mirroring_role_desc = N'MIRROR' AND CONVERT(nvarchar(20), m.mirroring_connection_timeout) <> n.time_out THEN N'WARN' END",
    ]);
  });
});

describe("the rows of an endpoint", () => {
  const facts = { name: "Mirroring", port: 5022, role: "PARTNER", algorithm: "AES RC4", listenerIp: null } as const;
  const row = (what: string, of = endpointRows(facts)) => of.find((one) => one.what.endsWith(what));

  it("take the role ALL for any, and the algorithm that is preferred, alone or with others", () => {
    expect(row("role")?.verdict).toBe("CASE WHEN e.role_desc = N'ALL' THEN N'PASS' END");
    expect(row("role", endpointRows({ ...facts, role: "ALL" }))?.verdict).toBe("NULL");
    expect(row("encryption")?.verdict).toContain("LIKE N'%AES%'");
    expect(row("encryption", endpointRows({ ...facts, algorithm: "RC4 AES" }))?.verdict).toContain("LIKE N'%RC4%'");
  });

  it("say the statement that changes each, but for the name, which none does", () => {
    expect(row("address")).toBe(undefined);
    expect(row("address", endpointRows({ ...facts, listenerIp: "10.0.0.11" }))?.expected).toBe("10.0.0.11");
    expect(row("name")?.change).toBe("state in the topology the name that is here");
    expect(row("port")?.change).toContain("AS TCP (LISTENER_PORT = 5022);");
    expect(row("state")?.change).toBe("STATE = STARTED;");
    expect(row("encryption")?.change).toContain("(ENCRYPTION = REQUIRED ALGORITHM AES RC4, ROLE = <role>);");
    expect(row("role")?.change).toBe("FOR DATABASE_MIRRORING (ROLE = ALL);");
  });

  it("are two where Install-CsMirrorDatabase has made it, and its port is its own", () => {
    expect(chatEndpointRows(facts).map(({ what, verdict }) => [what, verdict])).toEqual([
      ["mirroring endpoint: port", "N'WARN'"],
      ["mirroring endpoint: state", "NULL"],
    ]);
  });
});

describe("the rows of a session", () => {
  it("take 10 seconds and FULL where the set-up may only have begun it, and nowhere else", () => {
    const facts = { timeout: 20, safety: "OFF" } as const;
    expect(begunSessionRows(facts).map(({ verdict }) => verdict)).toEqual([
      "CASE WHEN m.mirroring_connection_timeout = 10 THEN N'PASS' END",
      "CASE WHEN m.mirroring_safety_level_desc = N'FULL' THEN N'PASS' END",
    ]);
    expect(sessionRows(facts).map(({ change, verdict }) => [change, verdict])).toEqual([
      ["SET PARTNER TIMEOUT 20;", undefined],
      ["SET PARTNER SAFETY OFF;", undefined],
    ]);
  });

  it("compare a witness of which only the host is known by that", () => {
    const { settings, columns } = sessionColumns([{ witnessHost: "w.contoso.com" }, {}]);
    expect(columns).toEqual(["witness"]);
    expect(settings[0]?.verdict).toContain("CHARINDEX(N'//' + n.witness + N':', ");
  });
});
