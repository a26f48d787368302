import { isAddress } from "../../model/names.ts";
import type { Server } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

const NETBIOS = 15;

/** Why SERVERPROPERTY('ServerName') cannot answer this. */
function problem({ instance, os, serverName }: Server): string | null {
  const [machine = "", named, ...more] = serverName.split("\\");
  if (serverName.includes(",")) return "has a port";
  if (isAddress(machine)) return "is an IP address";
  if (machine === "" || named === "" || more.length > 0) return "is not MACHINE or MACHINE\\INSTANCE";
  if (os === "windows" && machine.includes(".")) return "is a DNS name";
  if (
    instance !== null &&
    instance.toLowerCase() !== "mssqlserver" &&
    named?.toLowerCase() !== instance.toLowerCase()
  ) {
    return `is not of the instance ${instance}`;
  }
  return null;
}

function* findings(server: Server, twin: Server | undefined): Iterable<Finding> {
  const at = `${server.at}/serverName`;
  const hint = "Write what SELECT SERVERPROPERTY('ServerName') answers there: MACHINE or MACHINE\\INSTANCE.";
  if (twin) yield { at, message: `This server and ${twin.id} are both ${server.serverName}.`, hint };
  const why = problem(server);
  if (why !== null) {
    yield { at, message: `${server.serverName} ${why}: SERVERPROPERTY('ServerName') never answers that.`, hint };
    return;
  }
  const [machine = "", named] = server.serverName.split("\\");
  if (server.instance === null && named !== undefined) {
    yield {
      at,
      message: `${server.serverName} is the instance ${named}, and no instance is stated: what connects, and the Skype cmdlets, would take the default one.`,
      hint: `Write instance: ${named} for it; or serverName: ${machine}, if it is the default instance.`,
    };
    return;
  }
  if (server.os !== "windows" || machine.length <= NETBIOS) return;
  yield {
    at,
    severity: "warning",
    message: `${machine} is longer than the ${NETBIOS} characters of a NetBIOS name.`,
    hint,
  };
}

export const l48: Rule = {
  code: "L48",
  name: "server-names",
  severity: "error",
  also: "warning",
  title: "Every server has a serverName of its own, as SERVERPROPERTY can answer it",
  why: "Guards, markers and the log shipping tables tell servers apart by that name: a wrong one stops every script.",
  hint: "Write what SELECT SERVERPROPERTY('ServerName') answers: MACHINE or MACHINE\\INSTANCE.",
  source: "docs/t-sql/functions/serverproperty-transact-sql.md",
  example: {
    before: `
      servers:
        sql-a1: { host: sqla1.contoso.com, serverName: sqla1.contoso.com }
    `,
    after: `
      servers:
        sql-a1: { host: sqla1.contoso.com, serverName: SQLA1 }
    `,
  },
  *check(topology) {
    const known = new Map<string, Server>();
    for (const server of topology.servers) {
      const name = server.serverName.toLowerCase();
      yield* findings(server, known.get(name));
      if (!known.has(name)) known.set(name, server);
    }
  },
};
