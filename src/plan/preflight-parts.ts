import type { ShippedCopy } from "../model/log-shipping.ts";
import type { SettingRow } from "../model/settings/rows.ts";
import type { Role } from "./participants.ts";
import type { ServerFacts } from "./server.ts";
import type { ServiceAccount } from "./service-account.ts";

/** How a failed check is printed. */
type Verdict = "FAIL" | "WARN";

/** A part of the script. */
interface Part<Kind extends string> {
  /** Picks the partial `preflight-<kind>`. */
  readonly kind: Kind;
  /** What is looked at, in words; empty for the server itself. */
  readonly heading: string;
}

/** The server itself. */
export interface ServerPart extends Part<"server"> {
  /** The server. */
  readonly server: ServerFacts;
  /** It runs on Windows. */
  readonly windows: boolean;
  /** Its collation; null where the topology does not say. */
  readonly collation: string | null;
  /** The account of the database engine. */
  readonly engine: ServiceAccount;
  /** The account of SQL Server Agent. */
  readonly agent: ServiceAccount;
  /** How it is printed that SQL Server Agent does not run; `none`: it has nothing to do here. */
  readonly agentDuty: Verdict | "none";
  /** The alerts of log shipping that are raised here. */
  readonly alerts: readonly {
    /** The error's number. */
    readonly number: number;
    /** The number is one of the user's own, which sys.messages must have. */
    readonly own: boolean;
  }[];
  /** Logins that own jobs here. */
  readonly owners: readonly string[];
  /** The login with sid 0x01 owns jobs here. */
  readonly saOwns: boolean;
  /** The clock is printed, to be compared with the partners'. */
  readonly clock: boolean;
  /** SQL Server 2012 or later. */
  readonly later: boolean;
}

/** The mirroring endpoint. */
export interface EndpointPart extends Part<"endpoint"> {
  /** The endpoint's name in the topology. */
  readonly name: string;
  /** Its TCP port. */
  readonly port: number;
  /** What is compared of an endpoint that is there. */
  readonly settings: readonly SettingRow[];
  /** How it is printed that its port is taken, or that somebody must not connect. */
  readonly bad: Verdict;
  /** What it means that there is no endpoint. */
  readonly absent: string;
  /** How a missing login or grant is printed. */
  readonly missing: "PASS" | "WARN";
  /** Who makes a missing login or grant. */
  readonly toCome: string;
  /** The servers that connect to the endpoint by a login of their engine's account. */
  readonly partners: readonly (RemoteLogin & {
    /** The server that connects. */
    readonly serverName: string;
  })[];
  /** Those whose engine runs as this server's own account, which needs no login. */
  readonly same: readonly PartnerAccount[];
  /** Those whose engine's account has no name outside its computer. */
  readonly nameless: readonly PartnerAccount[];
}

/** Under which login an account of another server comes in. */
export interface RemoteLogin {
  /** The login's name, or how it ends: `CONTOSO\svc-sql`, `\SQLA1$`. */
  readonly login: string;
  /** 1: that is the whole name; 0: it is how the name ends. */
  readonly whole: 0 | 1;
}

/** A server that connects to the endpoint. */
export interface PartnerAccount {
  /** The server. */
  readonly serverName: string;
  /** Its engine's account, as the topology says it. */
  readonly account: string;
}

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

/** The databases that are to be log shipping secondaries here. */
export interface SecondaryPart extends Part<"secondary"> {
  /** They are databases of Persistent Chat. */
  readonly chat: boolean;
  /** The copies. */
  readonly copies: readonly {
    /** The copy's name here. */
    readonly database: string;
    /** How it is printed that it is not there yet. */
    readonly absent: "PASS" | "FAIL";
    /** The database's name on the primary. */
    readonly primaryDatabase: string;
    /** The server name of the primary. */
    readonly primaryServerName: string;
    /** The server name of the primary's mirror; the primary's own without one. */
    readonly mirrorServerName: string;
    /** The folder that the copy job is to read. */
    readonly source: string;
    /** The folder that it is to copy to. */
    readonly destination: string;
    /** The monitor's server name; null for none. */
    readonly monitor: string | null;
    /** The copy job. */
    readonly copyJob: string;
    /** The restore job. */
    readonly restoreJob: string;
  }[];
}

/** The sessions that the server is to be the witness of. */
export interface WitnessPart extends Part<"witness"> {
  /** Their databases. */
  readonly databases: readonly {
    /** The database. */
    readonly database: string;
    /** The principal's server name. */
    readonly principal: string;
    /** The mirror's server name. */
    readonly mirror: string;
  }[];
}

/** The databases that the server is to be the monitor of. */
export interface MonitorPart extends Part<"monitor"> {
  /** Some of those who write here do it by a SQL Server login. */
  readonly sqlLogins: boolean;
  /** Agents' accounts that write here by Windows authentication. */
  readonly accounts: readonly (RemoteLogin & {
    /** The account, as the topology says it. */
    readonly account: string;
  })[];
  /** The databases that are watched here. */
  readonly databases: readonly {
    /** The database. */
    readonly database: string;
    /** The primary's server name. */
    readonly primary: string;
    /** The server name of its mirror; the primary's own without one. */
    readonly mirror: string;
    /** Both, in words. */
    readonly from: string;
  }[];
}

/** What the server is only for after a disaster failover. */
export interface LaterPart extends Part<"later"> {
  /** Databases that it is to have then. */
  readonly databases: readonly {
    /** The database's name here. */
    readonly database: string;
    /** What the server is to the database. */
    readonly role: Role;
    /** It is a store that Topology Builder names, in which an empty database may be. */
    readonly store: boolean;
  }[];
}

/** The folders that the engine reads or writes. */
export interface FoldersPart extends Part<"folders"> {
  /** The account of the database engine, as the topology says it. */
  readonly account: string;
  /** The folders. */
  readonly folders: readonly {
    /** The folder. */
    readonly path: string;
    /** What it is for. */
    readonly use: string;
  }[];
}

/** Logins and certificates to compare with the other servers'. */
export interface ComparePart extends Part<"compare"> {
  /** This server's name. */
  readonly from: string;
  /** The servers that get copies. */
  readonly targets: readonly {
    /** What is printed for it, in words. */
    readonly heading: string;
    /** The databases whose copies it gets. */
    readonly databases: readonly string[];
  }[];
}

/** What preflight looks at on a server, each in a batch of its own. */
export type PreflightPart = (
  | ServerPart
  | EndpointPart
  | SourcePart
  | MirrorPart
  | SecondaryPart
  | WitnessPart
  | MonitorPart
  | LaterPart
  | FoldersPart
  | ComparePart
) & {
  /** Nothing is looked at after it. */
  readonly last: boolean;
};
