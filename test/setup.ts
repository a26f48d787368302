import { spawnSync } from "node:child_process";
import type { TestProject } from "vitest/node";
import { missingNodes } from "./package/nodes.ts";

declare module "vitest" {
  interface ProvidedContext {
    hasOracles: boolean;
  }
}

/**
 * Finds out once whether the .NET oracles can run, and which Nodes there are to try the package under.
 * Without them the tests that need them are skipped, and this says so; with HADRIAN_REQUIRE_ORACLES=1 and HADRIAN_REQUIRE_NODES=1,
 * as CI has them, nothing is skipped.
 */
export default function setup(project: TestProject): void {
  const version = spawnSync("dotnet", ["--version"], { encoding: "utf8" });
  const hasOracles = version.status === 0;
  if (!hasOracles && process.env.HADRIAN_REQUIRE_ORACLES === "1") {
    throw new Error("HADRIAN_REQUIRE_ORACLES=1, but there is no .NET SDK: `dotnet --version` does not run");
  }
  if (!hasOracles) {
    console.warn(
      [
        "",
        "SKIPPED: no .NET SDK was found, so these do not run:",
        "  - Microsoft's T-SQL parser and compiler over every generated .sql",
        "  - PowerShell's parser over every generated .ps1",
        "  - the rehearsal of the scripts on a simulated estate",
        "They need .NET 10; `npm test` runs them as soon as `dotnet` is in the PATH.",
        "",
      ].join("\n"),
    );
  }
  project.provide("hasOracles", hasOracles);

  const missing = missingNodes();
  if (missing.length > 0 && process.env.HADRIAN_REQUIRE_NODES === "1") {
    throw new Error(
      `HADRIAN_REQUIRE_NODES=1, but Node ${missing.join(", ")} is not in test/package/nodes: run npm ci there`,
    );
  }
  if (missing.length > 0) {
    console.warn(
      `\nSKIPPED: the package is not tried under Node ${missing.join(", ")}. They come with: npm ci --prefix test/package/nodes (Linux, x64)\n`,
    );
  }
}
