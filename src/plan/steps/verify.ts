import type { Database, Server, Topology } from "../../model/topology.ts";
import { type PrimaryFacts, primaryFacts, type SecondaryFacts, secondaryFacts } from "../log-shipping.ts";
import { sessionFacts } from "../mirroring.ts";
import { inFolder } from "../paths.ts";
import { onServer } from "../step.ts";
import type { Step } from "../types.ts";
import { endpoint } from "./endpoint.ts";

/** One thing to read back on a server; `kind` picks the partial. */
interface Part {
  readonly kind: "agent" | "endpoint" | "chat-endpoint" | "mirroring" | "primary" | "secondary" | "monitor";
  readonly heading: string;
  readonly data: Readonly<Record<string, unknown>>;
}

function mirroringPart(topology: Topology, database: Database, server: Server): readonly Part[] {
  const { mirroring } = database;
  if (mirroring === null || (server.id !== mirroring.principal.id && server.id !== mirroring.mirror.id)) return [];
  const isPrincipal = server.id === mirroring.principal.id;
  const other = isPrincipal ? mirroring.mirror : mirroring.principal;
  const byScript = topology.platform === "sql-server";
  // Install-CsMirrorDatabase names the partners and the witness itself: their hosts and instances are known, their ports may differ.
  const facts = byScript
    ? { ...sessionFacts(mirroring, server), witnessHost: null }
    : {
        partnerAddress: null,
        partnerServerName: other.serverName,
        witnessAddress: null,
        witnessHost: mirroring.witness?.host ?? null,
        timeout: mirroring.timeout.seconds,
        safety: "FULL",
      };
  return [
    {
      kind: "mirroring",
      heading: `${database.name}: mirroring with ${other.serverName}`,
      data: {
        ...facts,
        database: database.name,
        mirroringRole: isPrincipal ? "PRINCIPAL" : "MIRROR",
        monitored: byScript,
      },
    },
  ];
}

/** The endpoint of a server that the cmdlet mirrors with: partners and witness. On plain SQL Server a step of its own makes it. */
function chatEndpointPart(topology: Topology, server: Server): readonly Part[] {
  const isPart = topology.databases.some(({ mirroring }) =>
    [mirroring?.principal, mirroring?.mirror, mirroring?.witness].some((one) => one?.id === server.id),
  );
  if (topology.platform === "sql-server" || server.endpoint === null || !isPart) return [];
  return [{ kind: "chat-endpoint", heading: "mirroring endpoint", data: { endpoint: { port: server.endpoint.port } } }];
}

function shippingParts(database: Database, server: Server): readonly Part[] {
  const { logShipping, mirroring } = database;
  if (logShipping === null) return [];
  const parts: Part[] = [];
  if (server.id === logShipping.primary.id || server.id === mirroring?.mirror.id) {
    parts.push({
      kind: "primary",
      heading: `${database.name}: log shipping primary`,
      data: {
        database: database.name,
        serverName: server.serverName,
        folder: inFolder(logShipping.backup.directory, "", server.os),
        primary: primaryFacts(logShipping),
        secondaries: logShipping.secondaries.map((one) => ({
          serverName: one.server.serverName,
          database: one.database,
        })),
        jobOwner: logShipping.jobOwner,
      },
    });
  }
  for (const secondary of logShipping.secondaries.filter((one) => one.server.id === server.id)) {
    parts.push({
      kind: "secondary",
      heading: `${secondary.database}: log shipping secondary of ${logShipping.primary.serverName}`,
      data: {
        database: database.name,
        secondary: secondaryFacts(logShipping, secondary),
        primaryServerName: logShipping.primary.serverName,
        mirrorServerName: mirroring?.mirror.serverName ?? null,
        jobOwner: logShipping.jobOwner,
      },
    });
  }
  return parts;
}

function monitorPart(topology: Topology, server: Server): readonly Part[] {
  const monitored = topology.databases.flatMap(({ name, logShipping, mirroring }) =>
    logShipping?.monitor?.server.id === server.id ? [{ name, logShipping, mirroring }] : [],
  );
  if (monitored.length === 0) return [];
  return [
    {
      kind: "monitor",
      heading: "log shipping monitor",
      data: {
        primaries: monitored.flatMap(({ name, logShipping, mirroring }) =>
          [logShipping.primary, ...(mirroring === null ? [] : [mirroring.mirror])].map((primary) => ({
            serverName: primary.serverName,
            database: name,
            ...pick(primaryFacts(logShipping)),
          })),
        ),
        databases: monitored.map(({ name, logShipping, mirroring }) => ({
          database: name,
          servers: [logShipping.primary, ...(mirroring === null ? [] : [mirroring.mirror])].map(
            (one) => one.serverName,
          ),
          alertAfter: primaryFacts(logShipping).alertAfter,
        })),
        secondaries: monitored.flatMap(({ logShipping }) =>
          logShipping.secondaries.map((one) => ({
            serverName: one.server.serverName,
            database: one.database,
            lateMinutes: secondaryFacts(logShipping, one).lateMinutes,
            ...pick(secondaryFacts(logShipping, one)),
          })),
        ),
      },
    },
  ];
}

/** What a row of the monitor holds of a half's settings. */
const pick = ({ alertAfter, alertError, alert, history }: PrimaryFacts | SecondaryFacts) => ({
  alertAfter,
  alertError,
  alert,
  history,
});

/** What a server has to show for itself, in the order in which it was set up. */
function partsOf(topology: Topology, server: Server): readonly Part[] {
  const endpoints = endpoint(topology)
    .filter((step) => step.server === server.id)
    .map((step): Part => ({ kind: "endpoint", heading: "mirroring endpoint", data: step.data }));
  const mirroring = topology.databases.flatMap((database) => mirroringPart(topology, database, server));
  const shipping = topology.databases.flatMap((database) => shippingParts(database, server));
  const monitor = monitorPart(topology, server);
  const agent: readonly Part[] =
    shipping.length + monitor.length > 0 ? [{ kind: "agent", heading: "SQL Server Agent", data: {} }] : [];
  return [...agent, ...endpoints, ...chatEndpointPart(topology, server), ...mirroring, ...shipping, ...monitor];
}

/** One for every server that has something to show. */
export function verify(topology: Topology): readonly Step[] {
  return topology.servers.flatMap((server) => {
    const parts = partsOf(topology, server);
    if (parts.length === 0) return [];
    return [
      onServer(server, {
        kind: "verify",
        phase: "setup/06-verify",
        number: 10,
        database: null,
        what: "verify",
        role: "what it was set up to be",
        title: `read back every setting on ${server.serverName}`,
        purpose: ["Compares every setting with the topology, a line each. Changes nothing."],
        before: ["the set-up is done"],
        after: ["no line says FAIL, and each WARN is accounted for"],
        next: "the runbook's next line; after the last server the set-up is complete.",
        duration: "seconds",
        readOnly: true,
        sources: [server.at],
        data: {
          parts: parts.map(({ kind, heading, data }, index) => ({
            ...data,
            kind,
            heading,
            stage: index + 1,
            next: index + 2,
          })),
          lastStage: parts.length + 1,
          endStage: parts.length + 2,
        },
      }),
    ];
  });
}
