import { hasPersistentChat, sessionParts, sessions } from "../../model/roles.ts";
import type { Server } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

export const l13: Rule = {
  code: "L13",
  name: "endpoint-roles",
  severity: "error",
  title: "A partner's endpoint has role partner or all, a witness' witness or all",
  why: "SET PARTNER and SET WITNESS work only with an endpoint of the fitting role.",
  hint: "Leave the role out: it follows from what the server is. Give servers that mirror an endpoint with its port.",
  source: "docs/t-sql/statements/alter-database-transact-sql-database-mirroring.md",
  example: {
    before: `
      servers:
        sql-a2: { endpoint: { port: 5022, role: witness } }   # a mirror
    `,
    after: `
      servers:
        sql-a2: { endpoint: { port: 5022, role: partner } }   # a mirror
    `,
  },
  *check(topology) {
    const needs = new Map<Server, { partner: boolean; witness: boolean }>();
    for (const part of sessions(topology).flatMap(sessionParts)) {
      const need = needs.get(part.server) ?? { partner: false, witness: false };
      need[part.role === "witness" ? "witness" : "partner"] = true;
      needs.set(part.server, need);
    }
    for (const [server, { partner, witness }] of needs) {
      const what = partner && witness ? "a partner and a witness" : partner ? "a partner" : "a witness";
      const role = partner && witness ? "all" : partner ? "partner" : "witness";
      if (server.endpoint === null) {
        // Topology Builder gives a back end its endpoint.
        if (hasPersistentChat(topology)) continue;
        yield {
          at: `${server.at}/endpoint`,
          message: `The server is ${what} and has no endpoint.`,
          hint: `Write endpoint: { port: 5022, role: ${role} }, with the port that its endpoint has or shall have.`,
        };
      } else if (server.endpoint.role !== "all" && server.endpoint.role !== role) {
        yield {
          at: `${server.endpoint.at}/role`,
          message: `The server is ${what}, but its endpoint has the role ${server.endpoint.role}.`,
          hint: `Write role: ${role}, or leave it out.`,
        };
      }
    }
  },
};
