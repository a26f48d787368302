import { type Edition, type Server, VERSIONS, type Version } from "./topology.ts";

/** What a release has. */
interface Release {
  /** Head of SERVERPROPERTY('ProductVersion'). 2008 R2 shares its major version with 2008. */
  readonly product: string;
  /** It runs on Linux (What's new in SQL Server 2017). */
  readonly linux: boolean;
  /** It answers a client that connects with Encrypt=Strict, which is TDS 8.0 (the page TDS 8.0). */
  readonly strict: boolean;
  /** Its log shipping procedures take connection options (sp_add_log_shipping_primary_database). */
  readonly connectionOptions: boolean;
}

const RELEASES: Readonly<Record<Version, Release>> = {
  "2008R2": { product: "10.50.", linux: false, strict: false, connectionOptions: false },
  "2012": { product: "11.", linux: false, strict: false, connectionOptions: false },
  "2014": { product: "12.", linux: false, strict: false, connectionOptions: false },
  "2016": { product: "13.", linux: false, strict: false, connectionOptions: false },
  "2017": { product: "14.", linux: true, strict: false, connectionOptions: false },
  "2019": { product: "15.", linux: true, strict: false, connectionOptions: false },
  "2022": { product: "16.", linux: true, strict: true, connectionOptions: false },
  "2025": { product: "17.", linux: true, strict: true, connectionOptions: true },
};

/** What an edition is and has, in every release that it exists in. */
interface EditionFacts {
  /** The first and the last release that have it. */
  readonly from: Version;
  readonly to: Version;
  /** LIKE pattern of SERVERPROPERTY('Edition'); an evaluation copy is an Enterprise Evaluation Edition. */
  readonly pattern: string;
  /** Log shipping, and SQL Server Agent, which a monitor needs too. */
  readonly logShipping: boolean;
  /** What it may be in mirroring: a partner with any safety, one with full safety only, or a witness only. */
  readonly mirroring: "any-safety" | "full-safety" | "witness";
  /** It compresses backups. */
  readonly compression: boolean;
}

const NEWEST: Version = "2025";
const ENTERPRISE = { logShipping: true, mirroring: "any-safety", compression: true } as const;
const STANDARD = { logShipping: true, mirroring: "full-safety", compression: true } as const;

/**
 * The pages Editions and supported features of SQL Server 2012, 2014, 2016, 2017, 2019, 2022 and 2025, table High availability. That of 2025
 * has neither Web nor Developer, and two editions in their place, which say Enterprise Developer and Standard Developer of themselves.
 */
const EDITIONS: Readonly<Record<Edition, EditionFacts>> = {
  enterprise: { from: "2008R2", to: NEWEST, pattern: "Enterprise E%", ...ENTERPRISE },
  developer: { from: "2008R2", to: "2022", pattern: "Developer%", ...ENTERPRISE },
  "enterprise-developer": { from: "2025", to: NEWEST, pattern: "Enterprise Developer%", ...ENTERPRISE },
  standard: { from: "2008R2", to: NEWEST, pattern: "Standard E%", ...STANDARD },
  "standard-developer": { from: "2025", to: NEWEST, pattern: "Standard Developer%", ...STANDARD },
  "business-intelligence": { from: "2012", to: "2014", pattern: "Business Intelligence%", ...STANDARD },
  web: {
    from: "2008R2",
    to: "2022",
    pattern: "Web%",
    logShipping: true,
    mirroring: "witness",
    compression: false,
  },
  express: {
    from: "2008R2",
    to: NEWEST,
    pattern: "Express%",
    logShipping: false,
    mirroring: "witness",
    compression: false,
  },
};

/** What a server's release has. */
export const releaseOf = ({ version }: Pick<Server, "version">): Release => RELEASES[version];

/** What a server's edition is and has. */
export const editionOf = ({ edition }: Pick<Server, "edition">): EditionFacts => EDITIONS[edition];

/** Below zero where the first is the older release, zero where they are one. */
export const compareVersions = (a: Version, b: Version): number => VERSIONS.indexOf(a) - VERSIONS.indexOf(b);

/** Whether the release exists in that edition. */
export function existsIn(edition: Edition, version: Version): boolean {
  const { from, to } = EDITIONS[edition];
  return compareVersions(version, from) >= 0 && compareVersions(version, to) <= 0;
}

/** The editions of a release. */
export const editionsOf = (version: Version): Edition[] =>
  (Object.keys(EDITIONS) as Edition[]).filter((edition) => existsIn(edition, version));
