import { durationText, interval } from "../../model/interval.ts";
import { scheduleNumbers, scheduleOf } from "../../model/schedule-numbers.ts";
import type { Database, Schedule, Topology } from "../../model/topology.ts";
import type { PlannedStep } from "../../plan/types.ts";
import { unquoted } from "../changes.ts";
import { lexTsql } from "../lex/tsql.ts";
import type { Body } from "./bodies.ts";
import { DATABASE, namesOf, SERVER } from "./names.ts";
import type { Printed, Rename } from "./statements.ts";

/** What log shipping to one secondary is set to, by the scripts; each a text to read. */
export interface Shipping {
  readonly secondary: string;
  /** The copy's name there; null where it is the same. */
  readonly copyName: string | null;
  readonly share: string;
  /** When backups, copies and restores run. */
  readonly schedules: string;
  /** How long backups, copies and history are kept. */
  readonly kept: string;
  readonly delay: string;
  /** After how long without a backup, and without a restore, the alerts come. */
  readonly alerts: string;
  readonly mode: string;
  /** The most that is lost with the primary, and what that is made of. */
  readonly loss: string;
  /** How far the copy is behind at most, and what that is made of. */
  readonly behind: string;
}

/** What mirroring is set to. */
export interface MirroringSettings {
  readonly principal: string;
  readonly mirror: string;
  readonly witness: string | null;
  readonly mode: string;
  readonly timeout: string;
  /** It fails over by itself. */
  readonly isAutomatic: boolean;
}

/** Databases that have the same settings, in their order. */
export interface Row<Settings> {
  readonly databases: readonly string[];
  readonly settings: Settings;
}

/** The settings in force once the scripts have run. */
export interface Settings {
  readonly shipping: readonly Row<Shipping>[];
  readonly mirroring: readonly Row<MirroringSettings>[];
}

/** A script of a database. */
interface Script {
  readonly step: PlannedStep;
  readonly body: Body;
}

/**
 * Reads the settings out of the statements; who is whose partner, and the witness, are the topology's. Databases with the same settings
 * share a row.
 */
export function settingsOf(topology: Topology, bodies: readonly Body[]): Settings {
  const scripts = new Map<string, Script[]>();
  for (const body of bodies) {
    for (const { step } of body.files) {
      // What is in force is what the set-up makes.
      if (step.database === null || step.operation !== "setup") continue;
      const own = scripts.get(step.database);
      if (own === undefined) scripts.set(step.database, [{ step, body }]);
      else own.push({ step, body });
    }
  }
  const shipping = new Rows<Shipping>();
  const mirroring = new Rows<MirroringSettings>();
  for (const database of topology.databases) {
    const own = (scripts.get(database.name) ?? []).sort((left, right) => left.step.order - right.step.order);
    for (const settings of shippingOf(topology, database, own)) shipping.add(database.name, settings);
    const mirrored = mirroringOf(database, own);
    if (mirrored !== null) mirroring.add(database.name, mirrored);
  }
  return { shipping: shipping.all(), mirroring: mirroring.all() };
}

/** Rows by their settings. */
class Rows<Settings extends object> {
  readonly #rows = new Map<string, { readonly databases: string[]; readonly settings: Settings }>();

  add(database: string, settings: Settings): void {
    const key = JSON.stringify(settings);
    const row = this.#rows.get(key);
    if (row === undefined) this.#rows.set(key, { databases: [database], settings });
    else row.databases.push(database);
  }

  /** In a row of one database its name stands where others have a placeholder. */
  all(): readonly Row<Settings>[] {
    return [...this.#rows.values()].map(({ databases, settings }) => {
      const [only, ...others] = databases;
      if (only === undefined || others.length > 0) return { databases, settings };
      const named = Object.entries(settings).map(([key, value]: [string, unknown]) => [
        key,
        typeof value === "string" ? value.replaceAll(DATABASE, () => only) : value,
      ]);
      return { databases, settings: Object.fromEntries(named) as Settings };
    });
  }
}

/** The parameters of a call by their names. */
type Parameters = ReadonlyMap<string, string>;

const PRIMARY = "sp_add_log_shipping_primary_database";
const SECONDARY = "sp_add_log_shipping_secondary_primary";
const COPY = "sp_add_log_shipping_secondary_database";

