/** Made by scripts/generate.mjs from schema/topology.schema.json; do not edit. */

/**
 * The short id of a server: a lower-case letter, then lower-case letters, digits and hyphens, 32 at most.
 */
export type ServerId = string;
/**
 * A length of time: a whole number and s, m, h or d.
 */
export type Duration = string;
/**
 * An interval within a day: a whole number and s, m or h.
 */
export type Interval = string;
/**
 * A time of day on a 24-hour clock, in quotes.
 */
export type TimeOfDay = string;

/**
 * A topology of SQL Server mirroring and log shipping. Keys that begin with x- are free anywhere. Parts may be incomplete where defaults, profiles and databases are merged; #/$defs/completeServer and #/$defs/completeDatabase say what the merged result needs.
 */
export interface TopologyDocument {
  /**
   * The version of this format.
   */
  version: 1;
  /**
   * Names the artifact folder: lower-case letters, digits and hyphens, 64 at most.
   */
  name: string;
  /**
   * What the databases belong to: a Persistent Chat pool of one of the two Skype platforms, or nothing but SQL Server.
   */
  platform: "skype-for-business-2015" | "lync-server-2013" | "sql-server";
  /**
   * What every server and every database has unless it says otherwise.
   */
  defaults?: {
    servers?: Server;
    databases?: Profile;
  };
  /**
   * Settings that several databases share, by the profile's name.
   */
  profiles?: {
    [k: string]: Profile;
  };
  /**
   * Every SQL Server instance that takes part, by a short id; none, pool and servers are reserved words.
   */
  servers: {
    [k: string]: Server;
  };
  /**
   * In which data centre the shares stand, by UNC path; a share counts for all folders in it, and for others of its file server of which nothing is said. Default: unknown, which a rule says on the Skype platforms where it matters.
   */
  shares?: {
    [k: string]: Share;
  };
  acknowledge?: Acknowledge;
  /**
   * The Persistent Chat pool; required on the two Skype platforms, and only there.
   */
  persistentChat?: "none" | PersistentChat;
  /**
   * The databases, by name; 2000 at most.
   */
  databases: {
    [k: string]: Database;
  };
}
/**
 * A SQL Server instance that takes part.
 */
export interface Server {
  /**
   * The host's DNS name or IP address, for connecting.
   */
  host?: string;
  /**
   * The named instance. Default: none: the default instance.
   */
  instance?: string;
  /**
   * The TCP port to connect by, as host,port. Default: none: the default port, or the SQL Server Browser decides.
   */
  port?: "none" | number;
  /**
   * What SELECT SERVERPROPERTY('ServerName') answers there. Default: the host's first label in capitals, and \INSTANCE. An IP address needs it.
   */
  serverName?: string;
  /**
   * The data centre (not a Skype site) that it stands in; any name.
   */
  site?: string;
  /**
   * The release of SQL Server.
   */
  version?:
    | "2008R2"
    | "2012"
    | "2014"
    | "2016"
    | "2017"
    | "2019"
    | "2022"
    | "2025"
    | 2012
    | 2014
    | 2016
    | 2017
    | 2019
    | 2022
    | 2025;
  /**
   * The edition of SQL Server, one that its version has: 2025 has enterprise-developer and standard-developer, and neither developer nor web.
   */
  edition?:
    | "enterprise"
    | "developer"
    | "enterprise-developer"
    | "standard"
    | "standard-developer"
    | "business-intelligence"
    | "web"
    | "express";
  /**
   * The operating system; linux from 2017 on, with local paths in place of UNC and without mirroring.
   */
  os?: "windows" | "linux";
  /**
   * The server's collation; compared among the servers, never set.
   */
  collation?: string;
  /**
   * The account of the SQL Server service: DOMAIN\name, DOMAIN\gmsa$, NT SERVICE\name, local-system or network-service.
   */
  engineAccount?: string;
  /**
   * The account of the SQL Server Agent service, in the same forms.
   */
  agentAccount?: string;
  /**
   * The database mirroring endpoint of the instance. On sql-server every server that takes part in mirroring needs one; none where the defaults have one and this server does not.
   */
  endpoint?: "none" | Endpoint;
  acknowledge?: Acknowledge;
}
/**
 * The database mirroring endpoint of the instance. There is one per instance; an existing one is reused with its own port.
 */
