import { isHostOf, sameHost } from "./host.ts";
import { isAddress } from "./names.ts";
import { uncHost } from "./path.ts";
import type { Server } from "./topology.ts";

/** Which folder a path means, however it is written. */
export interface Folder {
  /** The computer that has it: the host of a server of the topology, else as the path names it. */
  readonly host: string;
  /** From the drive, the share or the root on. On Windows in lower case. */
  readonly way: readonly string[];
}

/** `.` and `..` as the system follows them; nothing is above the root. */
function follow(root: string, names: readonly string[]): string[] {
  const way: string[] = [];
  for (const name of names) {
    if (name === "..") way.pop();
    else if (name !== "" && name !== ".") way.push(name);
  }
  return [root, ...way];
}

/** The folder of a UNC path, on the host that it names; null for any other path. */
export function uncFolder(path: string): Folder | null {
  const host = uncHost(path);
  if (host === null) return null;
  // \\host\share\…: two empty names, the host, the share.
  const [share = "", ...below] = path.toLowerCase().split(/[\\/]/).slice(3);
  return { host, way: follow(/^[a-z]\$$/.test(share) ? `${share[0]}:` : `\\${share}`, below) };
}

/** The folder that a server reaches by a path. */
export type FolderOf = (path: string, server: Server) => Folder;

/**
 * Tells which folder a path means: `\\host\d$\…` is `D:\…` of that host, either slash and any case is one on Windows, and a host goes
 * by its full name, its short one and its machine's. Each host is looked up once.
 */
export function foldersOf(servers: readonly Server[]): FolderOf {
  const hosts = new Map<string, string>();
  const hostOf = (name: string): string => {
    const known = hosts.get(name) ?? servers.find((one) => isHostOf(one, name))?.host ?? name;
    hosts.set(name, known);
    return known;
  };
  return (path, server) => {
    if (path.startsWith("/")) return { host: server.host, way: follow("/", path.split("/")) };
    const shared = uncFolder(path);
    if (shared !== null) return { ...shared, host: hostOf(shared.host) };
    const [drive = "", ...below] = path.toLowerCase().split(/[\\/]/);
    return { host: server.host, way: follow(drive, below) };
  };
}

/** How the first of two folders lies to the second; null where they have nothing to do with each other. */
export function relation(a: Folder, b: Folder): "same" | "above" | "below" | null {
  const [shorter, longer] = a.way.length <= b.way.length ? [a.way, b.way] : [b.way, a.way];
  if (!sameHost(a.host, b.host) || shorter.some((name, index) => name !== longer[index])) return null;
  if (a.way.length === b.way.length) return "same";
  return shorter === a.way ? "above" : "below";
}

/** The same for folders that may be one: by it they are grouped before {@link relation} tells, for hosts of one first label may be two. */
export function likeness({ host, way }: Folder): string {
  return JSON.stringify([isAddress(host) ? host : host.toLowerCase().split(".")[0], way]);
}

/** Whether the first of two folders is the second, or lies in it. */
export function liesIn(a: Folder, b: Folder): boolean {
  const how = relation(a, b);
  return how === "same" || how === "below";
}
