import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PlannedStep } from "../src/plan/types.ts";
import { commands } from "../src/render/command.ts";
import { compileCase } from "./support/fixtures.ts";
import { hasOracles } from "./support/oracles.ts";
import { pwsh, restorePwsh } from "./support/pwsh.ts";

const LIMIT_MS = 300_000;

/** Between them they have every kind of PowerShell script. */
const CASES = ["mirrored-and-shipped", "skype-2015"];

interface Line {
  readonly step: PlannedStep;
  readonly name: string;
  /** As the runbook has it, for pwsh in the place of Windows PowerShell. */
  readonly line: string;
  /** Where it keeps what it prints, from the tree's folder. */
  readonly log: string;
}

/** The runbook's lines, one for each kind of PowerShell script. */
function lines(): readonly Line[] {
  const found = new Map<string, Line>();
  for (const name of CASES) {
    const { plan } = compileCase(name);
    for (const step of plan?.steps ?? []) {
      const [command] = plan === null ? [] : commands(step, plan.topology);
      if (step.format !== "powershell" || command === undefined || found.has(step.kind)) continue;
      const line = command.line.replace(/^powershell /, 'dotnet "$PSHOME/pwsh.dll" ');
      const [, log = ""] = /-Log "(.*)"$/.exec(line) ?? [];
      found.set(step.kind, { step, name, line, log: log.replaceAll("\\", "/") });
    }
  }
  return [...found.values()];
}

// What the rehearsal cannot show, because it runs all scripts in one process: the runbook's lines as they stand, each a process of its own.
describe.skipIf(!hasOracles)("the runbook's lines for PowerShell, in the real one", () => {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-pwsh-"));
  const all = lines();
  let outputs: readonly string[] = [];

  beforeAll(() => {
    restorePwsh();
    for (const name of CASES) {
      for (const { path, bytes } of compileCase(name).artifacts) {
        mkdirSync(dirname(join(folder, name, path)), { recursive: true });
        // SqlClient tries until its time is up, here too, where no server is.
        const text = Buffer.from(bytes).toString("utf8").replace("Connect Timeout=15", "Connect Timeout=1");
        writeFileSync(join(folder, name, path), text);
      }
    }
    const typed = all.flatMap(({ name, line }) =>
      ["", " -WhatIf"].map((asked) => `Set-Location ${folder}/${name}; ${line}${asked}; "exit $LASTEXITCODE"`),
    );
    const { stdout, stderr } = pwsh("-Command", typed.join("; "));
    outputs = stdout.split(/(?<=^exit .*\n)/m);
    expect(
      outputs.filter((one) => one.trim() !== ""),
      stderr,
    ).toHaveLength(2 * all.length);
  }, LIMIT_MS);
  afterAll(() => rmSync(folder, { recursive: true }));

  it("are of every kind of PowerShell script", () => {
    const kinds = CASES.flatMap((name) => compileCase(name).plan?.steps ?? []);
    expect(all.map(({ step }) => step.kind).sort()).toEqual(
      [...new Set(kinds.filter(({ format }) => format === "powershell").map(({ kind }) => kind))].sort(),
    );
  });

  it("stop where nothing of the estate is, with or without -WhatIf: exit code 1, STOPPED last, nothing changed", () => {
    for (const [index, output] of outputs.entries()) {
      const { step } = all[Math.floor(index / 2)] ?? {};
      const shown = output.trimEnd().split(/\r?\n/);
      expect(shown.at(-1), output).toBe("exit 1");
      expect(shown.at(-2), output).toContain(`STOPPED  ${step?.path} by `);
      expect(output).toContain("Nothing was changed.");
    }
  });

  it("keep what is printed in the file that they name, and add to it", () => {
    for (const { name, step, log } of all) {
      const kept = readFileSync(join(folder, name, log), "utf8");
      expect(kept.match(new RegExp(`^STOPPED {2}${step.path} by `, "gm")), kept).toHaveLength(2);
    }
  });
});
