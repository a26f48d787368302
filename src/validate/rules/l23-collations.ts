import { isCaseSensitive } from "../../model/collation.ts";
import { serverSessions, shippingPairs } from "../../model/roles.ts";
import type { Server } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

export const l23: Rule = {
  code: "L23",
  name: "collations",
  severity: "warning",
  title: "Partners have one collation, and all copies agree in case sensitivity",
  why: "After a failover names, logins and temporary tables meet the other server's collation.",
  hint: "Use servers of one collation, or correct what is stated.",
  source:
    "docs/database-engine/database-mirroring/prerequisites-restrictions-and-recommendations-for-database-mirroring.md",
  example: {
    before: `
      servers:
        sql-a1: { collation: Latin1_General_CI_AS }   # the principal
        sql-a2: { collation: Latin1_General_CS_AS }
    `,
    after: `
      servers:
        sql-a1: { collation: Latin1_General_CI_AS }   # the principal
        sql-a2: { collation: Latin1_General_CI_AS }
    `,
  },
  *check(topology) {
    const told = new Set<Server>();
    for (const { principal, mirror } of serverSessions(topology)) {
      const [one, other] = [principal.server, mirror.server];
      if (one.collation === null || other.collation === null) continue;
      if (one.collation.toLowerCase() === other.collation.toLowerCase()) continue;
      told.add(other);
      yield {
        at: `${other.at}/collation`,
        message: `The mirror has the collation ${other.collation}, its principal ${one.id} ${one.collation}.`,
        hint: "Mirror between servers of one collation.",
      };
    }
    for (const { primary, secondary } of shippingPairs(topology)) {
      if (primary.collation === null || secondary.collation === null || told.has(secondary)) continue;
      if (isCaseSensitive(primary.collation) === isCaseSensitive(secondary.collation)) continue;
      told.add(secondary);
      yield {
        at: `${secondary.at}/collation`,
        message: `Its collation ${secondary.collation} and ${primary.collation} of ${primary.id} differ in case sensitivity.`,
        hint: "Ship to a server whose collation treats case as the primary's does.",
      };
    }
  },
};
