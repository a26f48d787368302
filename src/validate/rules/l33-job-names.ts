import { clashes, shipments } from "../../model/roles.ts";
import type { Pointer, Server, Topology } from "../../model/topology.ts";
import type { Rule } from "../rule.ts";

interface Job {
  readonly server: Server;
  readonly name: string;
  readonly what: string;
  readonly database: string;
  readonly at: Pointer;
}

/** The jobs of log shipping, each once for every instance that has it. */
function* jobs(topology: Topology): Iterable<Job> {
  for (const { database, logShipping, primaries } of shipments(topology)) {
    const { backup, secondaries } = logShipping;
    for (const { server } of primaries) {
      yield { server, name: backup.job, what: "backup", database: database.name, at: `${backup.at}/job` };
    }
    for (const { server, copy, restore } of secondaries) {
      yield { server, name: copy.job, what: "copy", database: database.name, at: `${copy.at}/job` };
      yield { server, name: restore.job, what: "restore", database: database.name, at: `${restore.at}/job` };
    }
  }
}

export const l33: Rule = {
  code: "L33",
  name: "job-names",
  severity: "error",
  title: "Every log shipping job has a name of its own on its instance",
  why: "Jobs are found by name: a second one of the name would be taken for the first, or be refused.",
  hint: "Write job, another name, for one of the two.",
  source: "docs/relational-databases/errors-events/database-engine-events-and-errors.md",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales', job: Sales copy }
                restore: { job: Sales copy }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            secondaries:
              - server: sql-b1
                copy: { to: 'D:\\LogShip\\Sales', job: Sales copy }
                restore: { job: Sales restore }
    `,
  },
  *check(topology) {
    const told = new Set<Pointer>();
    // Two secondaries of one database on one instance share their copy job and their restore job.
    const clash = (a: Job, b: Job) => a.database !== b.database || a.what !== b.what;
    for (const { earlier, later } of clashes(jobs(topology), clash)) {
      if (told.has(later.at)) continue;
      told.add(later.at);
      yield {
        at: later.at,
        message: `Its ${later.what} job and the ${earlier.what} job of ${earlier.database} are both ${later.name} on ${later.server.id}.`,
        hint: "Write job, another name, for one of them.",
      };
    }
  },
};
