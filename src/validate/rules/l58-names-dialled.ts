import { dnsSuffix, sameInstance } from "../../model/host.ts";
import { isAddress } from "../../model/names.ts";
import { hasPersistentChat, mirroringServers, shipments } from "../../model/roles.ts";
import type { Server, Topology } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** The port of a default instance. */
const DEFAULT_PORT = 1433;

const SKYPE = "Topology Builder and Skype's cmdlets";

/** Who connects to a server by a name that has no port. */
interface Dialled {
  readonly server: Server;
  /** Servers that log ship, which dial it as their monitor. */
  readonly by: Server[];
  /** Skype's tools dial its host and instance. */
  chat: boolean;
  /** Its own log shipping jobs, which on Linux have no other way than TCP. */
  ownJobs: boolean;
}

function dialled(topology: Topology): Iterable<Dialled> {
  const known = new Map<string, Dialled>();
  const of = (server: Server): Dialled => {
    const before = known.get(server.id);
    if (before !== undefined) return before;
    const made: Dialled = { server, by: [], chat: false, ownJobs: false };
    known.set(server.id, made);
    return made;
  };
  for (const { logShipping, primaries } of shipments(topology)) {
    const { monitor, secondaries } = logShipping;
    for (const { server } of [...primaries, ...secondaries]) {
      if (server.os === "linux") of(server).ownJobs = true;
      if (monitor !== null && !sameInstance(server, monitor.server)) of(monitor.server).by.push(server);
      if (hasPersistentChat(topology)) of(server).chat = true;
    }
  }
  if (hasPersistentChat(topology)) {
    const stores = topology.databases.flatMap(({ backupStore }) => (backupStore ? [backupStore.server] : []));
    for (const server of [...mirroringServers(topology), ...stores]) of(server).chat = true;
  }
  return known.values();
}

type Problem = Omit<Finding, "at">;

function portProblem({ server, by, chat, ownJobs }: Dialled): Problem | null {
  const { host, instance, port, serverName } = server;
  // Of a named instance the port is never known without SQL Server Browser; Skype's tools rely on it for every such instance.
  if (port === null || (port === DEFAULT_PORT && (instance === null || by.length === 0))) return null;
  if (!ownJobs && !chat && by.length === 0) return null;
  const who = chat ? SKYPE : by.length > 0 ? "Primaries and secondaries" : "Its log shipping jobs";
  const name = chat ? (instance === null ? host : `${host}\\${instance}`) : serverName;
  // Linux has neither SQL client aliases nor SQL Server Browser.
  if (ownJobs || by.some((one) => one.os === "linux")) {
    return {
      message: `${who} dial ${name}, on Linux with port ${DEFAULT_PORT} and no other: not ${port}.`,
      hint: `Let the instance listen on ${DEFAULT_PORT}, and leave port out.`,
    };
  }
  const alias = `make a SQL client alias ${name} for ${host},${port} on every computer that dials it`;
  return instance === null
    ? {
        message: `${who} dial ${name}, which is port ${DEFAULT_PORT}: nothing tells them of ${port}.`,
        hint: `Let the instance listen on ${DEFAULT_PORT}; or ${alias}, and acknowledge L58.`,
      }
    : {
        message: `${who} dial ${name}, and ask SQL Server Browser for the port: nothing tells them of ${port}.`,
        hint: `Run SQL Server Browser on ${host}, with UDP port 1434 open; or ${alias}. Then acknowledge L58.`,
      };
}

function hostProblem({ server, by, chat }: Dialled): Problem | null {
  const { host, serverName } = server;
  const suffix = dnsSuffix(host);
  const far = by.find((one) => suffix !== null && dnsSuffix(one.host) !== null && dnsSuffix(one.host) !== suffix);
  const isNumber = isAddress(host);
  if (isNumber && chat) {
    return {
      message: `${SKYPE} take a full DNS name, and ${host} is an address.`,
      hint: "Write the full DNS name of the server.",
    };
  }
  if (by.length === 0 || (!isNumber && far === undefined)) return null;
  return {
    message: isNumber
      ? `Primaries and secondaries dial ${serverName} and not ${host}: the name must lead there.`
      : `Primaries and secondaries dial ${serverName}, and ${far?.id} is in another DNS domain than ${host}: the name must lead there.`,
    hint: `See to it that ${serverName} resolves on the servers that dial it, or make a SQL client alias; then acknowledge L58.`,
  };
}

export const l58: Rule = {
  code: "L58",
  name: "names-dialled",
  severity: "warning",
  title: "A server that others reach by its name alone needs no port, no other DNS domain and no address for it",
  why:
    "A monitor is dialled by its serverName, which knows neither port nor domain: a default instance is asked on port 1433, a named one " +
    "through SQL Server Browser. On Linux the log shipping jobs dial their own server so. Topology Builder and Skype's cmdlets take host " +
    "and instance. Where another port is meant, a SQL client alias has to say so, and the set-up fails without.",
  hint: "Let the instance listen on 1433; or make a SQL client alias, or run SQL Server Browser, and acknowledge the warning.",
  source: "docs/database-engine/configure-windows/configure-a-server-to-listen-on-a-specific-tcp-port.md",
  example: {
    before: `
      servers:
        sql-m: { host: sqlm.contoso.com, site: dublin, port: 42000 }
      databases:
        Sales:
          logShipping:
            monitor: { server: sql-m }
    `,
    after: `
      servers:
        sql-m: { host: sqlm.contoso.com, site: dublin, port: 1433 }
      databases:
        Sales:
          logShipping:
            monitor: { server: sql-m }
    `,
  },
  *check(topology) {
    for (const one of dialled(topology)) {
      // Which name is dialled is known once the instance is stated, which L48 asks for.
      if (one.server.instance === null && one.server.serverName.includes("\\")) continue;
      const port = portProblem(one);
      if (port !== null) {
        yield { at: `${one.server.at}/port`, ...port };
        continue;
      }
      const host = hostProblem(one);
      if (host !== null) yield { at: `${one.server.at}/host`, ...host };
    }
  },
};
