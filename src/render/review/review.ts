import { databaseFileName } from "../../model/file-name.ts";
import type { Topology } from "../../model/topology.ts";
import { operationsOf } from "../../plan/plan.ts";
import type { OperationName } from "../../plan/step-facts.ts";
import { totals } from "../../plan/totals.ts";
import type { Plan, PlannedStep } from "../../plan/types.ts";
import { builtIn } from "../template.ts";
import { type Body, type BodyFile, bodiesOf, type RenderedFile } from "./bodies.ts";
import { isCopyOnly, isOverwriting, lossOf } from "./losses.ts";
import { CUTS, settingsOf } from "./settings.ts";

/** As wide as a line of statements may be; names are not broken. */
const WIDTH = 150;
/** As wide as a line of names may be. */
const NAMES_WIDTH = 120;

/** Files of a body that lie on one server, and differ by the database only. */
interface Entry {
  readonly body: Body;
  readonly files: BodyFile[];
}

/** Databases in a cell: a set by its letter, or one by its name. */
interface Databases {
  readonly set: string | null;
  readonly name: string | null;
}

/**
 * REVIEW.md: what an approver reads and signs. What it says of the scripts is read from the scripts, so that it can say nothing else than
 * they do; outages and the time without log backups are the plan's. It is Hadrian's own, whatever templates a house has.
 *
 * @param plan - the ordered steps
 * @param files - the scripts, as they will be written
 * @returns Markdown with LF
 */
export function review(plan: Plan, files: readonly RenderedFile[]): string {
  return builtIn("frame/runbook/review")(reviewData(plan, files));
}

function reviewData(plan: Plan, files: readonly RenderedFile[]) {
  const { topology } = plan;
  const { bodies, reading } = bodiesOf(plan, files);
  const sets = new Sets(topology);
  const { shipping, mirroring } = settingsOf(topology, bodies);
  const sections = operationsOf(plan)
    .map(({ name }) => ({ name, servers: byServer(plan, name, bodies) }))
    .filter(({ servers }) => servers.length > 0);
  const entries = sections.flatMap(({ servers }) => servers.flatMap((server) => server.entries));
  const numbers = new Map(entries.map((entry, index) => [entry, index + 1]));
  const numberOfPath = new Map(
    entries.flatMap((entry) => entry.files.map(({ step }) => [step.path, numbers.get(entry) ?? 0] as const)),
  );
  const costs = sections.flatMap(({ name }) => costsOf(plan, name, numberOfPath));
  const above = new Above();
  const row = <Settings extends object>({
    databases,
    settings,
  }: {
    databases: readonly string[];
    settings: Settings;
  }) => ({
    ...settings,
    databases: sets.of(databases),
  });
  return {
    topology: topology.name,
    changing: bodies.flatMap((body) => body.files).length,
    reading,
    shipping: shipping.map(row),
    mirroring: mirroring.map(row),
    operations: sections.map(({ name, servers }) => ({
      operation: name,
      servers: servers.map(({ server, entries: own }) => {
        const place = placeOf(topology, server);
        const isPowerShell = own.every(({ body }) => body.language === "powershell") && place.serverName === null;
        const lines = own.flatMap((entry) =>
          linesOf(entry, numbers.get(entry) ?? 0, above, sets, isPowerShell ? "#" : "--"),
        );
        return { ...place, language: isPowerShell ? "powershell" : "sql", lines };
      }),
    })),
    counts: countsOf(bodies),
    costs: costs.map(row),
    isFailedOver: costs.some(({ settings }) => settings.outages.length > 0),
    cutting: shipping.filter(({ settings }) => settings.mode.endsWith(CUTS)).map(row),
    destroying: sections.map(({ name, servers }) => ({
      operation: name,
      losses: lossesOf(
        servers.flatMap((server) => server.entries),
        numbers,
      ),
    })),
    byHand: plan.steps.filter(({ format }) => format === "markdown").map(({ path }) => ({ path })),
    twoBackups: hasBoth(bodies, "BACKUP DATABASE"),
    twoLogBackups: hasBoth(bodies, "BACKUP LOG"),
    overwrites: bodies.some(({ statements }) => statements.some(isOverwriting)),
    // Last, because what is above says which sets there are.
    sets: sets.all(),
    renamed: sets.renamed(),
  };
}

