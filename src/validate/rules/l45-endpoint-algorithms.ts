import { serverSessions, sessionParts } from "../../model/roles.ts";
import type { Endpoint, Pointer } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

function haveCommon(a: Endpoint, b: Endpoint): boolean {
  const known = b.encryption.split("-");
  return a.encryption.split("-").some((algorithm) => known.includes(algorithm));
}

export const l45: Rule = {
  code: "L45",
  name: "endpoint-algorithms",
  severity: "error",
  title: "The endpoints of principal, mirror and witness have an encryption algorithm in common",
  why: "Without one they cannot speak to each other, which shows as 1418.",
  hint: "Leave encryption out everywhere, which is aes, or state algorithms with one in common.",
  source: "docs/relational-databases/errors-events/mssqlserver-1418-database-engine-error.md",
  example: {
    before: `
      servers:
        sql-a1: { endpoint: { port: 5022, encryption: aes } }   # the principal
        sql-a2: { endpoint: { port: 5022, encryption: rc4 } }
    `,
    after: `
      servers:
        sql-a1: { endpoint: { port: 5022, encryption: aes } }   # the principal
        sql-a2: { endpoint: { port: 5022, encryption: aes } }
    `,
  },
  *check(topology) {
    const told = new Set<Pointer>();
    for (const session of serverSessions(topology)) {
      const servers = sessionParts(session).map((part) => part.server);
      for (const [index, server] of servers.entries()) {
        const { endpoint } = server;
        if (endpoint === null || told.has(endpoint.at)) continue;
        const other = servers
          .slice(0, index)
          .find((one) => one.endpoint && !told.has(one.endpoint.at) && !haveCommon(one.endpoint, endpoint));
        if (!other?.endpoint) continue;
        told.add(endpoint.at);
        yield {
          at: `${endpoint.at}/encryption`,
          message: `The endpoint speaks ${endpoint.encryption}, that of ${other.id} ${other.endpoint.encryption}.`,
          hint: "Write encryption: aes for all of them, or leave it out.",
        };
      }
    }
  },
};
