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
  /** RESTORE FILELISTONLY has a 22nd column, SnapshotURL: from 2017 on for certain, in 2016 by its cumulative update. */
  readonly hasSnapshotUrl: boolean;
  /** LIKE pattern of SERVERPROPERTY('ProductVersion'). */
  readonly versionPattern: string;
  /** The edition, as the topology says it. */
  readonly edition: Edition;
  /** The edition, as a line that compares it says what is expected. */
  readonly editionLabel: string;
  /** LIKE pattern of SERVERPROPERTY('Edition'): EngineEdition is the same for Standard and Web. */
  readonly editionPattern: string;
}

/** ProductVersion's head by release. 2008 R2 shares its major version with 2008. */
const PRODUCT_VERSION: Readonly<Record<Version, string>> = {
  "2008R2": "10.50.",
  "2012": "11.",
  "2014": "12.",
  "2016": "13.",
  "2017": "14.",
  "2019": "15.",
  "2022": "16.",
  "2025": "17.",
};

/** SQL Server 2025 writes `Enterprise Developer Edition`; an evaluation copy is an Enterprise Evaluation Edition. */
const EDITION_PATTERN: Readonly<Record<Edition, string>> = {
  enterprise: "Enterprise%",
  developer: "%Developer%",
  standard: "Standard%",
  "business-intelligence": "Business Intelligence%",
  web: "Web%",
  express: "Express%",
};

/** How a client connects: a stated port goes before the instance, because SQL Browser is not asked then. */
export function address(server: Server): string {
  if (server.port !== null) return `${server.host},${server.port}`;
  return server.instance === null ? server.host : `${server.host}\\${server.instance}`;
}

/** Major version of the product: 12 for 2014. */
const majorVersion = (server: Server): number => Number.parseInt(PRODUCT_VERSION[server.version], 10);

/** The facts of a server that its scripts state or check. */
export function serverFacts(server: Server): ServerFacts {
  const head = PRODUCT_VERSION[server.version];
  return {
    id: server.id,
    serverName: server.serverName,
    address: address(server),
    os: server.os,
    version: server.version,
    hasSnapshotUrl: majorVersion(server) > 13,
    versionLabel: `${server.version} (${head}x)`,
    versionPattern: `${head}%`,
    edition: server.edition,
    editionLabel: server.edition,
    editionPattern: EDITION_PATTERN[server.edition],
  };
}

/** SQL Server 2012 or later: catalog views have columns that earlier ones have not. */
export const isLater = (server: Server): boolean => majorVersion(server) >= 11;
