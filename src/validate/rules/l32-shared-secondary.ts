import { isCaseSensitive } from "../../model/collation.ts";
import { sameInstance } from "../../model/host.ts";
import { secondOfDay } from "../../model/interval.ts";
import { sameFolder } from "../../model/path.ts";
import { clashes, shipments } from "../../model/roles.ts";
import type { Pointer, Schedule, Secondary, Server, Topology } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";

/** Whether two schedules are the same to SQL Server Agent, however they are written. */
function sameSchedule(a: Schedule, b: Schedule): boolean {
  const plain = ({ name, enabled, time, days, startDate, endDate }: Schedule): string => {
    const { kind } = time;
    const times = kind === "at" ? [time.at] : [time.from, time.until];
    const on = days.kind === "weekly" ? { ...days, days: [...days.days].sort() } : days;
    const every = kind === "at" ? null : time.every.seconds;
    return JSON.stringify([name, enabled, kind, times.map(secondOfDay), every, on, startDate, endDate]);
  };
  return plain(a) === plain(b);
}

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Whether the server is known to take names without case. */
const ignoresCase = ({ collation }: Server): boolean => collation !== null && !isCaseSensitive(collation);

/** The first setting in which two secondaries differ though they share one row of log_shipping_secondary. */
function difference(a: Secondary, b: Secondary): { readonly at: Pointer; readonly what: string } | null {
  const { copy, restore } = b;
  if (!sameFolder(a.copy.from, copy.from)) return { at: `${copy.at}/from`, what: "copy from different folders" };
  if (!sameFolder(a.copy.to, copy.to)) return { at: `${copy.at}/to`, what: "copy to different folders" };
  if (a.copy.retention.seconds !== copy.retention.seconds) {
    return {
      at: `${copy.at}/retention`,
      what: `keep copied backups for ${a.copy.retention.text} and ${copy.retention.text}`,
    };
  }
  for (const [own, other, what] of [
    [a.copy, copy, "copy"],
    [a.restore, restore, "restore"],
  ] as const) {
    if (!sameName(own.job, other.job)) {
      return { at: `${other.at}/job`, what: `have different ${what} jobs, ${own.job} and ${other.job}` };
    }
    if (!sameSchedule(own.schedule, other.schedule)) {
      return { at: other.schedule.at, what: `have different ${what} schedules` };
    }
  }
  return null;
}

interface Copy {
  readonly server: Server;
  readonly name: string;
  readonly at: Pointer;
  /** The database that it is a copy of. */
  readonly from: string;
  readonly isSecondary: boolean;
}

/** Every copy of a database, by the server that holds it and its name there. */
function* copies(topology: Topology): Iterable<Copy> {
  for (const { at, name, mirroring, logShipping } of topology.databases) {
    const servers = new Set([mirroring?.principal, mirroring?.mirror, logShipping?.primary]);
    for (const server of servers) if (server) yield { server, name, at, from: name, isSecondary: false };
    for (const { at, server, database } of logShipping?.secondaries ?? []) {
      yield { server, name: database, at: `${at}/database`, from: name, isSecondary: true };
    }
  }
}

function* shared(topology: Topology): Iterable<Finding> {
  for (const { logShipping } of shipments(topology)) {
    for (const [index, later] of logShipping.secondaries.entries()) {
      const earlier = logShipping.secondaries.slice(0, index).find((one) => sameInstance(one.server, later.server));
      const found = earlier && difference(earlier, later);
      if (!found) continue;
      yield {
        at: found.at,
        message: `Two secondaries on ${later.server.id} ${found.what}.`,
        hint: "Give both the same: they share one copy job and the settings of copy and restore.",
      };
    }
  }
}

export const l32: Rule = {
  code: "L32",
  name: "shared-secondary",
  severity: "error",
  title:
    "Secondaries of one primary database on one instance share copy settings, jobs and schedules, each with its own name",
  why: "SQL Server keeps one row for them: one copy job, one restore job, one set of copy settings and of schedules.",
  hint: "Give such secondaries the same copy settings, jobs and schedules, and each its own database; an anchor says them once.",
  source: "docs/relational-databases/system-stored-procedures/sp-add-log-shipping-secondary-primary-transact-sql.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip\\Sales' } }
              - { server: sql-b1, database: Sales_Report, copy: { to: 'D:\\LogShip\\Report' } }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - { server: sql-b1, copy: { to: 'D:\\LogShip\\Sales' } }
              - { server: sql-b1, database: Sales_Report, copy: { to: 'D:\\LogShip\\Sales' } }
    `,
  },
  *check(topology) {
    yield* shared(topology);
    // One database in two roles on one instance is L01's. Names that differ in case are two where a server minds it.
    const clash = (a: Copy, b: Copy) =>
      (a.from !== b.from || (a.isSecondary && b.isSecondary)) && (a.name === b.name || ignoresCase(b.server));
    for (const { earlier, later } of clashes(copies(topology), clash)) {
      yield {
        at: later.at,
        message: `Server ${later.server.id} would hold two databases called ${later.name}, this one and that of ${earlier.from}.`,
        hint: "Write database, another name, for one of the secondaries.",
      };
    }
  },
};
