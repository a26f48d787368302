import { sameSite } from "../../model/host.ts";
import { shippings } from "../../model/roles.ts";
import { shareSite } from "../../model/shares.ts";
import type { Pointer } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

export const l68: Rule = {
  code: "L68",
  name: "shares-outlive-the-site",
  severity: "warning",
  title: "Of the shares that a secondary needs when it takes over, not every one stands in the primary's data centre",
  why:
    "What is in the backup share and not yet copied is lost with the primary's data centre, and so are the shares for the new mirror and the " +
    "new backups. Only what is stated under shares is looked at; L04 tells of a share on one of the SQL Servers.",
  hint: "Put the backup share in the secondary's data centre or a third one; or acknowledge the loss of what was not copied.",
  source: "policy",
  example: {
    before: `
      shares:
        \\\\fs1.contoso.com\\logship: { site: east }   # where the primary is
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\Sales' }
    `,
    after: `
      shares:
        \\\\fs1.contoso.com\\logship: { site: west }   # where the secondary is
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\Sales' }
    `,
  },
  *check(topology) {
    const told = new Set<Pointer>();
    for (const { logShipping, secondary } of shippings(topology)) {
      const { backup, primary } = logShipping;
      const { copy, mirror, server } = secondary;
      // A secondary beside its primary is L24's, one on Linux L69's.
      if (server.os === "linux" || sameSite(primary.site, server.site)) continue;
      const isLost = (share: string): boolean => {
        const place = shareSite(topology, share);
        return place !== null && place.host === null && sameSite(place.site, primary.site);
      };
      const others = [mirror?.seedShare, mirror?.backupShare].filter((share) => share != null);
      if (![copy.from, ...others].every(isLost)) continue;
      const at = copy.from === backup.share ? `${backup.at}/share` : `${copy.at}/from`;
      if (told.has(at)) continue;
      told.add(at);
      yield {
        at,
        message: `${copy.from} is in ${primary.site}, as is every share that ${server.id} needs: lost with it is what ${server.id} has not copied.`,
        hint: `Use a share in ${server.site} or in a third data centre, or correct its site under shares; or acknowledge L68.`,
      };
    }
  },
};
