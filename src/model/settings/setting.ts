/**
 * How a setting is changed on a server that has another value. `in place`: by its parameter of the call that the table of settings names;
 * `otherwise`: what to do instead, in words; `statement`: the end of the table's statement, in which VALUE stands for the value, and a note
 * on where it works or what else it does.
 */
export type Change =
  | "in place"
  | { readonly otherwise: string }
  | { readonly statement: string; readonly note?: string };

/** In a statement: the value by the topology. */
export const VALUE = "<value>";

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
  /** A condition of T-SQL under which another value is as good as the topology's: ALL, where PARTNER is asked for; null for none. */
  readonly accepts?: (facts: Facts) => string | null;
}

/** A setting as a script compares it. */
export interface SettingRow {
  /** What is compared, with its unit. */
  readonly what: string;
  /** The value by the topology: a text, or a whole number. */
  readonly expected: string | number;
  /** The column that has the value, where several objects are compared at once: `n.safety`. */
  readonly column?: string;
  /** The expression of T-SQL that reads it, as nvarchar. */
  readonly found: string;
  /**
   * The expression of T-SQL that judges it; NULL where it is compared as it is. In the rows of endpoints and sessions, of which another
   * value can be as good.
   */
  readonly verdict?: string;
  /** `@name = ` of the call that changes it, with N where a text follows; the end of a statement, with its semicolon; or what to do in words. */
  readonly change: string;
}

/** Texts are compared without case; every server's own collation may meet another one here. */
const COLLATION = "Latin1_General_CI_AS";

const foundOf = (read: string, isText: boolean): string =>
  isText ? `${read} COLLATE ${COLLATION}` : `CONVERT(nvarchar(20), ${read})`;

/** What a row says of how its setting is changed. */
function changeOf({ parameter, change }: Setting<never>, isText: boolean, value: string): string {
  if (change === "in place") return `${parameter} = ${isText ? "N" : ""}`;
  if ("otherwise" in change) return change.otherwise;
  const note = change.note === undefined ? "" : ` -- ${change.note}`;
  return `${change.statement.replaceAll(VALUE, value)};${note}`;
}

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
  return settings.flatMap((setting) => {
    const { label, read, value } = setting;
    const expected = value(facts);
    if (expected === null) return [];
    const isText = typeof expected === "string";
    const found = foundOf(read, isText);
    return [{ what: `${prefix}${label}`, expected, found, change: changeOf(setting, isText, String(expected)) }];
  });
}

/**
 * The same of settings of which another value can be as good.
 *
 * @param warned - the keys of the settings whose difference is a warning
 */
export function judgedRows<Facts>(
  settings: readonly Setting<Facts>[],
  facts: Facts,
  warned: readonly string[] = [],
): readonly SettingRow[] {
  return settings.flatMap((setting) => {
    const accepted = setting.accepts?.(facts) ?? null;
    const differs = warned.includes(setting.key) ? "N'WARN'" : null;
    const verdict =
      accepted === null
        ? (differs ?? "NULL")
        : `CASE WHEN ${accepted} THEN N'PASS'${differs === null ? "" : ` ELSE ${differs}`} END`;
    return settingRows([setting], facts).map((row) => ({ ...row, verdict }));
  });
}

/** A setting of several objects that one query compares: what differs from object to object stands in a column. */
export interface ColumnSetting<Facts> extends Setting<Facts> {
  /** Its column: `safety`. */
  readonly column: string;
  /** As `accepts`, where the value stands in a column. */
  readonly acceptsBy?: (column: string) => string;
  /** A condition of T-SQL under which a difference is a warning. */
  readonly warnedBy?: (column: string) => string;
}

function verdictBy({ acceptsBy, warnedBy }: ColumnSetting<never>, column: string): string {
  if (acceptsBy !== undefined) return `CASE WHEN ${acceptsBy(column)} THEN N'PASS' END`;
  return warnedBy === undefined ? "NULL" : `CASE WHEN ${warnedBy(column)} THEN N'WARN' END`;
}

/**
 * What a script compares of several objects at once.
 *
 * @param all - the values by the topology of each object
 * @param alias - of the table that has the columns
 * @returns the rows, their columns, and the columns' values for each object; without what is compared of none
 */
export function columnRows<Facts>(
  settings: readonly ColumnSetting<Facts>[],
  all: readonly Facts[],
  alias: string,
): {
  readonly settings: readonly SettingRow[];
  readonly columns: readonly string[];
  readonly values: readonly (readonly (string | null)[])[];
} {
  const compared = settings.flatMap((setting) => {
    const values = all.map(setting.value);
    const some = values.find((value) => value !== null) ?? null;
    return some === null ? [] : [{ setting, values, isText: typeof some === "string" }];
  });
  return {
    settings: compared.map(({ setting, isText }) => {
      const column = `${alias}.${setting.column}`;
      return {
        what: setting.label,
        expected: VALUE,
        column,
        found: foundOf(setting.read, isText),
        verdict: verdictBy(setting, column),
        change: changeOf(setting, isText, VALUE),
      };
    }),
    columns: compared.map(({ setting }) => setting.column),
    values: all.map((_, at) => compared.map(({ values }) => (values[at] === null ? null : String(values[at])))),
  };
}

/** What is compared of several objects at once, with the columns that hold what differs between them. */
export interface Columns {
  /** What is compared of each. */
  readonly settings: readonly SettingRow[];
  /** The columns. */
  readonly columns: readonly string[];
  /** The columns' values, object by object; null for what is not compared of it. */
  readonly values: readonly (readonly (string | null)[])[];
}

/**
 * The same of settings that most objects have alike: what all have stands in the row, and only what differs in a column, so that each
 * object is a short line.
 *
 * @param all - the values by the topology of each object
 * @param alias - of the table that has the columns
 * @param prefix - goes before each label, and with `_` for its blanks before each column: `copy job: `
 */
export function sharedRows<Facts>(
  settings: readonly Setting<Facts>[],
  all: readonly Facts[],
  alias: string,
  prefix = "",
): Columns {
  const compared = settings.flatMap((setting) => {
    const values = all.map(setting.value);
    const some = values.find((value) => value !== null) ?? null;
    if (some === null) return [];
    const isText = typeof some === "string";
    const column = `${prefix}${setting.parameter ?? setting.key}`.replaceAll(/[^A-Za-z]+/g, "_").replace(/^_/, "");
    const isSame = values.every((value) => value === some);
    const row = {
      what: `${prefix}${setting.label}`,
      expected: isSame ? some : VALUE,
      ...(isSame ? {} : { column: `${alias}.[${column}]` }),
      found: foundOf(setting.read, isText),
      change: changeOf(setting, isText, isSame ? String(some) : VALUE),
    };
    return [{ row, column, values: isSame ? null : values }];
  });
  const differing = compared.flatMap(({ column, values }) => (values === null ? [] : [{ column, values }]));
  return {
    settings: compared.map(({ row }) => row),
    columns: differing.map(({ column }) => column),
    values: all.map((_, at) => differing.map(({ values }) => (values[at] === null ? null : String(values[at])))),
  };
}
