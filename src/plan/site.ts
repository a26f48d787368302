import { defaultNames } from "../model/names.ts";
import { withoutTrailing } from "../model/path.ts";
import type { Database, LogShipping, Mirroring, Secondary, Server, Topology } from "../model/topology.ts";
import { chatOf } from "./chat.ts";
import type { Step, StepKind } from "./types.ts";

/** A copy that log shipping keeps, which can take over. */
export interface SiteCopy {
  readonly database: Database;
  readonly shipping: LogShipping;
  readonly secondary: Secondary;
}

/** Copies on Windows, database by database. */
export function siteCopies({ databases }: Topology): readonly SiteCopy[] {
  return databases.flatMap((database) => {
    const { logShipping: shipping } = database;
    if (shipping === null) return [];
    return shipping.secondaries
      .filter(({ server }) => server.os === "windows")
      .map((secondary) => ({ database, shipping, secondary }));
  });
}

/** The servers that have such copies, in the topology's order. */
export function siteServers(
  topology: Topology,
): readonly { readonly server: Server; readonly copies: readonly SiteCopy[] }[] {
  const all = siteCopies(topology);
  return topology.servers.flatMap((server) => {
    const copies = all.filter(({ secondary }) => secondary.server.id === server.id);
    return copies.length === 0 ? [] : [{ server, copies }];
  });
}

/** Where a copy's log is backed up once it has taken over: never where the lost primary's backups lie, whose retention could delete what was not shipped. */
export function takenOverFolder({ mirror, copy }: Secondary): string {
  if (mirror?.backupShare != null) return mirror.backupShare;
  const folder = withoutTrailing(copy.to);
  return /^[A-Za-z]:$/.test(folder) ? `${folder}\\taken-over` : `${folder}-taken-over`;
}

/** The copy's backup job: of several copies of a database on one server each has its own. */
function takenOverJob({ database, shipping, secondary }: SiteCopy): string {
  const { job } = shipping.backup;
  if (secondary.database === database.name) return job;
  return job === defaultNames.backupJob(database.name)
    ? defaultNames.backupJob(secondary.database)
    : `${job}_${secondary.database}`;
}

/** Ten seconds, as a session has that states none (ALTER DATABASE, SET PARTNER TIMEOUT). */
const TIMEOUT = { seconds: 10, text: "10s" } as const;

/** The copy and its mirror as a pair: the copy is the principal. By script only where both have an endpoint. */
function pairOf(topology: Topology, { database, secondary }: SiteCopy): Mirroring | null {
  const { server, mirror } = secondary;
  if (mirror === null || mirror.seedShare === null) return null;
  if (chatOf(topology) === null && (server.endpoint === null || mirror.server.endpoint === null)) return null;
  return {
    at: mirror.at,
    principal: server,
    mirror: mirror.server,
    witness: null,
    mode: "high-safety",
    timeout: database.mirroring?.timeout ?? TIMEOUT,
    seedShare: mirror.seedShare,
    initialize: "full-backup",
    dataPath: null,
    logPath: null,
  };
}

/** The database as it is once the copy has taken over: primary and, where it is to have a mirror, principal; shipped to nobody yet. */
function takenOver(topology: Topology, copy: SiteCopy, isAlone: boolean): Database {
  const { database, shipping, secondary } = copy;
  const share = takenOverFolder(secondary);
  return {
    ...database,
    name: secondary.database,
    mirroring: isAlone ? null : pairOf(topology, copy),
    seed: null,
    backupStore: null,
    logShipping: {
      ...shipping,
      primary: secondary.server,
      backup: { ...shipping.backup, job: takenOverJob(copy), share, directory: share, localPath: null },
      // The monitor may be lost with the site; without one the server watches itself.
      monitor: null,
      secondaries: [],
    },
  };
}

/** What a kind of step is wanted for. */
interface Wanted {
  /** Before the copy has its mirror. */
  readonly isAlone?: boolean;
  /** Leaves out what is run on the mirrors. */
  readonly onlyItself?: boolean;
}

/**
 * A kind of step of the set-up, for what is left once the first data centre is lost: each server with copies, as the primary of its databases
 * and with their own mirrors. What it does on a mirror says in its file's name for whom, because one may serve several.
 */
export function afterSite<Data extends object>(
  kind: StepKind<Data>,
  { isAlone = false, onlyItself = false }: Wanted = {},
): StepKind<Data> {
  return (topology) =>
    siteServers(topology).flatMap(({ server, copies }) => {
      const databases = copies.map((copy) => takenOver(topology, copy, isAlone));
      const groups = new Map(copies.map(({ database, secondary }) => [secondary.database, database.name]));
      return kind({ ...topology, databases }).flatMap((step): readonly Step<Data>[] => {
        const isElsewhere = !step.runsOn.includes(server.id);
        if (isElsewhere && onlyItself) return [];
        return [
          {
            ...step,
            what: isElsewhere ? `${step.what}-for-${server.id}` : step.what,
            group: step.database === null ? null : (groups.get(step.database) ?? null),
            // What the page says of these steps, the set-up's own implement; and what takes those back knows nothing of these.
            page: [],
            takenBackBy: [],
          },
        ];
      });
    });
}
