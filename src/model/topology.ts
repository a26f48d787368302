/**
 * The resolved topology: defaults, profiles and `<database>` applied, references checked, every setting present.
 *
 * It is what the rules and the plan read. Every object keeps `at`, its pointer in the resolved document
 * (`/databases/mgc/logShipping/backup`); `Origins` in `src/model/origins.ts` leads from there to the user's line.
 */

/** An RFC 6901 JSON pointer into the resolved document. */
export type Pointer = string;

export type Platform = "skype-for-business-2015" | "lync-server-2013" | "sql-server";

/** SQL Server's release, oldest first. */
export const VERSIONS = ["2008R2", "2012", "2014", "2016", "2017", "2019", "2022", "2025"] as const;
export type Version = (typeof VERSIONS)[number];

export type Edition =
  | "enterprise"
  | "developer"
  | "enterprise-developer"
  | "standard"
  | "standard-developer"
  | "business-intelligence"
  | "web"
  | "express";
export type OperatingSystem = "windows" | "linux";

/** A length of time as the user wrote it (`15m`) and in seconds. */
export interface Duration {
  readonly text: string;
  readonly seconds: number;
}

export interface Endpoint {
  readonly at: Pointer;
  readonly name: string;
  readonly port: number;
  readonly role: "partner" | "witness" | "all";
  readonly encryption: "aes" | "rc4" | "aes-rc4" | "rc4-aes";
  readonly authentication: "windows" | "certificate";
  /** LISTENER_IP, and the host in the partners' `TCP://host:port`: stated, or a host that is an address. Null: ALL, and the host's name. */
  readonly listenerIp: string | null;
}

export interface Server {
  readonly at: Pointer;
  /** The short id of the topology: `sql-a1`. */
  readonly id: string;
  /** For connecting only: a DNS name or an IP address. */
  readonly host: string;
  /** The named instance; null for the default instance. */
  readonly instance: string | null;
  /** TCP port to connect by; null lets the browser or the default port decide. */
  readonly port: number | null;
  /** What SERVERPROPERTY('ServerName') answers; stated or derived from host and instance. */
  readonly serverName: string;
  readonly site: string;
  readonly version: Version;
  readonly edition: Edition;
  readonly os: OperatingSystem;
  readonly collation: string | null;
  /** `CONTOSO\svc-sql`, `CONTOSO\gmsa$`, `NT SERVICE\MSSQLSERVER`, `local-system`, `network-service`. */
  readonly engineAccount: string;
  readonly agentAccount: string;
  readonly endpoint: Endpoint | null;
}

export type Weekday = "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
export type RelativeDay = Weekday | "day" | "weekday" | "weekend-day";

/** When a job runs, in the words of the topology; `src/model/schedule.ts` turns it into sp_add_schedule's numbers. */
export interface Schedule {
  readonly at: Pointer;
  readonly name: string;
  readonly enabled: boolean;
  /** Within a day: every so often between two times of day, or once. Times are `HH:MM` or `HH:MM:SS`. */
  readonly time:
    | { readonly kind: "every"; readonly every: Duration; readonly from: string; readonly until: string }
    | { readonly kind: "at"; readonly at: string };
  readonly days:
    | { readonly kind: "daily"; readonly everyDays: number }
    | { readonly kind: "weekly"; readonly days: readonly Weekday[]; readonly every: number }
    | { readonly kind: "monthly"; readonly day: number; readonly every: number }
    | {
        readonly kind: "monthly-relative";
        readonly weekday: RelativeDay;
        readonly week: "first" | "second" | "third" | "fourth" | "last";
        readonly every: number;
      };
  /** `YYYY-MM-DD`, or null: neither passed nor compared. */
  readonly startDate: string | null;
  readonly endDate: string | null;
}

export interface Mirroring {
  readonly at: Pointer;
  readonly principal: Server;
  readonly mirror: Server;
  readonly witness: Server | null;
  readonly mode: "high-safety" | "high-performance";
  readonly timeout: Duration;
  /** Folder for the backups that make the mirror copy; null with `initialize: already-restored`, and where a shared seed serves it. */
  readonly seedShare: string | null;
  readonly initialize: "full-backup" | "already-restored";
  readonly dataPath: string | null;
  readonly logPath: string | null;
}

export interface Backup {
  readonly at: Pointer;
  /** @backup_share: the folder as the secondaries see it. */
  readonly share: string;
  /** @backup_directory: `localPath`, else the share. */
  readonly directory: string;
  readonly localPath: string | null;
  readonly retention: Duration;
  readonly alertAfter: Duration;
  readonly alert: boolean;
  readonly alertError: number;
  readonly compression: "server-default" | "compressed" | "uncompressed";
  readonly job: string;
  /**
   * The backup job's schedule. `name` is the user's, or `LSBackupSchedule_<serverName>1` of the primary; the same name on both
   * primaries, so that the mirror's half equals the primary's.
   */
  readonly schedule: Schedule;
}