function shippingOf(topology: Topology, { name }: Database, scripts: readonly Script[]): readonly Shipping[] {
  const calls = (script: Script, label: string): readonly Parameters[] => {
    const statements = script.body.statements.filter((statement) => statement.label === label);
    if (statements.length === 0) return [];
    const read = plain(topology, script.step);
    return statements.map(
      (statement) => new Map([...parametersOf(statement)].map(([key, value]) => [key, read(value)])),
    );
  };
  const primary = scripts.find((script) => calls(script, PRIMARY).length > 0);
  const [first] = primary === undefined ? [] : calls(primary, PRIMARY);
  if (primary === undefined || first === undefined) return [];
  const [backup] = calls(primary, "sp_add_schedule").map(schedule);
  return scripts.flatMap((script) => {
    const [from] = calls(script, SECONDARY);
    const [to] = calls(script, COPY);
    if (from === undefined || to === undefined) return [];
    const [copy, restore] = calls(script, "sp_add_schedule").map(schedule);
    const delay = Number(to.get("@restore_delay"));
    return [
      {
        secondary: script.step.serverName ?? "",
        copyName: [DATABASE, name].includes(to.get("@secondary_database") ?? name)
          ? null
          : (to.get("@secondary_database") ?? null),
        share: first.get("@backup_share") ?? "",
        schedules: together([backup, copy, restore].map(when)),
        kept: [
          first.get("@backup_retention_period"),
          from.get("@file_retention_period"),
          first.get("@history_retention_period"),
        ]
          .map(minutes)
          .join(", "),
        delay: minutes(to.get("@restore_delay")),
        alerts: [alert(first, "@backup_threshold"), alert(to, "@restore_threshold")].join(", "),
        mode: modeOf(to),
        ...losses(backup, copy, restore, delay * 60),
      },
    ];
  });
}

/** Makes a value what all databases have alike: with a placeholder for the database, and with the server's own name. */
function plain(topology: Topology, step: PlannedStep): Rename {
  const rename = namesOf(topology, step).rename({ database: true, server: false });
  return (value) => rename(value.replaceAll(SERVER, () => step.serverName ?? SERVER));
}

/** Like databases share their statements: each is taken apart once. */
const known = new WeakMap<Printed, Parameters>();

/** The named parameters of a printed call. */
function parametersOf(statement: Printed): Parameters {
  const before = known.get(statement);
  if (before !== undefined) return before;
  const parameters = new Map(
    statement.text.split("\n").flatMap((piece) => {
      const [name, equals, value] = lexTsql(piece).tokens.filter(({ kind }) => kind !== "space");
      if (name === undefined || equals?.text !== "=" || value === undefined) return [];
      return [[name.text, value.kind === "string" ? unquoted(value) : value.text] as const];
    }),
  );
  known.set(statement, parameters);
  return parameters;
}

function schedule(parameters: Parameters): Schedule | null {
  const numbers = [...parameters].flatMap(([name, value]) =>
    /^\d+$/.test(value) ? [[name, Number(value)] as const] : [],
  );
  return scheduleOf(parameters.get("@schedule_name") ?? "", new Map(numbers));
}

/** A schedule in words; all day on every day goes without saying. */
function when(of: Schedule | null | undefined): string {
  if (of === null || of === undefined) return "not set here";
  return scheduleNumbers(of).text.replace(/ from 00:00:00 to 23:59:\d\d, every day/, "");
}

/** What is the same for all is said once. */
function together(texts: readonly string[]): string {
  const [first, ...others] = new Set(texts);
  return others.length === 0 ? `each ${first}` : texts.join("; ");
}

const minutes = (value: string | undefined): string =>
  value === undefined ? "unknown" : durationText(Number(value) * 60);

const alert = (parameters: Parameters, threshold: string): string =>
  parameters.get("@threshold_alert_enabled") === "0" ? "off" : minutes(parameters.get(threshold));

/** How a mode ends in which restores cut connections. */
export const CUTS = "readers are cut off";

function modeOf(parameters: Parameters): string {
  if (parameters.get("@restore_mode") !== "1") return "NORECOVERY";
  return parameters.get("@disconnect_users") === "1" ? `STANDBY, ${CUTS}` : "STANDBY";
}

/** How much may be lost, and how far behind the copy may be. */
function losses(
  backup: Schedule | null | undefined,
  copy: Schedule | null | undefined,
  restore: Schedule | null | undefined,
  delay: number,
): { readonly loss: string; readonly behind: string } {
  const [taken, copied, restored] = [backup, copy, restore].map((of) => (of?.enabled ? interval(of) : null));
  if (taken == null || copied == null) return { loss: "no limit: a job does not run by itself", behind: "no limit" };
  const loss = `${durationText(taken + copied)} = ${durationText(taken)} + ${durationText(copied)}`;
  if (restored == null) return { loss, behind: "no limit: restores do not run by themselves" };
  const all = durationText(taken + copied + restored + delay);
  return {
    loss,
    behind: `${all} = ${durationText(taken + copied)} + ${durationText(restored)} + ${durationText(delay)}`,
  };
}

function mirroringOf({ mirroring }: Database, scripts: readonly Script[]): MirroringSettings | null {
  if (mirroring === null) return null;
  const last = (label: string): string | null => {
    const statements = scripts.flatMap(({ body }) => body.statements.filter((statement) => statement.label === label));
    return /(?<!\w)\w+$/.exec(statements[0]?.text ?? "")?.[0] ?? null;
  };
  const safety = last("ALTER DATABASE SET PARTNER SAFETY");
  const mode = safety === null ? mirroring.mode : safety === "FULL" ? "high-safety" : "high-performance";
  const timeout = last("ALTER DATABASE SET PARTNER TIMEOUT");
  return {
    principal: mirroring.principal.serverName,
    mirror: mirroring.mirror.serverName,
    witness: mirroring.witness?.serverName ?? null,
    mode,
    timeout: timeout === null ? "not set here" : durationText(Number(timeout)),
    isAutomatic: mode === "high-safety" && mirroring.witness !== null,
  };
}
