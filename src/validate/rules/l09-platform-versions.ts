import { serverSessions, shippings } from "../../model/roles.ts";
import type { Platform, Version } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

const UNDISPUTED: Readonly<Partial<Record<Platform, readonly Version[]>>> = {
  "skype-for-business-2015": ["2012", "2014"],
  "lync-server-2013": ["2008R2", "2012"],
};

export const l09: Rule = {
  code: "L09",
  name: "platform-versions",
  severity: "warning",
  title: "A back end of Skype for Business runs SQL Server 2012 or 2014, one of Lync Server 2008 R2 or 2012",
  why: "The documentation's pages contradict each other about every other version.",
  hint: "Use an undisputed version, or check the support with Microsoft.",
  source: "Skype/SfbServer/plan-your-deployment/requirements-for-your-environment/server-requirements.md",
  example: {
    before: `
      platform: skype-for-business-2015
      defaults:
        servers: { version: 2016 }
    `,
    after: `
      platform: skype-for-business-2015
      defaults:
        servers: { version: 2014 }
    `,
  },
  *check(topology) {
    const versions = UNDISPUTED[topology.platform];
    if (versions === undefined) return;
    const servers = [
      ...serverSessions(topology).flatMap(({ principal, mirror }) => [principal.server, mirror.server]),
      ...shippings(topology).flatMap(({ logShipping, secondary }) => [logShipping.primary, secondary.server]),
      ...topology.databases.flatMap(({ backupStore }) => (backupStore ? [backupStore.server] : [])),
    ];
    for (const server of new Set(servers)) {
      if (versions.includes(server.version)) continue;
      yield {
        at: `${server.at}/version`,
        message: `The support of SQL Server ${server.version} by ${topology.platform} is in doubt.`,
        hint: `Use SQL Server ${versions.join(" or ")}, or check the support with Microsoft.`,
      };
    }
  },
};
