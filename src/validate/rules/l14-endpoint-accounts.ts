import { engineAccountKind } from "../../model/account.ts";
import { mirroringServers } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

const LOCAL: ReadonlyMap<string, string> = new Map([
  ["local-system", "Local System"],
  ["local-service", "Local Service"],
  ["local", "a local account"],
]);

export const l14: Rule = {
  code: "L14",
  name: "endpoint-accounts",
  severity: "error",
  title: "The engine's account can prove itself to the partners; certificates are not generated",
  why:
    "With Windows authentication each instance logs in to the other with its service account. Local System, Local Service and local " +
    "accounts are unknown there and would need certificates.",
  hint: "Use a domain account, a group managed service account, network-service or NT SERVICE\\MSSQLSERVER, and authentication: windows.",
  source: "docs/database-engine/database-mirroring/set-up-login-accounts-database-mirroring-always-on-availability.md",
  example: {
    before: `
      servers:
        sql-a2: { engineAccount: 'SQLA2\\svc-sql' }   # a mirror
    `,
    after: `
      servers:
        sql-a2: { engineAccount: 'CONTOSO\\svc-sql' }   # a mirror
    `,
  },
  *check(topology) {
    for (const server of mirroringServers(topology)) {
      if (server.endpoint?.authentication === "certificate") {
        yield {
          at: `${server.endpoint.at}/authentication`,
          message: "Certificate authentication of endpoints cannot be generated yet.",
          hint: "Write authentication: windows and run the engines under domain accounts.",
        };
        continue;
      }
      const kind = LOCAL.get(engineAccountKind(server));
      if (kind === undefined) continue;
      yield {
        at: `${server.at}/engineAccount`,
        message: `${server.engineAccount} is ${kind}: no partner can authenticate it without certificates.`,
        hint: "Use a domain account, a group managed service account, network-service or NT SERVICE\\MSSQLSERVER.",
      };
    }
  },
};
