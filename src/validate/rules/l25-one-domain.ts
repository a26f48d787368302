import { dnsSuffix } from "../../model/host.ts";
import { isAddress } from "../../model/names.ts";
import { hasPersistentChat, serverSessions } from "../../model/roles.ts";
import type { Server } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

const domain = (server: Server): string => dnsSuffix(server.host) ?? "";

export const l25: Rule = {
  code: "L25",
  name: "one-domain",
  severity: "error",
  title: "On the Skype platforms principal, mirror and witness are in one domain",
  why: "Topology Builder and Install-CsMirrorDatabase set mirroring up inside one domain only.",
  hint: "Write full DNS names, and mirror between servers of one domain.",
  source:
    "Skype/SfbServer/deploy/deploy-high-availability-and-disaster-recovery/sql-mirroring-for-high-availability.md",
  example: {
    before: `
      platform: skype-for-business-2015
      servers:
        sql-a1: { host: sqla1.contoso.com }   # the principal
        sql-a2: { host: sqla2.fabrikam.com }
    `,
    after: `
      platform: skype-for-business-2015
      servers:
        sql-a1: { host: sqla1.contoso.com }   # the principal
        sql-a2: { host: sqla2.contoso.com }
    `,
  },
  *check(topology) {
    if (!hasPersistentChat(topology)) return;
    for (const { principal, mirror, witness } of serverSessions(topology)) {
      const one = principal.server;
      for (const { server, role } of witness ? [mirror, witness] : [mirror]) {
        // An address names no domain; L58 asks for the name.
        if (isAddress(server.host) || isAddress(one.host) || domain(server) === domain(one)) continue;
        yield {
          at: `${server.at}/host`,
          message: `The ${role} ${server.host} and the principal ${one.host} are in different domains.`,
          hint: "Write the full DNS names, and mirror between servers of one domain.",
        };
      }
    }
  },
};
