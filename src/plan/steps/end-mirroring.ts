import type { Topology } from "../../model/topology.ts";
import { mirroredByScript, sessionFacts } from "../mirroring.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that ends a mirroring session, where the server is its principal or waits for one. */
export interface EndMirroringData {
  /** `TCP://host:port` of the other partner's endpoint: a session with another one is not this topology's. */
  readonly partnerAddress: string;
  /** The other partner's server name. */
  readonly partnerServerName: string;
}

/** On both partners, because either may be the principal; the one that is ends the session for both. */
export function endMirroring(topology: Topology): readonly Step<EndMirroringData & TsqlData>[] {
  return mirroredByScript(topology).flatMap(({ database, mirroring }) =>
    [mirroring.principal, mirroring.mirror].map((server) => {
      const { partnerAddress, partnerServerName } = sessionFacts(mirroring, server);
      return onServer<EndMirroringData>(server, {
        kind: "end-mirroring",
        database: database.name,
        what: "end-mirroring",
        role: server.id === mirroring.principal.id ? "mirroring principal" : "mirror",
        title: `end the mirroring of ${database.name} on ${server.serverName}, where it is the principal`,
        purpose: ["The witness goes first, then the session. Neither copy is dropped or recovered."],
        before: ["where this server is the mirror, its principal is connected: else this file stops"],
        after: ["the principal's copy is ONLINE, the mirror's stays RESTORING"],
        undo: ["none: a session is made anew from the first file of its database in setup/04-databases"],
        duration: "seconds",
        sources: [mirroring.at],
        data: { partnerAddress, partnerServerName },
      });
    }),
  );
}
