import { type ShippedCopy, shippedCopies } from "../../model/log-shipping.ts";
import { hasPersistentChat } from "../../model/roles.ts";
import type { Database, Server, Topology } from "../../model/topology.ts";
import { endpointAddress } from "../mirroring.ts";
import { inFolder } from "../paths.ts";
import { isLater } from "../server.ts";
import type { Part, Verdict } from "./part.ts";

/** The session that a database is to have, as sys.database_mirroring names its partner. */
export interface SessionToCome {
  /** The other partner's server name. */
  readonly partner: string;
  /** `TCP://host:port` of its endpoint; empty where the topology states none. */
  readonly partnerAddress: string;
  /** `TCP://host:port` of the witness's endpoint; `one` where that is not known, `none` without a witness. */
  readonly witness: string;
}

/** What log shipping may already be there for a database. */
export interface HalfToCome {
  /** The folder of the backups as the secondaries see it. */
  readonly share: string;
  /** The folder as the primary sees it. */
  readonly directory: string;
  /** The backup job. */
  readonly job: string;
  /** The monitor's server name, or `this server`. */
  readonly monitor: string;
}

/** A database that is copied from here, or whose mirror is to be here. */
export interface DatabaseToCome {
  /** The database. */
  readonly database: string;
  /** How it is printed that it is not there yet. */
  readonly absent: Verdict | "PASS";
  /** The session that it is to have; null for none. */
  readonly mirroring: SessionToCome | null;
  /** The primary half that it is to have; null for none. */
  readonly half: HalfToCome | null;
}

/** Databases of a server, and what their primary halves ship. */
interface DatabasesPart {
  /** The databases. */
  readonly ownDatabases: readonly DatabaseToCome[];
  /** Databases of Persistent Chat: a cmdlet mirrors them, and a session is known by the partner's name too. */
  readonly chat: boolean;
  /** Some of them are to be shipped. */
  readonly shipped: boolean;
  /** Some of them are not. */
  readonly unshipped: boolean;
  /** The copies that they are to be shipped to. */
  readonly copies: readonly (ShippedCopy & {
    /** The database that is shipped. */
    readonly shippedDatabase: string;
  })[];
}

/** The databases that are copied from here. */
export interface SourcePart extends Part<"source">, DatabasesPart {
  /** This server's name, as its backups carry it. */
  readonly serverName: string;
  /** Some of them are to be mirrored. */
  readonly mirrored: boolean;
  /** SQL Server 2012 or later. */
  readonly later: boolean;
  /** How the paths of the log backups begin, by either name of a database's folder. */
  readonly places: readonly {
    /** The database. */
    readonly database: string;
    /** The folder, ending in a separator. */
    readonly place: string;
  }[];
}

/** The databases whose mirror is to be here. */
export interface MirrorPart extends Part<"mirror">, DatabasesPart {}

function sessionToCome(database: Database, server: Server): SessionToCome | null {
  const { mirroring } = database;
  if (mirroring === null) return null;
  const partner = server.id === mirroring.principal.id ? mirroring.mirror : mirroring.principal;
  return {
    partner: partner.serverName,
    // Where a cmdlet mirrors, the topology need not state endpoints.
    partnerAddress: partner.endpoint === null ? "" : endpointAddress(partner),
    witness: mirroring.witness?.endpoint
      ? endpointAddress(mirroring.witness)
      : mirroring.witness === null
        ? "none"
        : "one",
  };
}

function halfToCome({ logShipping }: Database): HalfToCome | null {
  return logShipping === null
    ? null
    : {
        share: logShipping.backup.share,
        directory: logShipping.backup.directory,
        job: logShipping.backup.job,
        monitor: logShipping.monitor?.server.serverName ?? "this server",
      };
}

function databasesPart(topology: Topology, databases: readonly Database[]) {
  return {
    chat: hasPersistentChat(topology),
    shipped: databases.some(({ logShipping }) => logShipping !== null),
    unshipped: databases.some(({ logShipping }) => logShipping === null),
    copies: databases.flatMap(({ name, logShipping }) =>
      logShipping === null ? [] : shippedCopies(logShipping).map((copy) => ({ shippedDatabase: name, ...copy })),
    ),
  };
}

/** How the files of the share begin, by either of its names. */
const places = ({ name, logShipping }: Database): SourcePart["places"] =>
  logShipping === null
    ? []
    : [
        ...new Set(
          [logShipping.backup.share, logShipping.backup.directory].map((at) =>
            inFolder(at, "", logShipping.primary.os),
          ),
        ),
      ].map((place) => ({ database: name, place }));

/** Databases that this server is the principal or primary of. */
export function sourceParts(topology: Topology, server: Server, databases: readonly Database[]): SourcePart[] {
  if (databases.length === 0) return [];
  return [
    {
      kind: "source",
      heading: "Databases that are copied from here",
      serverName: server.serverName,
      mirrored: databases.some(({ mirroring }) => mirroring !== null),
      later: isLater(server),
      ...databasesPart(topology, databases),
      places: databases.flatMap(places),
      ownDatabases: databases.map((database) => ({
        database: database.name,
        // Publishing the topology makes those of Persistent Chat.
        absent: hasPersistentChat(topology) ? "WARN" : "FAIL",
        mirroring: sessionToCome(database, server),
        half: halfToCome(database),
      })),
    },
  ];
}

/** Databases that this server is the mirror of. */
export function mirrorParts(topology: Topology, server: Server, databases: readonly Database[]): MirrorPart[] {
  if (databases.length === 0) return [];
  return [
    {
      kind: "mirror",
      heading: "Databases whose mirror is to be here",
      ...databasesPart(topology, databases),
      ownDatabases: databases.map((database) => ({
        database: database.name,
        absent: database.mirroring?.initialize === "already-restored" ? "FAIL" : "PASS",
        mirroring: sessionToCome(database, server),
        half: halfToCome(database),
      })),
    },
  ];
}
