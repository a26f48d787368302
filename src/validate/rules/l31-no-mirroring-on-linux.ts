import { releaseOf } from "../../model/product.ts";
import { mirroringServers } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l31: Rule = {
  code: "L31",
  name: "no-mirroring-on-linux",
  severity: "error",
  title: "No server that takes part in mirroring runs on Linux, and one on Linux is 2017 or later",
  why: "SQL Server on Linux, which began with 2017, has no database mirroring.",
  hint: "Mirror between servers on Windows; on Linux use log shipping alone, with 2017 or later.",
  source: "docs/linux/sql-server-linux-editions-and-components-2019.md",
  example: {
    before: `
      servers:
        sql-aw: { os: linux }
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2, witness: sql-aw }
    `,
    after: `
      servers:
        sql-aw: { os: windows }
      databases:
        Sales:
          mirroring: { principal: sql-a1, mirror: sql-a2, witness: sql-aw }
    `,
  },
  *check(topology) {
    const mirrored = new Set(mirroringServers(topology));
    for (const server of topology.servers) {
      if (server.os !== "linux") continue;
      if (mirrored.has(server)) {
        yield {
          at: `${server.at}/os`,
          message: "There is no mirroring on Linux, and this server takes part in it.",
          hint: "Mirror between servers on Windows; log shipping alone works on Linux.",
        };
      }
      if (releaseOf(server).linux) continue;
      yield {
        at: `${server.at}/os`,
        message: `SQL Server ${server.version} does not run on Linux.`,
        hint: "Write os: windows, or version: 2017 or later.",
      };
    }
  },
};
