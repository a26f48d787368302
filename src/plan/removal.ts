import type { Database, LogShipping, Server, Topology } from "../model/topology.ts";

/** Every half of log shipping that a primary has, or its mirror. */
export function primaryHalves(
  topology: Topology,
): readonly { readonly database: Database; readonly shipping: LogShipping; readonly server: Server }[] {
  return topology.databases.flatMap((database) => {
    const { logShipping: shipping, mirroring } = database;
    if (shipping === null) return [];
    const servers = mirroring === null ? [shipping.primary] : [mirroring.principal, mirroring.mirror];
    return servers.map((server) => ({ database, shipping, server }));
  });
}

/** What holds before a procedure that takes rows away on a remote monitor, whoever calls it. */
export const monitorAnswers = ({ monitor }: LogShipping, server: Server): readonly string[] =>
  monitor === null || monitor.server.id === server.id
    ? []
    : [
        `${monitor.server.serverName} answers: the procedure takes its rows away there too. No documented one leaves a lost monitor out: a server or an alias of that name must answer`,
      ];
