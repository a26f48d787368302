import { shippings } from "../../model/roles.ts";
import type { Server } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

export const l69: Rule = {
  code: "L69",
  name: "linux-takes-over-by-hand",
  severity: "warning",
  title: "A secondary that is to take over by script runs on Windows",
  why:
    "The scripts for the loss of a site list and copy the last backups with PowerShell on the secondary, and there are none for Linux: such a " +
    "secondary gets no step of failover-site, and is brought up by hand.",
  hint: "Ship to a secondary on Windows too; or write down how the database is restored and recovered on Linux, and acknowledge L69.",
  source: "policy",
  example: {
    before: `
      servers:
        sql-b1: { os: linux }   # the secondary
    `,
    after: `
      servers:
        sql-b1: { os: windows }   # the secondary
    `,
  },
  *check(topology) {
    const told = new Set<Server>();
    for (const { secondary } of shippings(topology)) {
      const { server } = secondary;
      if (server.os === "windows" || told.has(server)) continue;
      told.add(server);
      yield {
        at: `${server.at}/os`,
        message: "A secondary on Linux: failover-site has no script with which it takes over.",
        hint: "Ship to a secondary on Windows too; or write down how it is brought up by hand, and acknowledge L69.",
      };
    }
  },
};
