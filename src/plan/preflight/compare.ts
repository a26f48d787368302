import type { Server } from "../../model/topology.ts";
import { copies, hasRole, type Participation } from "../participants.ts";
import type { Part } from "./part.ts";

/** Logins and certificates to compare with the other servers'. */
export interface ComparePart extends Part<"compare"> {
  /** This server's name. */
  readonly from: string;
  /** The servers that get copies. */
  readonly targets: readonly {
    /** What is printed for it, in words. */
    readonly heading: string;
    /** The databases whose copies it gets. */
    readonly databases: readonly string[];
  }[];
}

/** For each other server: the databases whose logins and certificates it has to have as well. */
export function compareParts(server: Server, parts: readonly Participation[]): ComparePart[] {
  const targets = new Map<string, { server: Server; databases: string[] }>();
  for (const { database } of hasRole(parts, "principal", "primary")) {
    for (const other of copies(database)) {
      if (other.id === server.id) continue;
      const known = targets.get(other.id) ?? { server: other, databases: [] };
      known.databases.push(database.name);
      targets.set(other.id, known);
    }
  }
  if (targets.size === 0) return [];
  return [
    {
      kind: "compare",
      heading: "Logins and certificates of these databases, for the other servers",
      from: server.serverName,
      targets: [...targets.values()]
        .sort((left, right) => (left.server.id < right.server.id ? -1 : 1))
        .map((target) => ({
          heading: `Logins and certificates that ${target.server.serverName} needs: paste these lines into a query window there`,
          databases: target.databases,
        })),
    },
  ];
}
