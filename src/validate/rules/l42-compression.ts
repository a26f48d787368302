import { editionOf } from "../../model/product.ts";
import { shipments } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l42: Rule = {
  code: "L42",
  name: "compression",
  severity: "warning",
  title: "Compressed backups are asked for only where the edition makes them",
  why: "Web and Express make no compressed backups: BACKUP WITH COMPRESSION fails there.",
  hint: "Write compression: server-default, or leave it out.",
  source: "docs/sql-server/editions-and-components-of-sql-server-2019.md",
  example: {
    before: `
      servers:
        sql-b2: { edition: web }
      databases:
        Stock:
          logShipping:
            primary: sql-b2
            backup: { compression: compressed }
    `,
    after: `
      servers:
        sql-b2: { edition: web }
      databases:
        Stock:
          logShipping:
            primary: sql-b2
            backup: { compression: server-default }
    `,
  },
  *check(topology) {
    for (const { mirroring, logShipping, seed } of topology.databases) {
      const server = mirroring?.principal ?? logShipping?.primary;
      if (seed?.compression !== "compressed" || server === undefined || editionOf(server).compression) continue;
      yield {
        at: `${seed.at}/compression`,
        message: `Server ${server.id} is ${server.edition}, which makes no compressed backups.`,
        hint: "Write compression: server-default, or leave it out.",
      };
    }
    for (const { logShipping, primaries } of shipments(topology)) {
      const { at, compression } = logShipping.backup;
      const server = primaries.map((part) => part.server).find((one) => !editionOf(one).compression);
      if (compression !== "compressed" || server === undefined) continue;
      yield {
        at: `${at}/compression`,
        message: `Server ${server.id} is ${server.edition}, which makes no compressed backups.`,
        hint: "Write compression: server-default, or leave it out.",
      };
    }
  },
};
