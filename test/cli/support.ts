import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder, writeAll } from "../emit/support.ts";

/** The built program: the tests run what users run. */
export const BUNDLE = join(import.meta.dirname, "../../dist/hadrian.cjs");
if (!existsSync(BUNDLE)) throw new Error("dist/hadrian.cjs is missing: npm run build");

/** A folder with topology files, to run in. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  writeAll(folder, files);
  return folder;
}

/** How a run ended. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `hadrian` with these arguments, in `cwd`, with `input` on standard input (closed without it). */
export function hadrian(
  args: readonly string[],
  options: { cwd?: string; input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  return run(process.execPath, [BUNDLE, ...args], options);
}

/** Runs a program and collects what it says. */
export function run(
  program: string,
  args: readonly string[],
  { cwd, input, env }: { cwd?: string; input?: string; env?: Readonly<Record<string, string>> } = {},
): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, env: { ...process.env, NO_COLOR: undefined, ...env } });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.stdin.on("error", () => {});
    child.stdin.end(input ?? "");
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}

/** A topology without findings; `more` stands under `backup`. */
export function topology(name: string, more = ""): string {
  return `version: 1
name: ${name}
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, engineAccount: CONTOSO\\svc-sql, agentAccount: CONTOSO\\svc-agent }
servers:
  a: { host: a.contoso.com, site: east }
  c: { host: c.contoso.com, site: west }
databases:
  Sales:
    logShipping:
      primary: a
      backup:
        share: \\\\fs1.contoso.com\\logship
${more}
      secondaries:
        - { server: c, copy: { to: D:\\LogShip\\Sales } }
`;
}

/** One with a warning: the alert comes before three backups were due (L21). */
export function warned(name: string): string {
  return topology(name, "        alertAfter: 16m");
}

/** One with an error: a key that there is not. */
export function wrong(name: string): string {
  return topology(name, "        shar: oops");
}

/** One with many databases, which takes seconds. */
export function large(name: string, count: number): string {
  const databases = Array.from({ length: count }, (_, n) => `  Db${String(n).padStart(5, "0")}: { profile: all }\n`);
  const [head, body] = topology(name).split("databases:\n  Sales:\n");
  return `${head}profiles:\n  all:\n${body?.replaceAll("Sales", "<database>")}databases:\n${databases.join("")}`;
}
