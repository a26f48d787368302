import type { Topology } from "../../model/topology.ts";
import { mirroredByScript } from "../mirroring.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that tells how each mirror of a server stands. */
export interface MirrorPositionData {
  /** The databases whose mirror is here, by name. */
  readonly databases: readonly string[];
}

/** On every server that has mirrors. */
export function mirrorPosition(topology: Topology): readonly Step<MirrorPositionData & TsqlData>[] {
  const all = mirroredByScript(topology);
  return topology.servers.flatMap((server) => {
    const own = all.filter(({ mirroring }) => mirroring.mirror.id === server.id);
    if (own.length === 0) return [];
    return [
      onServer<MirrorPositionData>(server, {
        kind: "mirror-position",
        database: null,
        what: "mirrors",
        role: "mirror",
        title: `tell how the mirrors on ${server.serverName} stand`,
        purpose: [
          "Whether a mirror has taken over by itself, and else whether service can be forced and what that may lose.",
        ],
        before: ["nothing"],
        after: [
          "each database with its role, session and witness, and the last log backup that this server took of it",
        ],
        duration: "seconds",
        readOnly: true,
        sources: own.map(({ mirroring }) => mirroring.at),
        data: { databases: own.map(({ database }) => database.name) },
      }),
    ];
  });
}
