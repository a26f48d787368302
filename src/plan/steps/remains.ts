import type { Server, Topology } from "../../model/topology.ts";
import { hasRole, participations, roleText } from "../participants.ts";
import { primaryHalves } from "../removal.ts";
import { onServer, type TsqlData } from "../step.ts";
import type { Step } from "../types.ts";
import { secondariesOf } from "./restore-off.ts";

/** A database on a server, by whose monitor rows are known. */
interface Watched {
  /** The server name. */
  readonly serverName: string;
  /** The database, by its name there. */
  readonly database: string;
}

/** The script that tells what a removal has left on a server. */
export interface RemainsData {
  /** Databases that the server ships, or would after a failover. */
  readonly primaries: readonly {
    /** The database. */
    readonly database: string;
  }[];
  /** Copies that log shipping keeps here. */
  readonly copies: readonly {
    /** The copy. */
    readonly database: string;
    /** The server name of the primary. */
    readonly primaryServerName: string;
    /** The database's name there. */
    readonly primaryDatabase: string;
  }[];
  /** Jobs of log shipping, each name once. */
  readonly jobs: readonly {
    /** The job's name. */
    readonly job: string;
  }[];
  /** Schedules of those jobs, each name once: an interrupted set-up may leave one that is attached to none. */
  readonly schedules: readonly {
    /** The schedule's name. */
    readonly schedule: string;
  }[];
  /** Primaries whose rows a monitor keeps here. */
  readonly watchedPrimaries: readonly Watched[];
  /** Secondaries whose rows a monitor keeps here. */
  readonly watchedSecondaries: readonly Watched[];
  /** Databases of which the server is a partner. */
  readonly mirrored: readonly {
    /** The database. */
    readonly database: string;
  }[];
  /** The server has an endpoint of mirroring. */
  readonly hasEndpoint: boolean;
  /** Folders whose files stay. */
  readonly folders: readonly {
    /** The folder. */
    readonly folder: string;
  }[];
}

function dataOf(topology: Topology, server: Server): RemainsData {
  const halves = primaryHalves(topology);
  const all = secondariesOf(topology);
  const own = halves.filter((half) => half.server.id === server.id);
  const copies = all.filter(({ secondary }) => secondary.server.id === server.id);
  const mirrored = topology.databases.filter(({ mirroring }) =>
    [mirroring?.principal.id, mirroring?.mirror.id].includes(server.id),
  );
  const jobs = new Set([
    ...own.map(({ shipping }) => shipping.backup.job),
    ...copies.flatMap(({ secondary }) => [secondary.copy.job, secondary.restore.job]),
  ]);
  const schedules = new Set([
    ...own.map(({ shipping }) => shipping.backup.schedule.name),
    ...copies.flatMap(({ secondary }) => [secondary.copy.schedule.name, secondary.restore.schedule.name]),
  ]);
  const folders = new Set([
    ...mirrored.flatMap(({ mirroring }) => (mirroring?.seedShare == null ? [] : [mirroring.seedShare])),
    ...own.map(({ shipping }) => shipping.backup.directory),
    ...copies.map(({ secondary }) => secondary.copy.to),
  ]);
  return {
    primaries: own.map(({ database }) => ({ database: database.name })),
    copies: copies.map(({ database, shipping, secondary }) => ({
      database: secondary.database,
      primaryServerName: shipping.primary.serverName,
      primaryDatabase: database.name,
    })),
    jobs: [...jobs].map((job) => ({ job })),
    schedules: [...schedules].map((schedule) => ({ schedule })),
    watchedPrimaries: halves
      .filter((half) => [half.server.id, half.shipping.monitor?.server.id].includes(server.id))
      .map((half) => ({ serverName: half.server.serverName, database: half.database.name })),
    watchedSecondaries: all
      .filter(({ shipping, secondary }) => [secondary.server.id, shipping.monitor?.server.id].includes(server.id))
      .map(({ secondary }) => ({ serverName: secondary.server.serverName, database: secondary.database })),
    mirrored: mirrored.map(({ name }) => ({ database: name })),
    hasEndpoint: hasRole(participations(topology, server), "principal", "mirror", "witness").length > 0,
    folders: [...folders].map((folder) => ({ folder })),
  };
}

/** One for every server that takes part now. */
export function remains(topology: Topology): readonly Step<RemainsData & TsqlData>[] {
  return topology.servers.flatMap((server) => {
    const now = hasRole(
      participations(topology, server),
      "principal",
      "primary",
      "mirror",
      "witness",
      "secondary",
      "monitor",
    );
    if (now.length === 0) return [];
    return [
      onServer<RemainsData>(server, {
        kind: "remains",
        database: null,
        what: "remains",
        role: roleText(now),
        title: `tell what is left on ${server.serverName}`,
        purpose: ["Changes nothing."],
        before: [],
        after: ["no line says FAIL, unless of a database that was not to be removed"],
        duration: "seconds",
        readOnly: true,
        sources: [server.at],
        data: dataOf(topology, server),
      }),
    ];
  });
}
