import { serverSessions } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l05: Rule = {
  code: "L05",
  name: "partner-versions",
  severity: "error",
  title: "Principal, mirror and witness have one version; the partners have one edition",
  why: "Either partner must be able to take over and to run the other's database; a failover to a newer version cannot be undone.",
  hint: "Mirror between servers of one version and edition; take a witness of that version, of any edition.",
  source:
    "docs/database-engine/database-mirroring/prerequisites-restrictions-and-recommendations-for-database-mirroring.md",
  example: {
    before: `
      servers:
        sql-a1: { edition: enterprise }   # the principal
        sql-a2: { edition: standard }
    `,
    after: `
      servers:
        sql-a1: { edition: enterprise }   # the principal
        sql-a2: { edition: enterprise }
    `,
  },
  *check(topology) {
    for (const { principal, mirror, witness } of serverSessions(topology)) {
      const one = principal.server;
      for (const { server, role } of witness ? [mirror, witness] : [mirror]) {
        if (server.version === one.version) continue;
        yield {
          at: `${server.at}/version`,
          message: `The ${role} is SQL Server ${server.version}, its principal ${one.id} ${one.version}.`,
          hint: "Mirror between servers of one version, with a witness of that version.",
        };
      }
      if (mirror.server.edition === one.edition) continue;
      yield {
        at: `${mirror.server.at}/edition`,
        message: `The mirror is ${mirror.server.edition}, its principal ${one.id} ${one.edition}.`,
        hint: "Mirror between servers of one edition.",
      };
    }
  },
};
