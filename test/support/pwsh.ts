import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import { ROOT } from "./fixtures.ts";

const LIMIT_MS = 600_000;
const OUTPUT_LIMIT = 256 * 1024 * 1024;

/** Gets PowerShell by the locked manifest `.config/dotnet-tools.json`, where it is not there yet. */
export function restorePwsh(): void {
  const { status, stdout, stderr } = spawnSync("dotnet", ["tool", "restore"], { cwd: ROOT, encoding: "utf8" });
  if (status !== 0) throw new Error(`dotnet tool restore: ${stdout}${stderr}`);
}

/** Runs the real PowerShell, of that manifest, as a process. */
export const pwsh = (...args: readonly string[]): SpawnSyncReturns<string> =>
  spawnSync("dotnet", ["tool", "run", "pwsh", "-NoProfile", "-NonInteractive", ...args], {
    cwd: ROOT,
    encoding: "utf8",
    timeout: LIMIT_MS,
    maxBuffer: OUTPUT_LIMIT,
    env: { ...process.env, POWERSHELL_TELEMETRY_OPTOUT: "1" },
  });
