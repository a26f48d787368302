import { ipVersion } from "../../model/ip-address.ts";
import { mirroringServers } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

/** Every address of the computer, or the computer itself: nothing that a partner can dial. */
const NOBODY = /^(?:0\.0\.0\.0|127\.\d+\.\d+\.\d+|[0:]+1?)$/;

export const l64: Rule = {
  code: "L64",
  name: "endpoint-addresses",
  severity: "error",
  title: "A mirroring endpoint that is known by an IP address listens on that address",
  why:
    "CREATE ENDPOINT takes an IPv4 or an IPv6 address, and partners that dial an address need an endpoint that names it in place of ALL. Where " +
    "host is an address, it is the endpoint's too, unless listenerIp states another.",
  hint: "Write the address by which its partners reach this server, or a DNS name as host and no listenerIp.",
  source: "docs/t-sql/statements/create-endpoint-transact-sql.md",
  example: {
    before: `
      servers:
        sql-a1: { host: sqla1.contoso.com, endpoint: { port: 5022, listenerIp: 10.0.0.300 } }
    `,
    after: `
      servers:
        sql-a1: { host: sqla1.contoso.com, endpoint: { port: 5022, listenerIp: 10.0.0.30 } }
    `,
  },
  *check(topology) {
    for (const server of mirroringServers(topology)) {
      const listenerIp = server.endpoint?.listenerIp ?? null;
      if (listenerIp === null) continue;
      const version = ipVersion(listenerIp);
      if (version !== null && !NOBODY.test(listenerIp)) continue;
      const isHost = listenerIp === server.host;
      yield {
        at: isHost ? `${server.at}/host` : `${server.endpoint?.at}/listenerIp`,
        message: `${listenerIp} is ${version === null ? "no IP address" : "no address that a partner can reach"}.`,
        hint: isHost
          ? "Write the server's DNS name, or the address by which its partners reach it."
          : "Write the address by which its partners reach this server, such as 10.0.0.11, or leave listenerIp out.",
      };
    }
  },
};
