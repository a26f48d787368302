import type { Edition, Server, Version } from "../model/topology.ts";

/** A server as headers, guards and runbook lines name it. */
export interface ServerFacts {
  readonly id: string;
  readonly serverName: string;
  /** What to connect to: `host`, `host\INSTANCE`, or `host,port`. */
  readonly address: string;
  readonly os: "windows" | "linux";
  readonly version: Version;
  /** Major version of the product: 12 for 2014. */
  readonly major: number;
  readonly versionLabel: string;
  /** RESTORE FILELISTONLY has a 22nd column, SnapshotURL: from 2017 on for certain, in 2016 by its cumulative update. */
  readonly hasSnapshotUrl: boolean;
  /** LIKE pattern of SERVERPROPERTY('ProductVersion'). */
  readonly versionPattern: string;
  readonly edition: Edition;
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

/** The facts of a server that its scripts state or check. */
export function serverFacts(server: Server): ServerFacts {
  const head = PRODUCT_VERSION[server.version];
  return {
    id: server.id,
    serverName: server.serverName,
    address: address(server),
    os: server.os,
    version: server.version,
    major: Number.parseInt(head, 10),
    hasSnapshotUrl: Number.parseInt(head, 10) > 13,
    versionLabel: `${server.version} (${head}x)`,
    versionPattern: `${head}%`,
    edition: server.edition,
    editionLabel: server.edition,
    editionPattern: EDITION_PATTERN[server.edition],
  };
}
