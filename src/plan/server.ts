import { compareVersions, editionOf, releaseOf } from "../model/product.ts";
import type { Edition, OperatingSystem, Server, Version } from "../model/topology.ts";

/** A server as headers, guards and runbook lines name it. */
export interface ServerFacts {
  /** Its id in the topology: `sql-a1`. */
  readonly id: string;
  /** What SERVERPROPERTY('ServerName') answers there. */
  readonly serverName: string;
  /** What to connect to: `host`, `host\INSTANCE`, or `host,port`. */
  readonly address: string;
  /** The operating system that it runs on. */
  readonly os: OperatingSystem;
  /** The release of SQL Server, as the topology says it. */
  readonly version: Version;
  /** The release with the head of its product version: `2019 (15.x)`. */
  readonly versionLabel: string;
  /** LIKE pattern of SERVERPROPERTY('ProductVersion'). */
  readonly versionPattern: string;
  /** The edition, as the topology says it. */
  readonly edition: Edition;
  /** The edition, as a line that compares it says what is expected. */
  readonly editionLabel: string;
  /** LIKE pattern of SERVERPROPERTY('Edition'): EngineEdition is the same for Standard and Web. */
  readonly editionPattern: string;
}

/** How a client connects: a stated port goes before the instance, because SQL Browser is not asked then. */
export function address(server: Server): string {
  if (server.port !== null) return `${server.host},${server.port}`;
  return server.instance === null ? server.host : `${server.host}\\${server.instance}`;
}

/** The facts of a server that its scripts state or check. */
export function serverFacts(server: Server): ServerFacts {
  const head = releaseOf(server).product;
  return {
    id: server.id,
    serverName: server.serverName,
    address: address(server),
    os: server.os,
    version: server.version,
    versionLabel: `${server.version} (${head}x)`,
    versionPattern: `${head}%`,
    edition: server.edition,
    editionLabel: server.edition,
    editionPattern: editionOf(server).pattern,
  };
}

/** SQL Server 2012 or later: catalog views have columns that earlier ones have not. */
export const isLater = (server: Server): boolean => compareVersions(server.version, "2012") >= 0;
