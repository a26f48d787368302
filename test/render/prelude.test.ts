import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Compilation } from "../../src/compile.ts";
import { compileCase, compileFile, okCases, ROOT } from "../support/fixtures.ts";

const BEGIN = "# ==== Prelude";
const END = "# ==== End of the prelude";
const LONGEST = 120;
const LONGEST_HEAD = 25;

const all: readonly (readonly [string, Compilation])[] = [
  ...okCases.map((name) => [name, compileCase(name)] as const),
  ...["contoso-pchat", "many-databases"].map(
    (name) => [name, compileFile(join(ROOT, "samples", `${name}.yaml`))] as const,
  ),
];
const scripts = all.flatMap(([name, { artifacts }]) =>
  artifacts
    .filter(({ path }) => path.endsWith(".ps1"))
    .map(({ path, bytes }) => ({ at: `${name}/${path}`, text: Buffer.from(bytes).toString("utf8") })),
);
const preludeOf = (text: string) => text.slice(text.indexOf(BEGIN), text.indexOf(END) + END.length);

describe("the prelude of PowerShell scripts", () => {
  it("is the same, byte by byte, in every script of every tree", () => {
    const [first] = scripts;
    expect(scripts.length).toBeGreaterThan(20);
    for (const { at, text } of scripts) {
      expect(text.split("\r\n").filter((line) => line.startsWith("# ====")).length, at).toBe(2);
      expect(preludeOf(text), at).toBe(preludeOf(first?.text ?? ""));
    }
    expect(preludeOf(first?.text ?? "").split("\r\n").length).toBeLessThanOrEqual(LONGEST);
  });

  it("stands behind head and parameters, and before all that the script does by itself", () => {
    for (const { at, text } of scripts) {
      const head = text.slice(0, text.indexOf(BEGIN));
      expect(head.replace(/^\ufeff?(?:#.*\r\n|\r\n)*#Requires -Version 3\.0\r\n/, ""), at).toMatch(
        /^\[CmdletBinding\(SupportsShouldProcess = \$true, ConfirmImpact = 'High'\)\]\r\nparam\(.*\).*\r\n$/,
      );
      expect(text.slice(text.indexOf(END) + END.length), at).toMatch(
        /^\r\n\r\n\$file = '.*'\r\n[\s\S]*\r\n}\r\n\r\nComplete-Script -Steps { Assert-Step; Invoke-Step }\r\n$/,
      );
    }
  });

  it("has a head before it that is short, beside its list of changes", () => {
    for (const { at, text } of scripts) {
      const head = text.slice(0, text.indexOf("#Requires")).split("\r\n");
      const others = head.filter((line) => /^\ufeff?#/.test(line) && !/^#\s+\d+\. /.test(line));
      expect(others.length, at).toBeLessThanOrEqual(LONGEST_HEAD);
    }
  });
});
