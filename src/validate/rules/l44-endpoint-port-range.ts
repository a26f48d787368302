import type { Rule } from "../rule.ts";

const LEAST = 1024;
const MOST = 32_767;

export const l44: Rule = {
  code: "L44",
  name: "endpoint-port-range",
  severity: "error",
  title: "An endpoint's port is 1024 to 32767",
  why: "CREATE ENDPOINT takes a listener port of that range.",
  hint: "Write the port that the endpoint has or shall have, say 5022.",
  source: "docs/t-sql/statements/create-endpoint-transact-sql.md",
  example: {
    before: `
      servers:
        sql-a1: { endpoint: { port: 50220 } }
    `,
    after: `
      servers:
        sql-a1: { endpoint: { port: 5022 } }
    `,
  },
  *check(topology) {
    for (const { endpoint } of topology.servers) {
      if (endpoint === null || (endpoint.port >= LEAST && endpoint.port <= MOST)) continue;
      yield {
        at: `${endpoint.at}/port`,
        message: `The endpoint port ${endpoint.port} is outside ${LEAST} to ${MOST}.`,
        hint: "Write the port that the endpoint has or shall have, say 5022.",
      };
    }
  },
};
