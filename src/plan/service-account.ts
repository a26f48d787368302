import { createHash } from "node:crypto";
import { type AccountKind, kindOfAccount } from "../model/account.ts";
import { isAddress } from "../model/names.ts";
import type { Server } from "../model/topology.ts";

/** A service's account as the server shows it. */
export interface ServiceAccount {
  /** As the topology says it. */
  readonly stated: string;
  /** The spellings that Windows and SQL Server use for it. */
  readonly forms: readonly string[];
  /** `\svc-sql` of `CONTOSO\svc-sql`: the same name with another domain before it is a difference in form only; null if built in. */
  readonly ending: string | null;
  /** `svc-sql@`, for the form `svc-sql@contoso.com`. */
  readonly head: string | null;
}

const BUILT_IN: Readonly<Partial<Record<AccountKind, readonly string[]>>> = {
  "local-system": ["LocalSystem", "NT AUTHORITY\\SYSTEM", ".\\LocalSystem"],
  "local-service": ["NT AUTHORITY\\LocalService", "NT AUTHORITY\\LOCAL SERVICE"],
  "network-service": ["NT AUTHORITY\\NetworkService", "NT AUTHORITY\\NETWORK SERVICE"],
};

const machine = (server: Server): string =>
  (isAddress(server.host) ? server.serverName.split("\\")[0] : server.host.split(".")[0])?.toUpperCase() ?? "";

function serviceAccount(server: Server, account: string): ServiceAccount {
  const kind = kindOfAccount(server, account);
  const builtIn = BUILT_IN[kind];
  if (builtIn !== undefined) return { stated: account, forms: builtIn, ending: null, head: null };
  const user = account.includes("@")
    ? account.slice(0, account.indexOf("@"))
    : account.slice(account.lastIndexOf("\\") + 1);
  const local = kind === "local" ? [`.\\${user}`, `${machine(server)}\\${user}`] : [];
  return { stated: account, forms: [...new Set([account, ...local])], ending: `\\${user}`, head: `${user}@` };
}

/** The account of the database engine. */
export const engineAccount = (server: Server): ServiceAccount => serviceAccount(server, server.engineAccount);

/** The account of SQL Server Agent. */
export const agentAccount = (server: Server): ServiceAccount => serviceAccount(server, server.agentAccount);

/** Under which name an account of one server shows up on another: in its logins, or in a folder's access list. */
export interface RemoteName {
  /** The whole name, `CONTOSO\svc-sql`; null where the topology does not say the domain. */
  readonly name: string | null;
  /** How the name ends otherwise: `\SQLA1$` for the computer's account, `\svc-sql` for svc-sql@contoso.com. */
  readonly ending: string | null;
}

/**
 * The name of a server's account on another machine. Network Service and virtual accounts are the computer's there; Local
 * System too, for files (Set Up Login Accounts for Database Mirroring; NET).
 */
export function remoteName(server: Server, account: string): RemoteName {
  const kind = kindOfAccount(server, account);
  if (kind !== "domain") return { name: null, ending: kind === "local" ? null : `\\${machine(server)}$` };
  return account.includes("@")
    ? { name: null, ending: `\\${account.slice(0, account.indexOf("@"))}` }
    : { name: account, ending: null };
}

/** Under which login an account of another server comes in. */
export interface RemoteLogin {
  /** The login's name, or how it ends: `CONTOSO\svc-sql`, `\SQLA1$`. */
  readonly login: string;
  /** 1: that is the whole name; 0: it is how the name ends. */
  readonly whole: 0 | 1;
}

/** The login by which an account comes in elsewhere; null where nothing of its name is known there. */
export function remoteLogin(server: Server, account: string): RemoteLogin | null {
  const { name, ending } = remoteName(server, account);
  if (name !== null) return { login: name, whole: 1 };
  return ending === null ? null : { login: ending, whole: 0 };
}

/** A Windows service of a server. */
export interface Service {
  /** Its name: `MSSQLSERVER`, `SQLAgent$RTC`. */
  readonly name: string;
  /** The name of its own security identifier, which has the service's rights whatever its account is: `NT SERVICE\MSSQLSERVER`. */
  readonly identity: string;
  /** That identifier. It follows from the name, and is the same on every node of a cluster and in every language. */
  readonly sid: string;
}

/** Bytes of a hash that make one of the five numbers. */
const NUMBER_BYTES = 4;
const NUMBERS = [0, 1, 2, 3, 4];

/** Configure Windows Service Accounts and Permissions: per-service SIDs. S-1-5-80, then SHA-1 of the name in capitals in five numbers. */
function service(name: string): Service {
  const hash = createHash("sha1").update(Buffer.from(name.toUpperCase(), "utf16le")).digest();
  const numbers = NUMBERS.map((index) => hash.readUInt32LE(index * NUMBER_BYTES));
  return { name, identity: `NT SERVICE\\${name}`, sid: ["S-1-5-80", ...numbers].join("-") };
}

const isNamed = ({ instance }: Server): boolean => instance !== null && instance.toUpperCase() !== "MSSQLSERVER";

/** The service of the database engine. */
export const engineService = (server: Server): Service =>
  service(isNamed(server) ? `MSSQL$${server.instance}` : "MSSQLSERVER");

/** The service of SQL Server Agent. */
export const agentService = (server: Server): Service =>
  service(isNamed(server) ? `SQLAgent$${server.instance}` : "SQLSERVERAGENT");

/** The name of the computer that a server runs on; of a failover cluster it is none of a computer's. */
export const machineOf = ({ serverName }: Server): string => serverName.split("\\")[0] ?? serverName;