export interface Monitor {
  readonly at: Pointer;
  readonly server: Server;
  readonly authentication: "windows" | "sql-login";
}

export interface Copy {
  readonly at: Pointer;
  /** @backup_source_directory: where the copy job reads; the share unless stated. */
  readonly from: string;
  /** @backup_destination_directory: a folder of the secondary. */
  readonly to: string;
  readonly retention: Duration;
  readonly job: string;
  readonly schedule: Schedule;
}

export interface Restore {
  readonly at: Pointer;
  readonly mode: "no-recovery" | "standby";
  readonly disconnectUsers: boolean;
  readonly delay: Duration;
  readonly alertAfter: Duration;
  readonly alert: boolean;
  readonly alertError: number;
  readonly all: boolean;
  /** Bytes; null is omitted. */
  readonly blockSize: number | null;
  readonly bufferCount: number | null;
  /** Bytes; null is omitted. */
  readonly maxTransferSize: number | null;
  readonly job: string;
  readonly schedule: Schedule;
}

/** SQL Server 2025's connection options, as `Encrypt=Mandatory;TrustServerCertificate=Yes;`; null is omitted. */
export interface ConnectionOptions {
  readonly primary: string | null;
  readonly secondary: string | null;
  readonly monitor: string | null;
}

/** What is there for a secondary once it has taken over. */
export interface SecondaryMirror {
  readonly at: Pointer;
  readonly server: Server;
  readonly seedShare: string | null;
  /** Where the secondary backs up its log then; null for a folder beside its copy folder. */
  readonly backupShare: string | null;
}

export interface Secondary {
  readonly at: Pointer;
  readonly server: Server;
  /** The database's name on the secondary. */
  readonly database: string;
  readonly initialize: "full-backup" | "already-restored";
  readonly dataPath: string | null;
  readonly logPath: string | null;
  readonly copy: Copy;
  readonly restore: Restore;
  /** The secondary's own mirror, made at a disaster failover. */
  readonly mirror: SecondaryMirror | null;
  readonly connectionOptions: ConnectionOptions;
}

export interface LogShipping {
  readonly at: Pointer;
  /** The mirroring principal, or the stated primary. */
  readonly primary: Server;
  readonly backup: Backup;
  readonly history: Duration;
  readonly monitor: Monitor | null;
  /** Owner of the jobs; null for the login with sid 0x01. */
  readonly jobOwner: string | null;
  readonly surviveOutage: Duration | null;
  readonly secondaries: readonly Secondary[];
  readonly connectionOptions: ConnectionOptions;
}

/** One full backup with its log backup, for the mirror and every secondary that is made from one. */
export interface Seed {
  readonly at: Pointer;
  /** The folder, by one path for all of them. */
  readonly share: string;
  readonly compression: Backup["compression"];
  /** In how many files the full backup is written. */
  readonly stripes: number;
}

export interface Database {
  readonly at: Pointer;
  readonly name: string;
  /** Its place in the order of every operation, lower first. */
  readonly priority: number;
  readonly mirroring: Mirroring | null;
  readonly logShipping: LogShipping | null;
  /** Null where mirror and secondaries each have a seed of their own. */
  readonly seed: Seed | null;
  /** Topology Builder's backup store and its mirror, for a database that is not shipped (mgccomp). */
  readonly backupStore: { readonly at: Pointer; readonly server: Server; readonly mirror: Server | null } | null;
}

export interface ChatServer {
  readonly at: Pointer;
  readonly host: string;
  readonly site: string;
  readonly active: boolean;
}

export interface PersistentChat {
  readonly at: Pointer;
  readonly pool: string;
  readonly servers: readonly ChatServer[];
}

/** In which data centre a share stands. */
export interface Share {
  readonly at: Pointer;
  /** UNC path: what is in the folder stands there too. */
  readonly path: string;
  readonly site: string;
}

export interface Topology {
  readonly version: 1;
  readonly name: string;
  readonly platform: Platform;
  /** In order of id, so that the order of keys in the file changes nothing. */
  readonly servers: readonly Server[];
  /** Those whose data centre is stated, in order of path. */
  readonly shares: readonly Share[];
  readonly persistentChat: PersistentChat | null;
  /** In the order of every operation: by priority, then by name (by code unit). */
  readonly databases: readonly Database[];
  /** What stands at its top under keys that begin with x-, by their names without it: data of a user's own templates. */
  readonly x: Extras;
}

/** Texts, numbers and yes or no under `x-` keys, and maps of such; lists are left out. */
export interface Extras {
  readonly [name: string]: string | number | boolean | null | Extras;
}
