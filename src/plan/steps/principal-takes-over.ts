import type { Database, Mirroring, Topology } from "../../model/topology.ts";
import { type SessionFacts, sessionFacts } from "../powershell.ts";
import { byPowerShell, forPool, type StepText } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that makes the principal of the topology the principal again. */
export type PrincipalTakesOverData = SessionFacts;

function failing(topology: Topology, database: Database, mirroring: Mirroring): Step<PrincipalTakesOverData> {
  const { principal, mirror } = mirroring;
  const facts = sessionFacts(topology, database, mirroring, mirror);
  const text: StepText<PrincipalTakesOverData> = {
    kind: "principal-takes-over",
    database: database.name,
    what: "fail-back",
    role: facts.type === null ? "mirror, which is the principal until this is done" : "pool whose database fails back",
    title: `fail ${database.name} back from ${mirror.serverName} to ${principal.serverName}`,
    purpose: [
      "The mirror has its half of log shipping and has shipped a file: the principal of the topology takes over again.",
      "Without that half and its first file nothing is failed back, because the failover would have been for nothing.",
    ],
    before: [
      `${database.name} is ONLINE and PRINCIPAL on ${mirror.serverName}, MIRROR on ${principal.serverName}, and SYNCHRONIZED`,
      `${mirror.serverName} has its half of log shipping, and its backup job has taken a backup`,
      "the applications can bear a failover: open connections to the database are cut",
    ],
    after: [
      `${database.name} is PRINCIPAL on ${principal.serverName} and SYNCHRONIZED`,
      ...(facts.highPerformance ? ["safety is OFF, as high-performance mode has it"] : []),
      "log shipping goes on from whichever partner is the principal",
    ],
    undo: ["fail over again by hand; log shipping goes on from either partner"],
    duration: "a minute; it waits up to 10 minutes for the new principal",
    page: facts.type === null ? [] : ["mirror.22"],
    sources: [database.at, mirroring.at],
    data: facts,
  };
  return facts.type === null ? byPowerShell(mirror, text) : forPool("powershell", text);
}

/** One for every database that is mirrored and shipped: back to the principal of the topology. */
export function principalTakesOver(topology: Topology): readonly Step<PrincipalTakesOverData>[] {
  return topology.databases.flatMap((database) =>
    database.mirroring === null || database.logShipping === null
      ? []
      : [failing(topology, database, database.mirroring)],
  );
}
