import { isAddress } from "./names.ts";
import type { Server } from "./topology.ts";

const plain = (host: string): string => host.toLowerCase().replace(/\.$/, "");

/** Whether two hosts are one: without case; a name without a domain is that of any domain. */
export function sameHost(a: string, b: string): boolean {
  const [one, other] = [plain(a), plain(b)];
  if (one === other) return true;
  if (isAddress(one) || isAddress(other) || (one.includes(".") && other.includes("."))) return false;
  return one.split(".")[0] === other.split(".")[0];
}

/**
 * Whether a name is that of a server's computer: its host's, or, where it is reached by another, the machine's own, which is taken to be
 * in the domain of its host.
 */
export function isHostOf(server: Server, name: string): boolean {
  if (sameHost(server.host, name)) return true;
  const machine = server.serverName.split("\\")[0] ?? "";
  const suffix = machine.includes(".") ? null : dnsSuffix(server.host);
  return sameHost(suffix === null ? machine : `${machine}.${suffix}`, name);
}

/** The DNS suffix of a host, in lower case; null for an address or a name without one. */
export function dnsSuffix(host: string): string | null {
  if (isAddress(host)) return null;
  const name = plain(host);
  return name.includes(".") ? name.slice(name.indexOf(".") + 1) : null;
}

/** The port that a client connects to; null where SQL Server Browser has to be asked for it. */
export function clientPort(server: Server): number | null {
  return server.port ?? (server.instance === null ? 1433 : null);
}

/** Whether two servers are reached at one address: the same host, and the same named instance or the same port. */
export function sameAddress(a: Server, b: Server): boolean {
  if (!sameHost(a.host, b.host)) return false;
  if (a.instance !== null && b.instance !== null && a.instance.toLowerCase() === b.instance.toLowerCase()) return true;
  const port = clientPort(a);
  return port !== null && port === clientPort(b);
}

/** Whether two servers call themselves by one name. Servers compare names without case. */
export function sameServerName(a: Server, b: Server): boolean {
  return a.serverName.toLowerCase() === b.serverName.toLowerCase();
}

/** Whether two servers are one instance, by whatever tells. */
export function sameInstance(a: Server, b: Server): boolean {
  return a.id === b.id || sameAddress(a, b) || sameServerName(a, b);
}

/** Sites are compared without case, so that a slip in writing never makes one data centre two. */
export function sameSite(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}
