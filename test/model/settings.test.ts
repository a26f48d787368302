import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { settingRows } from "../../src/model/settings/setting.ts";
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
});
