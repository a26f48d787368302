import { hasPersistentChat } from "../../model/roles.ts";
import type { Topology } from "../../model/topology.ts";
import type { Participation } from "../participants.ts";
import type { Part } from "./part.ts";

/** The databases that are to be log shipping secondaries here. */
export interface SecondaryPart extends Part<"secondary"> {
  /** They are databases of Persistent Chat. */
  readonly chat: boolean;
  /** The copies. */
  readonly copies: readonly {
    /** The copy's name here. */
    readonly database: string;
    /** How it is printed that it is not there yet. */
    readonly absent: "PASS" | "FAIL";
    /** The database's name on the primary. */
    readonly primaryDatabase: string;
    /** The server name of the primary. */
    readonly primaryServerName: string;
    /** The server name of the primary's mirror; the primary's own without one. */
    readonly mirrorServerName: string;
    /** The folder that the copy job is to read. */
    readonly source: string;
    /** The folder that it is to copy to. */
    readonly destination: string;
    /** The monitor's server name; null for none. */
    readonly monitor: string | null;
    /** The copy job. */
    readonly copyJob: string;
    /** The restore job. */
    readonly restoreJob: string;
  }[];
}

/** Databases that this server is a log shipping secondary of. */
export function secondaryParts(topology: Topology, parts: readonly Participation[]): SecondaryPart[] {
  if (parts.length === 0) return [];
  return [
    {
      kind: "secondary",
      heading: "Databases that are to be log shipping secondaries here",
      chat: hasPersistentChat(topology),
      copies: parts.map(({ database, secondary }) => {
        const shipping = database.logShipping;
        if (secondary === null || shipping === null) throw new Error("a secondary without log shipping");
        return {
          database: secondary.database,
          absent: secondary.initialize === "already-restored" ? "FAIL" : "PASS",
          primaryDatabase: database.name,
          primaryServerName: shipping.primary.serverName,
          mirrorServerName: (database.mirroring?.mirror ?? shipping.primary).serverName,
          source: secondary.copy.from,
          destination: secondary.copy.to,
          monitor: shipping.monitor?.server.serverName ?? null,
          copyJob: secondary.copy.job,
          restoreJob: secondary.restore.job,
        };
      }),
    },
  ];
}
