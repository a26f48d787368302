import { sameSite } from "../../model/host.ts";
import type { Rule } from "../rule.ts";

const MOST = 4;

export const l27: Rule = {
  code: "L27",
  name: "chat-servers",
  severity: "error",
  also: "warning",
  title: "At most four chat servers are active, all of them in the primary's data centre",
  why: "A pool has four active servers at most. One far from the database answers slowly.",
  hint: "Write active: true for at most four servers, those of the primary's data centre.",
  source: "Skype/SfbServer/plan-your-deployment/persistent-chat-server/topology.md",
  example: {
    before: `
      platform: skype-for-business-2015
      persistentChat:
        servers:
          - { host: pchat1.contoso.com, site: redmond, active: true }
          - { host: pchat5.contoso.com, site: dublin, active: true }   # mgc is in redmond
    `,
    after: `
      platform: skype-for-business-2015
      persistentChat:
        servers:
          - { host: pchat1.contoso.com, site: redmond, active: true }
          - { host: pchat5.contoso.com, site: dublin, active: false }   # mgc is in redmond
    `,
  },
  *check(topology) {
    const active = topology.persistentChat?.servers.filter((one) => one.active) ?? [];
    const excess = active[MOST];
    if (excess !== undefined) {
      yield {
        at: `${excess.at}/active`,
        message: `${active.length} chat servers are active, ${MOST} at most may be.`,
        hint: "Write active: false for the servers of the other data centre.",
      };
    }
    const chat = topology.databases.find((one) => one.name.toLowerCase() === "mgc") ?? topology.databases[0];
    const primary = chat?.mirroring?.principal ?? chat?.logShipping?.primary;
    if (primary === undefined) return;
    for (const { at, host, site } of active) {
      if (sameSite(site, primary.site)) continue;
      yield {
        at: `${at}/active`,
        severity: "warning",
        message: `${host} in ${site} is active, but the database is in ${primary.site}.`,
        hint: "Write active: false: it is made active at a disaster failover.",
      };
    }
  },
};
