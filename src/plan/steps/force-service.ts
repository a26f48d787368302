import type { Topology } from "../../model/topology.ts";
import { mirroredByScript, sessionFacts } from "../mirroring.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that makes the mirror the principal although the principal does not answer. */
export interface ForceServiceData {
  /** `TCP://host:port` of the principal's endpoint: a session with another one is not this topology's. */
  readonly partnerAddress: string;
  /** The server name of the principal of the topology. */
  readonly partnerServerName: string;
}

/** The decision, in one place: what the lost principal did not send is given up. */
const DECISION = "fail over to";

/** On the mirror of every database that a script mirrors. */
export function forceService(topology: Topology): readonly Step<ForceServiceData & TsqlData>[] {
  return mirroredByScript(topology).map(({ database, mirroring }) => {
    const { principal, mirror } = mirroring;
    return onServer<ForceServiceData>(mirror, {
      kind: "force-service",
      database: database.name,
      what: "force-service",
      role: "mirror, which takes over",
      title: `force service of ${database.name} on ${mirror.serverName}: what ${principal.serverName} did not send is lost`,
      purpose: [
        "Run without its input it tells what may be lost, and stops. With it, the mirror becomes the principal. Where it is that already, nothing is changed.",
      ],
      before: [
        `${principal.serverName} is down, and kept off the applications and the network`,
        `${database.name} is MIRROR and DISCONNECTED here; its witness is OFF, or connected to this server`,
      ],
      after: [`${database.name} is ONLINE and PRINCIPAL here; it has no mirror until ${principal.serverName} is back`],
      undo: [
        "none: service that was forced is a fork of its own. The way back is SET PARTNER RESUME once the old principal is back and what it never sent is saved, then a failover",
      ],
      duration: "as long as a recovery: seconds, longer after a long transaction; it waits ten minutes at the most",
      inputs: [
        {
          name: DECISION,
          meaning: `${mirror.serverName} where this server takes over, and what was not sent to it is given up`,
        },
      ],
      sources: [mirroring.at],
      data: { partnerAddress: sessionFacts(mirroring, mirror).partnerAddress, partnerServerName: principal.serverName },
    });
  });
}