export interface Endpoint {
  /**
   * The endpoint's name.
   */
  name?: string;
  /**
   * Its TCP port, 1024 to 32767; SQL Server has no default for it.
   */
  port?: number;
  /**
   * What the instance may be in a mirroring session. Default: partner; all where it is a witness too; witness where it is only that.
   */
  role?: "partner" | "witness" | "all";
  /**
   * The algorithms that the endpoint offers, in order of preference.
   */
  encryption?: "aes" | "rc4" | "aes-rc4" | "rc4-aes";
  /**
   * How the instances prove who they are to each other. Scripts are made for windows only; certificate is refused.
   */
  authentication?: "windows" | "certificate";
  /**
   * The IP address that the endpoint listens on, in place of all of the computer's; its partners dial it in place of the host. Default: the host where that is an address, else all addresses and the host's name.
   */
  listenerIp?: string;
}
/**
 * Warnings that were weighed, by code, each with the reason: they are neither printed nor counted by --strict. A warning arises at the database or server that its message names, although it may point at a line of the defaults or of a profile: it is acknowledged there, in a profile or in the defaults of it, or at the top. The reason none takes back what a wider place acknowledges. Errors cannot be acknowledged; what acknowledges nothing is itself a warning.
 */
export interface Acknowledge {
  [k: string]: string;
}
/**
 * What databases have in common. A database that names the profile has all of it, and what it says itself goes over that.
 */
export interface Profile {
  /**
   * Its place in the order of every operation: a whole number, lower first. Databases of one priority go by name.
   */
  priority?: number;
  /**
   * Database mirroring inside the primary's data centre.
   */
  mirroring?: "none" | Mirroring;
  /**
   * Log shipping to another data centre.
   */
  logShipping?: "none" | LogShipping;
  /**
   * One seed for the mirror and the secondaries.
   */
  seed?: "none" | Seed;
  /**
   * Topology Builder's backup store in the other data centre.
   */
  backupStore?: "none" | BackupStore;
  acknowledge?: Acknowledge;
}
/**
 * Database mirroring inside the primary's data centre.
 */
export interface Mirroring {
  principal?: ServerId;
  mirror?: ServerId;
  /**
   * The witness, which lets the mirror take over by itself. Default: none.
   */
  witness?: string;
  /**
   * The operating mode. high-performance is for sql-server only.
   */
  mode?: "high-safety" | "high-performance";
  timeout?: Duration;
  /**
   * A UNC folder for the backups that make the mirror copy. Default: required, unless initialize is already-restored or, on sql-server, seed is stated.
   */
  seedShare?: string;
  /**
   * How the mirror copy is made: by a full backup that the scripts take and restore, or it is there already, restored without recovery.
   */
  initialize?: "full-backup" | "already-restored";
  /**
   * Folder of the data files on the mirror. Default: as on the principal.
   */
  dataPath?: string;
  /**
   * Folder of the log files on the mirror. Default: as on the principal.
   */
  logPath?: string;
}
/**
 * Log shipping to another data centre.
 */
export interface LogShipping {
  primary?: ServerId;
  backup?: Backup;
  history?: Duration;
  /**
   * A server that watches. Default: none: each server watches its own part.
   */
  monitor?: "none" | Monitor;
  /**
   * @owner_login_name of the three jobs. Default: the login with sid 0x01.
   */
  jobOwner?: string;
  /**
   * How long the other data centre may be out of reach: the retentions are checked against it. Default: none.
   */
  surviveOutage?: string;
  /**
   * The secondaries. A list replaces that of the profile as a whole.
   *
   * @minItems 1
   */
  secondaries?: Secondary[];
  /**
   * Connection options for every secondary. SQL Server 2025 only.
   */
  connectionOptions?: "none" | ConnectionOptions;
}
/**
 * The backup job on the primary, and on its mirror.
 */
export interface Backup {
  /**
   * @backup_share: the folder of the log backups as the other servers see it.
   */
  share?: string;
  /**
   * @backup_directory: the same folder as the primary sees it. Default: the share.
   */
  localPath?: string;
  retention?: Duration;
  alertAfter?: Duration;
  /**
   * @threshold_alert_enabled: whether the alert is raised.
   */
  alert?: boolean;
  /**
   * @threshold_alert: the number of the message that is raised; 0, as in Microsoft's example, only with alert: false.
   */
  alertError?: number;
  /**
   * @backup_compression: whether log backups are compressed; server-default leaves it to the server's own setting.
   */
  compression?: "server-default" | "compressed" | "uncompressed";
  /**
   * @backup_job_name. Default: LSBackup_<database>.
   */
  job?: string;
  schedule?: Schedule;
}
/**
 * When a job runs: so often within a day (every, from, until) or once (at); daily, unless everyDays, weekly or monthly says otherwise.
 */
