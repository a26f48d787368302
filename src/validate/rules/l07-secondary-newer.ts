import { compareVersions } from "../../model/product.ts";
import { shippings } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l07: Rule = {
  code: "L07",
  name: "secondary-newer",
  severity: "warning",
  also: "error",
  title: "A secondary is not newer than the primary; with standby that is an error",
  why:
    "Recovery on the newer server upgrades the database, which then cannot be restored on the older one: there is no way back. " +
    "RESTORE WITH STANDBY cannot upgrade at all.",
  hint: "Ship to a server of the primary's version, but for a migration; keep mode: no-recovery where versions differ.",
  source: "docs/database-engine/log-shipping/upgrading-log-shipping-to-sql-server-2016-transact-sql.md",
  example: {
    before: `
      servers:
        sql-a1: { version: 2019 }   # the primary
        sql-b1: { version: 2022 }   # its secondary
    `,
    after: `
      servers:
        sql-a1: { version: 2019 }   # the primary
        sql-b1: { version: 2019 }   # its secondary
    `,
  },
  *check(topology) {
    const told = new Set<string>();
    for (const { logShipping, secondary } of shippings(topology)) {
      const [from, to] = [logShipping.primary, secondary.server];
      if (compareVersions(to.version, from.version) <= 0) continue;
      if (secondary.restore.mode === "standby") {
        yield {
          at: `${secondary.restore.at}/mode`,
          severity: "error",
          message: `Standby is impossible: ${to.id} is SQL Server ${to.version}, ${from.id} ${from.version}.`,
          hint: "Write mode: no-recovery, or ship to a server of the primary's version.",
        };
      } else if (!told.has(`${from.id} ${to.id}`)) {
        told.add(`${from.id} ${to.id}`);
        yield {
          at: `${to.at}/version`,
          message: `The secondary is SQL Server ${to.version}, newer than ${from.id} with ${from.version}: no failing back by restore.`,
          hint: "Ship to a server of the primary's version, but for a migration.",
        };
      }
    }
  },
};
