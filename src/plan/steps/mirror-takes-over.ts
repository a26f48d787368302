import type { Database, LogShipping, Mirroring, Topology } from "../../model/topology.ts";
import { type SessionFacts, sessionFacts } from "../powershell.ts";
import { byPowerShell, forPool, type StepText } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that makes the mirror the principal, for as long as its half of log shipping takes. */
export type MirrorTakesOverData = SessionFacts;

function failing(
  topology: Topology,
  database: Database,
  mirroring: Mirroring,
  shipping: LogShipping,
): Step<MirrorTakesOverData> {
  const { principal, mirror } = mirroring;
  const facts = sessionFacts(topology, database, mirroring, principal);
  const text: StepText<MirrorTakesOverData> = {
    kind: "mirror-takes-over",
    database: database.name,
    what: "fail-over",
    role: facts.type === null ? "mirroring principal, which becomes the mirror" : "pool whose database fails over",
    title: `fail ${database.name} over from ${principal.serverName} to ${mirror.serverName}`,
    purpose: [
      "A server can be made a log shipping primary only while it is the principal: so the mirror becomes it, for as long as that takes.",
      "Where the mirror has its half of log shipping already and has shipped a file, there is no failover.",
    ],
    before: [
      `${database.name} is ONLINE and PRINCIPAL on ${principal.serverName}, MIRROR on ${mirror.serverName}, and SYNCHRONIZED`,
      `log shipping from ${principal.serverName} is set up and has shipped a file`,
      `SQL Server Agent runs on ${mirror.serverName}; its engine's and Agent's accounts may write to ${shipping.backup.share}`,
      "the applications can bear a failover: open connections to the database are cut",
    ],
    after: [
      `${database.name} is PRINCIPAL on ${mirror.serverName} and SYNCHRONIZED`,
      ...(facts.highPerformance ? ["safety is FULL until the script that fails back sets it OFF again"] : []),
    ],
    undo: [undo(facts, mirror.serverName)],
    duration: facts.highPerformance
      ? "a minute or two; it waits up to 30 minutes for a log backup that runs, and 10 for the partners, before and after"
      : "a minute; it waits up to 30 minutes for a log backup that runs, then up to 10 for the new principal",
    page: facts.type === null ? [] : ["mirror.1"],
    sources: [database.at, mirroring.at],
    data: facts,
  };
  return facts.type === null ? byPowerShell(principal, text) : forPool("powershell", text);
}

function undo(facts: SessionFacts, mirror: string): string {
  return facts.type === null
    ? `the script of this folder that fails back; or by hand on ${mirror}: ALTER DATABASE ... SET PARTNER FAILOVER`
    : "the script of this folder that fails back; or by hand: Invoke-CsDatabaseFailover ... -NewPrincipal Primary";
}

/** One for every database that is mirrored and shipped: the mirror becomes the principal, unless it has its half already. */
export function mirrorTakesOver(topology: Topology): readonly Step<MirrorTakesOverData>[] {
  return topology.databases.flatMap((database) =>
    database.mirroring === null || database.logShipping === null
      ? []
      : [failing(topology, database, database.mirroring, database.logShipping)],
  );
}
