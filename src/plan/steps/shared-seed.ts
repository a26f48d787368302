import { minutes, type ShippedCopy, shippedCopies } from "../../model/log-shipping.ts";
import { type SeedUsers, seedUsers } from "../../model/seeds.ts";
import type { Database, Seed, Topology } from "../../model/topology.ts";
import { inFolder } from "../paths.ts";
import { hasEarlierSecondary, listed, type SeedFacts, type SeedLogFacts, sharedSeedOf } from "../seeds.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";

/** The script that takes the full backup and the log backup from which the mirror and the secondaries are made. */
export interface SharedSeedData extends SeedFacts, SeedLogFacts {
  /** The mirror is made from it, before there is a session. */
  readonly forMirror: boolean;
  /** The database is mirrored: where there is a session, this server must be its principal. */
  readonly mirrored: boolean;
  /** The folder of the shipped log backups, ending in a separator; null where the database is not shipped. */
  readonly folder: string | null;
  /** How old a seed may be for the secondaries to be still of use, in minutes. */
  readonly freshMinutes: number;
  /** The database is shipped to a secondary that is made from it. */
  readonly forSecondaries: boolean;
  /** Every secondary of the database. */
  readonly secondaries: readonly ShippedCopy[];
  /** How many they are. */
  readonly secondaryCount: number;
}

function step(
  topology: Topology,
  database: Database,
  seed: Seed,
  { mirror, secondaries: seeded }: SeedUsers,
): readonly Step<SharedSeedData & TsqlData>[] {
  const { mirroring, logShipping } = database;
  const source = mirroring?.principal ?? logShipping?.primary;
  const files = sharedSeedOf(topology, database);
  if (source === undefined || files === null) return [];
  const neverOrdinary = hasEarlierSecondary(database);
  const copies = [
    ...(mirror === null ? [] : ["the mirror"]),
    ...(seeded.length === 0 ? [] : [seeded.length === 1 ? "the secondary" : "the secondaries"]),
  ].join(" and ");
  return [
    onServer<SharedSeedData>(source, {
      kind: "shared-seed",
      database: database.name,
      what: "shared-seed",
      role: mirroring === null ? "log shipping primary" : "mirroring principal",
      section: logShipping === null ? null : "primary-only",
      title: `back up ${database.name} for ${copies}`,
      purpose: [
        `A full backup and a log backup, from which ${copies} are made. Nothing that lies there already is overwritten.`,
        neverOrdinary
          ? "The log backup is COPY_ONLY: a secondary that was restored before would lack an ordinary one."
          : "The log backup is an ordinary one, which every copy restores. Where the database is shipped already, it is COPY_ONLY.",
      ],
      before: [
        mirror === null
          ? `${database.name} is ONLINE${mirroring === null ? "" : ", the mirroring principal here,"} and not in the simple recovery model`
          : `${database.name} is ONLINE, in the full recovery model, and not mirrored yet`,
        `every other job that backs up its log is off${mirroring === null ? "" : ", on both partners"}, and stays off${logShipping === null ? " until the session is synchronized" : ""}: one more log backup is log that the copies lack`,
        `the engine's account may write to ${seed.share}, which has room for a full backup`,
      ],
      after: [`${listed(files.files)} and ${files.logFile} hold the backups`],
      undo: [
        "delete the full backup, once every copy is made or none is wanted; an ordinary log backup is kept with the others",
      ],
      duration: "as long as a full backup of the database",
      page: topology.platform === "sql-server" ? [] : ["primary.13"],
      sources: [seed.at, ...(mirror === null ? [] : [mirror.at]), ...seeded.map(({ at }) => `${at}/initialize`)],
      data: {
        ...files,
        shipSeed: null,
        neverOrdinary,
        forMirror: mirror !== null,
        mirrored: mirroring !== null,
        folder: logShipping === null ? null : inFolder(logShipping.backup.directory, "", source.os),
        // Half of what the share keeps: a secondary has the other half to copy in.
        freshMinutes: logShipping === null ? 0 : Math.floor(minutes(logShipping.backup.retention).minutes / 2),
        forSecondaries: seeded.length > 0,
        secondaries: logShipping === null ? [] : shippedCopies(logShipping),
        secondaryCount: logShipping?.secondaries.length ?? 0,
      },
    }),
  ];
}

function steps(topology: Topology, isFor: (users: SeedUsers) => boolean): readonly Step<SharedSeedData & TsqlData>[] {
  return topology.databases.flatMap((database) => {
    const users = seedUsers(topology.platform, database);
    return database.seed === null || !isFor(users) ? [] : step(topology, database, database.seed, users);
  });
}

/** On the principal of every database whose mirror is made from its shared seed, as are its secondaries. */
export function sharedSeedOfMirrored(topology: Topology): readonly Step<SharedSeedData & TsqlData>[] {
  return steps(topology, ({ mirror }) => mirror !== null);
}

/** On the primary of every database of which only secondaries are made from it: a mirror that there is comes first. */
export function sharedSeedOfShipped(topology: Topology): readonly Step<SharedSeedData & TsqlData>[] {
  return steps(topology, ({ mirror, secondaries }) => mirror === null && secondaries.length > 0);
}
