/**
 * How a setting is changed on a server that has another value. `in place`: by its parameter of the call that the table of settings names;
 * a text is what to do instead, in words or as a statement.
 */
export type Change = "in place" | { readonly otherwise: string };

/** What cannot be changed in place without a gap in the chain of log backups, or not at all. */
export const BY_REMOVAL: Change = { otherwise: "by removal and set-up" };

/** One setting of SQL Server: every script and document that names it reads this row. */
export interface Setting<Facts> {
  /** Its key in the topology, below the object that the table is of: `backup.retention`. */
  readonly key: string;
  /** What scripts call it, with its unit: `backup retention, minutes`. */
  readonly label: string;
  /** The parameter that carries it, where the set-up and the change name it alike: `@backup_retention_period`. */
  readonly parameter: string | null;
  /** Where SQL Server keeps it: an expression of T-SQL over the table's FROM, a text or a number. */
  readonly read: string;
  readonly change: Change;
  /** Its value by the topology, as SQL Server keeps it; null where the topology leaves it open, so that nothing is compared. */
  readonly value: (facts: Facts) => string | number | null;
}

/** A setting as a script compares it. */
export interface SettingRow {
  /** What is compared, with its unit. */
  readonly what: string;
  /** The value by the topology: a text, or a whole number. */
  readonly expected: string | number;
  /** The expression of T-SQL that reads it, as nvarchar. */
  readonly found: string;
  /** `@name = ` of the call that changes it, with N where a text follows; or what to do in words. */
  readonly change: string;
}

/** Texts are compared without case; every server's own collation may meet another one here. */
const COLLATION = "Latin1_General_CI_AS";

/**
 * The rows that a script compares.
 *
 * @param settings - a table of settings
 * @param facts - the values by the topology
 * @param prefix - goes before each label: `copy job: `
 */
export function settingRows<Facts>(
  settings: readonly Setting<Facts>[],
  facts: Facts,
  prefix = "",
): readonly SettingRow[] {
  return settings.flatMap(({ label, read, parameter, change, value }) => {
    const expected = value(facts);
    if (expected === null) return [];
    const isText = typeof expected === "string";
    const found = isText ? `${read} COLLATE ${COLLATION}` : `CONVERT(nvarchar(20), ${read})`;
    const inPlace = `${parameter} = ${isText ? "N" : ""}`;
    return [{ what: `${prefix}${label}`, expected, found, change: change === "in place" ? inPlace : change.otherwise }];
  });
}
