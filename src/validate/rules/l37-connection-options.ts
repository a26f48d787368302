import { releaseOf } from "../../model/product.ts";
import { type Shipment, shipments } from "../../model/roles.ts";
import type { ConnectionOptions, Pointer, Server } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

const hint =
  "Add connectionOptions, as { monitor: 'Encrypt=Mandatory;TrustServerCertificate=Yes;' }, or use servers of one version.";

const isStated = ({ primary, secondary, monitor }: ConnectionOptions): boolean =>
  (primary ?? secondary ?? monitor) !== null;

const takesOptions = (server: Server): boolean => releaseOf(server).connectionOptions;

/** Whether one of two servers is 2025 and the other older: their connections encrypt differently. */
const isMixed = (a: Server, b: Server): boolean => takesOptions(a) !== takesOptions(b);

function older(a: Server, b: Server): string {
  const [recent, old] = takesOptions(a) ? [a, b] : [b, a];
  return `${recent.id} is SQL Server ${recent.version} and ${old.id} ${old.version}`;
}

function* missing(options: ConnectionOptions, at: Pointer, one: Server, monitor: Server): Iterable<Finding> {
  if (!isMixed(one, monitor) || options.monitor !== null) return;
  yield { at, message: `${older(one, monitor)}: the connection to the monitor needs connectionOptions.`, hint };
}

/** Options that no server takes. */
function* idle({ logShipping, primaries }: Shipment): Iterable<Finding> {
  const { at, connectionOptions, monitor, secondaries } = logShipping;
  const servers = [...primaries, ...secondaries, ...(monitor ? [monitor] : [])].map((one) => one.server);
  if (servers.some(takesOptions)) return;
  const stated = [{ at, connectionOptions }, ...secondaries].find((one) => isStated(one.connectionOptions));
  if (stated === undefined) return;
  yield {
    at: `${stated.at}/connectionOptions`,
    severity: "warning",
    message: "Only SQL Server 2025 takes connectionOptions, and no server here is 2025.",
    hint: "Leave connectionOptions out.",
  };
}

export const l37: Rule = {
  code: "L37",
  name: "connection-options",
  severity: "error",
  also: "warning",
  title: "Where SQL Server 2025 and older servers work together, connectionOptions are stated",
  why: "SQL Server 2025 connects encrypted and checks the certificate; with an older server the set-up of the monitor fails with 32055.",
  hint: "Add connectionOptions where a server is 2025 and another older, or use one version; leave them out where none is 2025.",
  source: "docs/database-engine/log-shipping/configure-log-shipping-sql-server.md",
  example: {
    before: `
      servers:
        sql-m: { host: sqlm.contoso.com, site: dublin, version: 2025 }
      databases:
        Sales:
          logShipping:
            monitor: { server: sql-m }   # the others are 2019
    `,
    after: `
      servers:
        sql-m: { host: sqlm.contoso.com, site: dublin, version: 2025 }
      databases:
        Sales:
          logShipping:
            monitor: { server: sql-m }   # the others are 2019
            connectionOptions: { monitor: 'Encrypt=Mandatory;TrustServerCertificate=Yes;' }
    `,
  },
  *check(topology) {
    for (const shipment of shipments(topology)) {
      yield* idle(shipment);
      const { logShipping, primaries } = shipment;
      const { at, connectionOptions, monitor, primary, secondaries } = logShipping;
      if (monitor) {
        const mixed = primaries.find(({ server }) => isMixed(server, monitor.server));
        if (mixed) yield* missing(connectionOptions, monitor.at, mixed.server, monitor.server);
        for (const { at, server, connectionOptions } of mixed ? [] : secondaries) {
          yield* missing(connectionOptions, at, server, monitor.server);
        }
        continue;
      }
      const partner = [...primaries, ...secondaries].find(({ server }) => isMixed(server, primary))?.server;
      const options = [connectionOptions, ...secondaries.map((one) => one.connectionOptions)];
      if (partner === undefined || options.some(isStated)) continue;
      yield {
        at,
        message: `${older(primary, partner)}: their connections need connectionOptions.`,
        hint: hint.replace("monitor:", "secondary:"),
      };
    }
  },
};
