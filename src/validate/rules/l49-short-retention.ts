import { durationAtLeast, durationText } from "../../model/interval.ts";
import { shipments } from "../../model/roles.ts";
import type { Duration, Pointer, Schedule } from "../../model/topology.ts";
import type { Finding, Rule } from "../rule.ts";
import { runInterval } from "../schedule-problems.ts";

const DAY = 86_400;
const RUNS = 3;

interface Kept {
  readonly at: Pointer;
  readonly what: string;
  readonly retention: Duration;
  readonly reader: string;
  /** Of the jobs that still have to read the files. */
  readonly schedules: readonly Schedule[];
  /** How long a file waits, beyond the jobs' runs, until it is read. */
  readonly delay: Duration | null;
}

function* short({ at, what, retention, reader, schedules, delay }: Kept): Iterable<Finding> {
  // Where a job is switched off nobody knows when files are read.
  const interval = schedules.reduce((longest, one) => Math.max(longest, runInterval(one) ?? 0), 0);
  const runs = interval === 0 ? 0 : RUNS * interval + (delay?.seconds ?? 0);
  const least = Math.max(DAY, runs);
  if (retention.seconds >= least) return;
  const waits = delay === null || delay.seconds === 0 ? "" : ` and waits for ${delay.text}`;
  yield {
    at: `${at}/retention`,
    message:
      retention.seconds < runs
        ? `${what} are deleted after ${retention.text}, but ${reader} may run ${durationText(interval)} apart${waits}.`
        : `${what} are deleted after ${retention.text}: a job that fails in the evening breaks the chain before the morning.`,
    hint: `Write retention: ${durationAtLeast(least)} or more, ${runs > DAY ? "three runs" : "a day"} at least.`,
  };
}

export const l49: Rule = {
  code: "L49",
  name: "short-retention",
  severity: "warning",
  title: "Backups are kept for a day at least, and for three runs of the job that still has to read them",
  why:
    "Each backup on the share waits for the copy job, and each copied one for the restore job and its delay. One that is deleted before " +
    "breaks the chain: the copy has to be seeded again. A job that fails in the evening is mended in the morning.",
  hint: "Write a retention of a day or more, and of three times the longest time between two runs of the reader; 72h is the default.",
  source: "inference",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            backup: { retention: 15m }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            backup: { retention: 24h }
    `,
  },
  *check(topology) {
    for (const { logShipping } of shipments(topology)) {
      const { backup, secondaries } = logShipping;
      // One that is not longer than the delay is L39's.
      if (secondaries.every((one) => backup.retention.seconds > one.restore.delay.seconds)) {
        yield* short({
          ...backup,
          what: "Backups on the share",
          reader: "a copy job",
          schedules: secondaries.map((one) => one.copy.schedule),
          delay: null,
        });
      }
      for (const { copy, restore } of secondaries) {
        if (copy.retention.seconds <= restore.delay.seconds) continue;
        const { schedule, delay } = restore;
        yield* short({ ...copy, what: "Copied backups", reader: "the restore job", schedules: [schedule], delay });
      }
    }
  },
};
