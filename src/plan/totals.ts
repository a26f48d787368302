import type { Database } from "../model/topology.ts";
import type { OperationName } from "./step-facts.ts";
import type { Plan, PlannedStep } from "./types.ts";

/** From one step to another nothing backs up the log of a database. */
export interface WithoutLogBackups {
  readonly from: PlannedStep;
  readonly to: PlannedStep;
}

/** What an operation costs a database. */
export interface DatabaseTotals {
  readonly database: Database;
  /** The steps at which open connections are cut: a failover each. */
  readonly outages: readonly PlannedStep[];
  readonly withoutLogBackups: readonly WithoutLogBackups[];
}

/** Fails the database over. */
const OUTAGES: readonly string[] = ["mirror-takes-over", "principal-takes-over"];

/**
 * What an operation costs each database that it touches: outages, and the time without log backups, by the steps between which it lies.
 *
 * @returns in the order in which the databases are gone through
 */
export function totals({ topology, steps }: Plan, operation: OperationName): readonly DatabaseTotals[] {
  return topology.databases.flatMap((database) => {
    const own = steps.filter((step) => step.operation === operation && step.database === database.name);
    if (own.length === 0) return [];
    // From its first step on: where its copies were made before, a log backup of somebody else's is a gap for them just as well.
    const between = (ends: readonly string[], phase: string): WithoutLogBackups[] => {
      const here = own.filter((step) => step.phase === phase);
      const from = here[0];
      const to = here.findLast(({ kind }) => ends.includes(kind));
      return from === undefined || to === undefined ? [] : [{ from, to }];
    };
    // A database that is mirrored and not shipped has its own log backups again once its session is synchronized.
    const ends = database.logShipping !== null ? ["backup-now"] : ["principal-partner", "install-mirror"];
    return [
      {
        database,
        outages: own.filter(({ kind }) => OUTAGES.includes(kind)),
        withoutLogBackups: [
          ...between(ends, "setup/04-databases"),
          ...between(["backup-now"], "setup/05-mirror-as-primary"),
        ],
      },
    ];
  });
}
