import { clientPort, sameAddress, sameHost } from "../../model/host.ts";
import { mirroringServers } from "../../model/roles.ts";
import type { Rule } from "../rule.ts";

export const l10: Rule = {
  code: "L10",
  name: "endpoint-ports-per-host",
  severity: "error",
  title: "Endpoint ports are unique on their host, and an instance has one endpoint",
  why: "A port takes one listener: of two endpoints on one port of a host only the first starts. An instance has one mirroring endpoint.",
  hint: "Give every instance of a host an endpoint port that nothing else on the host listens on.",
  source: "docs/t-sql/statements/create-endpoint-transact-sql.md",
  example: {
    before: `
      servers:
        sql-a1: { port: 5022, endpoint: { port: 5022 } }
    `,
    after: `
      servers:
        sql-a1: { port: 1433, endpoint: { port: 5022 } }
    `,
  },
  *check(topology) {
    const servers = mirroringServers(topology);
    for (const [index, server] of servers.entries()) {
      if (server.endpoint === null) continue;
      const { at, port, listenerIp } = server.endpoint;
      for (const other of servers.slice(0, index)) {
        if (other.endpoint === null || !sameHost(other.host, server.host)) continue;
        const one = sameAddress(other, server);
        const apart =
          listenerIp !== null && other.endpoint.listenerIp !== null && listenerIp !== other.endpoint.listenerIp;
        if (one ? other.endpoint.port === port : other.endpoint.port !== port || apart) continue;
        yield {
          at: `${at}/port`,
          message: one
            ? `This and ${other.id} are one instance with two endpoint ports, ${port} and ${other.endpoint.port}.`
            : `Endpoint port ${port} is that of ${other.id} on the same host.`,
          hint: one
            ? "Describe an instance once."
            : "Give each instance of a host its own endpoint port, say 5022 and 5023.",
        };
      }
      const listener = topology.servers.find(
        (other) => clientPort(other) === port && sameHost(other.host, server.host),
      );
      if (listener === undefined) continue;
      yield {
        at: `${at}/port`,
        message: `Endpoint port ${port} is the port that clients of ${listener.id} connect to.`,
        hint: "Give the endpoint a port of its own, say 5022.",
      };
    }
  },
};
