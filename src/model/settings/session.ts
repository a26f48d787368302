import { BY_REMOVAL, type ColumnSetting, VALUE } from "./setting.ts";

/** What is compared of a mirroring session; null: not compared. */
export interface SessionFacts {
  /** The other partner's server name. */
  readonly partnerServerName: string | null;
  /** `TCP://host:port` of the other partner's endpoint. */
  readonly partnerAddress: string | null;
  /** SET PARTNER TIMEOUT, in seconds. */
  readonly timeout: number | null;
  /** SET PARTNER SAFETY. */
  readonly safety: "FULL" | "OFF" | null;
  /** `TCP://host:port` of the witness's endpoint. */
  readonly witnessAddress: string | null;
  /** The witness's host, where its port is not known. */
  readonly witnessHost: string | null;
  /** The session may be one that the set-up has only begun: what a session begins with is as good. */
  readonly begun: boolean;
}

/** Nothing is compared. */
export const NO_SESSION: SessionFacts = {
  partnerServerName: null,
  partnerAddress: null,
  timeout: null,
  safety: null,
  witnessAddress: null,
  witnessHost: null,
  begun: false,
};

/**
 * What ALTER DATABASE sets of a mirroring session, but for the partner only on the principal. Read from sys.database_mirroring (m), on either partner. A role is no setting: after a
 * failover it is the other way round.
 */
export const SESSION_SETTINGS: readonly ColumnSetting<SessionFacts>[] = [
  {
    key: "principal, mirror",
    label: "mirroring partner",
    column: "partner",
    parameter: null,
    read: "m.mirroring_partner_instance",
    change: BY_REMOVAL,
    value: ({ partnerServerName }) => partnerServerName,
  },
  {
    key: "principal, mirror",
    label: "mirroring partner, address",
    column: "partner_address",
    parameter: null,
    read: "m.mirroring_partner_name",
    change: BY_REMOVAL,
    value: ({ partnerAddress }) => partnerAddress,
  },
  {
    key: "timeout",
    label: "mirroring time-out, seconds",
    column: "time_out",
    parameter: null,
    read: "m.mirroring_connection_timeout",
    change: { statement: `SET PARTNER TIMEOUT ${VALUE}` },
    value: ({ timeout }) => timeout,
    accepts: ({ begun }) => (begun ? "m.mirroring_connection_timeout = 10" : null),
    // Only the principal sets it; no page says when a mirror shows the new one.
    warnedBy: (column) =>
      `m.mirroring_role_desc = N'MIRROR' AND CONVERT(nvarchar(20), m.mirroring_connection_timeout) <> ${column}`,
  },
  {
    key: "mode",
    label: "mirroring safety",
    column: "safety",
    parameter: null,
    read: "m.mirroring_safety_level_desc",
    change: { statement: `SET PARTNER SAFETY ${VALUE}` },
    value: ({ safety }) => safety,
    accepts: ({ begun }) => (begun ? "m.mirroring_safety_level_desc = N'FULL'" : null),
  },
  {
    key: "witness",
    label: "mirroring witness",
    column: "witness",
    parameter: null,
    read: "NULLIF(m.mirroring_witness_name, N'')",
    // No page says that it takes another one's place.
    change: { statement: `SET WITNESS = '${VALUE}'`, note: "where there is another, after SET WITNESS OFF" },
    value: ({ witnessAddress }) => witnessAddress,
  },
  {
    key: "witness",
    label: "mirroring witness, host",
    column: "witness",
    parameter: null,
    read: "NULLIF(m.mirroring_witness_name, N'')",
    // Install-CsMirrorDatabase names it.
    change: BY_REMOVAL,
    value: ({ witnessHost }) => witnessHost,
    acceptsBy: (host) => `CHARINDEX(N'//' + ${host} + N':', m.mirroring_witness_name COLLATE Latin1_General_CI_AS) = 5`,
  },
];