export interface Schedule {
  /**
   * The schedule's name in SQL Server Agent. Default: LSBackupSchedule_<server>1 for a backup job, DefaultCopyJobSchedule, DefaultRestoreJobSchedule.
   */
  name?: string;
  /**
   * Whether it is enabled; with false the job does not start by itself.
   */
  enabled?: boolean;
  every?: Interval;
  from?: TimeOfDay;
  until?: TimeOfDay;
  at?: TimeOfDay;
  /**
   * Every so many days: 2 is every other day.
   */
  everyDays?: number;
  /**
   * On some days of the week only; none goes back to daily.
   */
  weekly?: "none" | Weekly;
  /**
   * On one day of the month only; none goes back to daily.
   */
  monthly?: "none" | Monthly;
  /**
   * The first day, as YYYY-MM-DD. Default: none: neither passed nor compared.
   */
  startDate?: string;
  /**
   * The last day, as YYYY-MM-DD. Default: none: neither passed nor compared.
   */
  endDate?: string;
}
/**
 * On days of the week.
 */
export interface Weekly {
  /**
   * Which days of the week.
   */
  days?: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
  /**
   * Every so many weeks: 2 is every other week.
   */
  every?: number;
}
/**
 * On a day of the month (day), or on a weekday of it (weekday and week).
 */
export interface Monthly {
  /**
   * The day of the month, by its number; in place of weekday and week.
   */
  day?: number;
  /**
   * The day of the month, by its weekday, together with week; in place of day. day is any day, weekday Monday to Friday, weekend-day Saturday or Sunday.
   */
  weekday?:
    | "monday"
    | "tuesday"
    | "wednesday"
    | "thursday"
    | "friday"
    | "saturday"
    | "sunday"
    | "day"
    | "weekday"
    | "weekend-day";
  /**
   * Which of these days in the month; together with weekday.
   */
  week?: "first" | "second" | "third" | "fourth" | "last";
  /**
   * Every so many months: 3 is every quarter.
   */
  every?: number;
}
/**
 * The monitor server. It is named at creation and cannot change without removal and set-up.
 */
export interface Monitor {
  server?: ServerId;
  /**
   * @monitor_server_security_mode: how the jobs log in to it.
   */
  authentication?: "windows" | "sql-login";
}
/**
 * A log shipping secondary.
 */
export interface Secondary {
  server: ServerId;
  /**
   * The database's name on the secondary. Default: the same name.
   */
  database?: string;
  /**
   * How the copy gets there: by a full backup that the scripts take and restore, or it is there already, restored without recovery or in standby.
   */
  initialize?: "full-backup" | "already-restored";
  /**
   * WITH MOVE: folder of the data files on the secondary. Default: as on the primary, or the server's own default folder.
   */
  dataPath?: string;
  /**
   * WITH MOVE: folder of the log files on the secondary. Default: as on the primary, or the server's own default folder.
   */
  logPath?: string;
  copy: Copy;
  restore?: Restore;
  /**
   * The secondary's own mirror, which is made at a disaster failover.
   */
  mirror?: "none" | SecondaryMirror;
  /**
   * Connection options of this secondary, over those of logShipping. SQL Server 2025 only.
   */
  connectionOptions?: "none" | ConnectionOptions;
}
/**
 * The copy job on the secondary.
 */
export interface Copy {
  /**
   * @backup_source_directory: the folder that it copies from. Default: backup.share.
   */
  from?: string;
  /**
   * @backup_destination_directory: the folder on the secondary that it copies to.
   */
  to: string;
  retention?: Duration;
  /**
   * @copy_job_name. Default: LSCopy_<primary>_<database>.
   */
  job?: string;
  schedule?: Schedule;
}
/**
 * The restore job on the secondary.
 */
