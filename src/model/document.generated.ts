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
   * What the databases belong to.
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
   * Settings that several databases share, by name.
   */
  profiles?: {
    [k: string]: Profile;
  };
  /**
   * Every SQL Server instance that takes part, by a short id.
   */
  servers: {
    [k: string]: Server;
  };
  /**
   * The Persistent Chat pool; the two Skype platforms only.
   */
  persistentChat?: "none" | PersistentChat;
  /**
   * The databases, by name.
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
   * The named instance; leave it out (or write none) for the default instance.
   */
  instance?: string;
  /**
   * The TCP port to connect by, as host,port. Left out (or none): the default port, or the SQL Server Browser decides.
   */
  port?: "none" | number;
  /**
   * What SELECT SERVERPROPERTY('ServerName') answers there. Default: the host's first label in capitals, and \INSTANCE. An IP address needs it.
   */
  serverName?: string;
  /**
   * The data centre (not a Skype site) it stands in.
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
   * The edition of SQL Server.
   */
  edition?: "enterprise" | "developer" | "standard" | "business-intelligence" | "web" | "express";
  /**
   * The operating system; linux from 2017 on, with local paths in place of UNC and without mirroring.
   */
  os?: "windows" | "linux";
  /**
   * The server's collation; only compared, never set.
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
   * The database mirroring endpoint of the instance, or none.
   */
  endpoint?: "none" | Endpoint;
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
   * Its TCP port, 1024 to 32767. Required; SQL Server has no default port for it.
   */
  port?: number;
  /**
   * What the instance may be in a mirroring session. Default: partner; all where it is a witness too; witness where it is only that.
   */
  role?: "partner" | "witness" | "all";
  /**
   * The algorithms the endpoint offers, in order of preference.
   */
  encryption?: "aes" | "rc4" | "aes-rc4" | "rc4-aes";
  /**
   * How the instances prove who they are to each other.
   */
  authentication?: "windows" | "certificate";
}
/**
 * What databases have in common.
 */
export interface Profile {
  /**
   * Database mirroring inside the primary's data centre.
   */
  mirroring?: "none" | Mirroring;
  /**
   * Log shipping to another data centre.
   */
  logShipping?: "none" | LogShipping;
  /**
   * Topology Builder's backup store in the other data centre.
   */
  backupStore?: "none" | BackupStore;
}
/**
 * Database mirroring inside the primary's data centre.
 */
export interface Mirroring {
  principal?: ServerId;
  mirror?: ServerId;
  /**
   * The witness, which lets the mirror take over by itself; none turns it off.
   */
  witness?: string;
  /**
   * The operating mode; high-performance on plain SQL Server only.
   */
  mode?: "high-safety" | "high-performance";
  timeout?: Duration;
  /**
   * A UNC folder for the backups that make the mirror copy. Not needed with initialize: already-restored.
   */
  seedShare?: string;
  /**
   * How the mirror copy is made.
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
   * The monitor server.
   */
  monitor?: "none" | Monitor;
  /**
   * @owner_login_name of the three jobs. Default: the login with sid 0x01.
   */
  jobOwner?: string;
  /**
   * How long the other data centre may be out of reach; the retentions are checked against it.
   */
  surviveOutage?: string;
  /**
   * The secondaries. A list replaces that of the profile as a whole.
   *
   * @minItems 1
   */
  secondaries?: Secondary[];
  /**
   * Connection options for every secondary.
   */
  connectionOptions?: "none" | ConnectionOptions;
}
/**
 * The backup job on the primary, and on its mirror.
 */
export interface Backup {
  /**
   * @backup_share: the folder of the log backups as the other servers see it. Required.
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
   * @threshold_alert: the message number that is raised.
   */
  alertError?: number;
  /**
   * @backup_compression.
   */
  compression?: "server-default" | "compressed" | "uncompressed";
  /**
   * @backup_job_name. Default: LSBackup_<database>.
   */
  job?: string;
  schedule?: Schedule;
}
/**
 * When a job runs: within a day every so often (every, from, until) or once (at); daily unless everyDays, weekly or monthly is given.
 */
export interface Schedule {
  /**
   * The schedule's name.
   */
  name?: string;
  /**
   * Whether it is enabled.
   */
  enabled?: boolean;
  every?: Interval;
  from?: TimeOfDay;
  until?: TimeOfDay;
  at?: TimeOfDay;
  /**
   * Every so many days.
   */
  everyDays?: number;
  /**
   * On days of the week.
   */
  weekly?: "none" | Weekly;
  /**
   * On a day of the month.
   */
  monthly?: "none" | Monthly;
  /**
   * The first day. Left out: neither passed nor compared.
   */
  startDate?: string;
  /**
   * The last day. Left out: neither passed nor compared.
   */
  endDate?: string;
}
/**
 * On days of the week.
 */
export interface Weekly {
  /**
   * The days.
   */
  days?: ("monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday" | "sunday")[];
  /**
   * Every so many weeks.
   */
  every?: number;
}
/**
 * On a day of the month (day), or on a weekday of it (weekday and week).
 */
export interface Monthly {
  /**
   * The day of the month.
   */
  day?: number;
  /**
   * The weekday, or day, weekday, weekend-day.
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
   * Which of them in the month.
   */
  week?: "first" | "second" | "third" | "fourth" | "last";
  /**
   * Every so many months.
   */
  every?: number;
}
/**
 * The monitor server. It is named at creation and cannot change without setting up anew.
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
   * How the copy gets there.
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
   * The secondary's own mirror, made at a disaster failover.
   */
  mirror?: "none" | SecondaryMirror;
  /**
   * Merged over those of logShipping.
   */
  connectionOptions?: "none" | ConnectionOptions;
}
/**
 * The copy job on the secondary.
 */
export interface Copy {
  /**
   * @backup_source_directory: where it copies from. Default: backup.share.
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
   * @restore_mode: whether the copy can be read between restores.
   */
  mode?: "no-recovery" | "standby";
  /**
   * @disconnect_users: whether users of a standby are disconnected for a restore.
   */
  disconnectUsers?: boolean;
  delay?: Duration;
  alertAfter?: Duration;
  /**
   * @threshold_alert_enabled: whether the alert is raised.
   */
  alert?: boolean;
  /**
   * @threshold_alert: the message number that is raised.
   */
  alertError?: number;
  /**
   * @restore_all: whether one run restores all that is there.
   */
  all?: boolean;
  /**
   * @block_size in bytes. Left out: SQL Server chooses.
   */
  blockSize?: "none" | number;
  /**
   * @buffer_count. Left out: SQL Server chooses.
   */
  bufferCount?: "none" | number;
  /**
   * @max_transfer_size in bytes. Left out: SQL Server chooses.
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
 * A database. `<database>` in a path or a name stands for its name.
 */
export interface Database {
  /**
   * The profile that it is based on.
   */
  profile?: string;
  /**
   * Database mirroring inside the primary's data centre.
   */
  mirroring?: "none" | Mirroring;
  /**
   * Log shipping to another data centre.
   */
  logShipping?: "none" | LogShipping;
  /**
   * Topology Builder's backup store in the other data centre.
   */
  backupStore?: "none" | BackupStore;
}
