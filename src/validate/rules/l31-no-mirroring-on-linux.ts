import { mirroringServers } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l31: Rule = {
  code: "L31",
  severity: "error",
  title: "No server that takes part in mirroring runs on Linux",
  why: "SQL Server on Linux has no database mirroring.",
  source: "docs/linux/sql-server-linux-editions-and-components-2019.md",
  *check(topology) {
    for (const server of mirroringServers(topology)) {
      if (server.os !== "linux") continue;
      yield {
        at: `${server.at}/os`,
        message: "There is no mirroring on Linux, and this server takes part in it.",
        hint: "Mirror between servers on Windows; log shipping alone works on Linux.",
      };
    }
  },
};