export interface Restore {
  /**
   * @restore_mode: with standby the copy can be read between restores, with no-recovery it cannot.
   */
  mode?: "no-recovery" | "standby";
  /**
   * @disconnect_users: whether a restore ends the connections to a standby; with false an open one blocks it.
   */
  disconnectUsers?: boolean;
  delay?: Duration;
  alertAfter?: Duration;
  /**
   * @threshold_alert_enabled: whether the alert is raised.
   */
  alert?: boolean;
  /**
   * @threshold_alert: the number of the message that is raised; 0, as in Microsoft's example, only with alert: false.
   */
  alertError?: number;
  /**
   * @restore_all: whether one run restores every backup that is there; with false, one backup a run.
   */
  all?: boolean;
  /**
   * @block_size: the block size in bytes. Default: none: SQL Server chooses.
   */
  blockSize?: "none" | number;
  /**
   * @buffer_count: how many buffers a restore uses. Default: none: SQL Server chooses.
   */
  bufferCount?: "none" | number;
  /**
   * @max_transfer_size: the largest transfer in bytes. Default: none: SQL Server chooses.
   */
  maxTransferSize?: "none" | number;
  /**
   * @restore_job_name. Default: LSRestore_<primary>_<database>.
   */
  job?: string;
  schedule?: Schedule;
}
/**
 * The secondary's own mirror, made at a disaster failover.
 */
export interface SecondaryMirror {
  server: ServerId;
  /**
   * A UNC folder in the secondary's data centre for the backups that make it.
   */
  seedShare?: string;
  /**
   * Where the secondary backs up its log once it has taken over: in its own data centre, and never where the primary's backups lie. Default: a folder beside its copy folder, named like that with -taken-over behind it.
   */
  backupShare?: string;
}
/**
 * SQL Server 2025's connection options of the linked servers that log shipping makes.
 */
export interface ConnectionOptions {
  /**
   * Options of the connection to the primary server.
   */
  primary?: string;
  /**
   * Options of the connection to the secondary server.
   */
  secondary?: string;
  /**
   * Options of the connection to the monitor server.
   */
  monitor?: string;
}
/**
 * One full backup and the log backup that goes with it, from which the mirror and every secondary are made. On the Skype platforms the mirror has its own, by Install-CsMirrorDatabase and mirroring.seedShare: there it is for the secondaries.
 */
export interface Seed {
  /**
   * The folder of both backups, by one path for all servers that it serves: UNC on Windows, a mount on Linux.
   */
  share?: string;
  /**
   * Compression of both backups.
   */
  compression?: "server-default" | "compressed" | "uncompressed";
  /**
   * In how many files the full backup is written; the log backup is one file.
   */
  stripes?: number;
}
/**
 * Topology Builder's backup store in the other data centre, for a database that is not shipped. Only on the two Skype platforms.
 */
export interface BackupStore {
  server?: ServerId;
  /**
   * The backup store's mirror.
   */
  mirror?: "none" | BackupStoreMirror;
}
/**
 * The backup store's mirror.
 */
export interface BackupStoreMirror {
  server: ServerId;
}
/**
 * A share of a file server. Shares of SQL Servers and chat servers stand where those do.
 */
export interface Share {
  /**
   * The data centre that its file server stands in, as the servers have it.
   */
  site: string;
}
/**
 * The Persistent Chat pool; only on the two Skype platforms, where it is required.
 */
export interface PersistentChat {
  /**
   * The pool's fully qualified DNS name.
   */
  pool: string;
  /**
   * The pool's servers, in both data centres.
   *
   * @minItems 1
   */
  servers: ChatServer[];
}
/**
 * A Persistent Chat server.
 */
export interface ChatServer {
  /**
   * Its fully qualified DNS name.
   */
  host: string;
  /**
   * The data centre it stands in.
   */
  site: string;
  /**
   * Whether it serves clients now. At most four may.
   */
  active: boolean;
}
/**
 * A database, by its name on the primary. `<database>` in a path or a name, in a profile as well, stands for that name.
 */
export interface Database {
  /**
   * The profile that it is based on.
   */
  profile?: string;
  /**
   * Its place in the order of every operation: a whole number, lower first. Databases of one priority go by name.
   */
  priority?: number;
  /**
   * Database mirroring inside the primary's data centre. none where a default or a profile has it and this one does not.
   */
  mirroring?: "none" | Mirroring;
  /**
   * Log shipping to another data centre. none where a default or a profile has it and this one does not.
   */
  logShipping?: "none" | LogShipping;
  /**
   * One seed for the mirror and the secondaries. Default: each has its own, in mirroring.seedShare and in the backup share. none where a default or a profile has it and this one does not.
   */
  seed?: "none" | Seed;
  /**
   * Topology Builder's backup store in the other data centre. none where a default or a profile has it and this one does not.
   */
  backupStore?: "none" | BackupStore;
  acknowledge?: Acknowledge;
}