/** Sets of databases, each with a letter in the order in which they are first named. */
class Sets {
  readonly #topology: Topology;
  readonly #letters = new Map<string, { readonly letter: string; readonly names: readonly string[] }>();

  constructor(topology: Topology) {
    this.#topology = topology;
  }

  of(names: readonly string[]): Databases {
    const [only, ...others] = names;
    if (only !== undefined && others.length === 0) return { set: null, name: only };
    const key = JSON.stringify(names);
    const set = this.#letters.get(key) ?? { letter: letters(this.#letters.size), names };
    this.#letters.set(key, set);
    return { set: set.letter, name: null };
  }

  /** Each set with its names, in lines. */
  all() {
    return [...this.#letters.values()].map(({ letter, names }) => ({
      letter,
      count: names.length,
      lines: inLines(names),
    }));
  }

  /** The databases whose names files cannot carry. */
  renamed() {
    return this.#topology.databases
      .map(({ name }) => ({ name, file: databaseFileName(this.#topology, name) }))
      .filter(({ name, file }) => name !== file);
  }
}

/** A … Z, AA, AB …. */
function letters(index: number): string {
  const last = String.fromCharCode("A".charCodeAt(0) + (index % 26));
  return index < 26 ? last : `${letters(Math.floor(index / 26) - 1)}${last}`;
}

function inLines(names: readonly string[]): readonly { readonly names: readonly string[] }[] {
  const lines: string[][] = [];
  let width = 0;
  for (const name of names) {
    width += name.length + 4;
    if (lines.length === 0 || width > NAMES_WIDTH) {
      lines.push([]);
      width = name.length + 4;
    }
    lines.at(-1)?.push(name);
  }
  return lines.map((line) => ({ names: line }));
}

/**
 * The bodies' files of an operation by server, the servers in the order in which they are first run. On each server the files are in the order in which
 * those of any one database are run.
 */
function byServer({ steps }: Plan, operation: OperationName, bodies: readonly Body[]) {
  const phases = new Map([...new Set(steps.map(({ phase }) => phase))].map((phase, index) => [phase, index]));
  const compare = ({ step: left }: BodyFile, { step: right }: BodyFile): number =>
    (phases.get(left.phase) ?? 0) - (phases.get(right.phase) ?? 0) ||
    left.number - right.number ||
    left.order - right.order;
  const servers = new Map<string, { readonly server: PlannedStep; readonly entries: Map<string, Entry> }>();
  const files = bodies.flatMap((body, index) =>
    body.files.filter(({ step }) => step.operation === operation).map((file) => ({ body, index, file })),
  );
  for (const { body, index, file } of files.sort((left, right) => left.file.step.order - right.file.step.order)) {
    const on = servers.get(file.step.server) ?? { server: file.step, entries: new Map<string, Entry>() };
    servers.set(file.step.server, on);
    const key = `${index} ${file.pattern}`;
    const entry = on.entries.get(key) ?? { body, files: [] };
    on.entries.set(key, entry);
    entry.files.push(file);
  }
  const first = ({ files: [one] }: Entry): BodyFile => one as BodyFile;
  return [...servers.values()].map(({ server, entries }) => ({
    server,
    entries: [...entries.values()].sort((left, right) => compare(first(left), first(right))),
  }));
}

/** What files destroy: each kind of statement once, with the numbers of the files that have it. */
function lossesOf(entries: readonly Entry[], numbers: ReadonlyMap<Entry, number>) {
  const losses = new Map<string, { readonly number: number }[]>();
  for (const entry of entries) {
    for (const label of new Set(entry.body.statements.flatMap((statement) => lossOf(statement) ?? []))) {
      losses.set(label, [...(losses.get(label) ?? []), { number: numbers.get(entry) ?? 0 }]);
    }
  }
  return [...losses].map(([label, files]) => ({ label, files }));
}

/** Where a section's files are run. */
function placeOf({ servers, persistentChat }: Topology, { serverName, runsOn }: PlannedStep) {
  const names = servers.filter(({ id }) => runsOn.includes(id)).map((server) => server.serverName);
  return {
    serverName,
    pool: serverName === null && names.length === 0 ? (persistentChat?.pool ?? null) : null,
    several: serverName === null ? names : [],
  };
}

/** Fewer lines are read more quickly than looked up. */
const FEW = 2;

/** What stands above already, by its number. */
class Above {
  readonly #bodies = new Map<Body, number>();
  readonly #changes = new Map<string, number>();

  /** Where the files' body stands, or at least what they change; null where it is to stand here, under this number. */
  find(body: Body, lines: readonly string[], number: number): string | null {
    const same = this.#bodies.get(body);
    if (same !== undefined) return `as ${same}`;
    this.#bodies.set(body, number);
    const key = lines.join("\n");
    const changes = lines.length > FEW ? this.#changes.get(key) : undefined;
    if (changes !== undefined) return `changes as ${changes}`;
    this.#changes.set(key, number);
    return null;
  }
}

/** The lines of files that are one body: which they are, and what they change, unless that stands above. */
function linesOf({ body, files }: Entry, number: number, above: Above, sets: Sets, mark: string): readonly string[] {
  const [first] = files;
  const many = files.length > 1 ? sets.of(files.map(({ step }) => step.database ?? "")).set : null;
  const path = (many === null ? first?.step.path : first?.pattern) ?? "";
  const lines = body.statements.flatMap(({ text }) => wrapped(text));
  const place = above.find(body, lines, number);
  const said = [...(many === null ? [] : [`${files.length} files, for ${many}`]), ...(place === null ? [] : [place])];
  const heading = `${mark} ${number}. ${path}${said.length === 0 ? "" : `: ${said.join("; ")}`}`;
  return [heading, ...(place === null ? lines : [])];
}

/** A statement in lines; the later ones are indented. */
function wrapped(text: string): readonly string[] {
  const lines: string[] = [];
  for (const piece of text.split("\n")) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + piece.length < WIDTH) lines[lines.length - 1] = `${last} ${piece}`;
    else lines.push(lines.length === 0 ? piece : `    ${piece}`);
  }
  return lines;
}

/** Whether a file has a backup with and without COPY_ONLY, of which it takes one. */
function hasBoth(bodies: readonly Body[], what: string): boolean {
  return bodies.some(({ statements }) => {
    const backups = statements.filter(({ label }) => label === what);
    return backups.some(isCopyOnly) && !backups.every(isCopyOnly);
  });
}

/** How often each kind of statement occurs in all files. */
function countsOf(bodies: readonly Body[]) {
  const counts = new Map<string, number>();
  for (const { statements, files } of bodies) {
    for (const { label } of statements) counts.set(label, (counts.get(label) ?? 0) + files.length);
  }
  return [...counts].sort(([left], [right]) => (left < right ? -1 : 1)).map(([label, count]) => ({ label, count }));
}

/** What an operation costs the databases, by the numbers of files; those that it costs the same share a row. */
function costsOf(plan: Plan, operation: OperationName, numberOfPath: ReadonlyMap<string, number>) {
  const rows = new Map<string, { readonly databases: string[]; readonly settings: ReturnType<typeof costOf> }>();
  for (const one of totals(plan, operation)) {
    const settings = costOf(one, numberOfPath);
    if (settings.outages.length === 0 && settings.without.length === 0) continue;
    const key = JSON.stringify(settings);
    const row = rows.get(key) ?? { databases: [], settings };
    rows.set(key, row);
    row.databases.push(one.database.name);
  }
  return [...rows.values()];
}

function costOf(
  { outages, withoutLogBackups }: ReturnType<typeof totals>[number],
  numberOfPath: ReadonlyMap<string, number>,
) {
  const number = (step: PlannedStep) => numberOfPath.get(step.path) ?? 0;
  return {
    outages: outages.map((step) => ({ number: number(step) })),
    duration: [...new Set(outages.map(({ duration }) => duration))].join(", and back "),
    without: withoutLogBackups.map(({ from, to }) => ({ from: number(from), to: number(to) })),
  };
}
