import { nearest } from "../nearest.ts";
import type { Section } from "../plan/step-facts.ts";
import { UsageError } from "./exit.ts";
import type { Answers, ShownStep } from "./stages.ts";

/** What a step can be selected by. */
const KEYS = ["operation", "phase", "server", "database", "section"] as const;
type Key = (typeof KEYS)[number];

/** The values of each key that `--only` names; a key that it does not name selects every step. */
export type Selection = ReadonlyMap<Key, readonly string[]>;

type Plan = NonNullable<Answers["plan"]["plan"]>;

/** More values than anybody reads. */
const MOST_LISTED = 30;

/**
 * Reads the values of `--only`: `server=sql-b1`, `server=sql-b1,database=mgc`.
 *
 * @throws UsageError for what is none
 */
export function parseSelectors(selectors: readonly string[]): Selection {
  const selection = new Map<Key, string[]>();
  for (const selector of selectors) {
    // A database's name may hold a comma: only one before another key separates.
    for (const term of selector.split(/,(?=[A-Za-z]*=)/)) {
      const equals = term.indexOf("=");
      if (equals < 0) throw new UsageError(`--only ${selector}: there is no = in it; write server=sql-a, for example`);
      const key = keyOf(term.slice(0, equals).trim(), selector);
      const value = term.slice(equals + 1).trim();
      if (value === "") throw new UsageError(`--only ${selector}: the ${key} is empty`);
      selection.set(key, [...(selection.get(key) ?? []), value]);
    }
  }
  return selection;
}

/**
 * Whether a step is selected: each key that is named must hold, by any of its values.
 *
 * @param servers - of the step's topology
 */
export function selects(selection: Selection, step: ShownStep, servers: Plan["servers"]): boolean {
  return [...selection].every(([key, values]) => values.some((value) => MATCHES[key](step, value, servers)));
}

/**
 * Refuses values that name nothing in any of these plans.
 *
 * @throws UsageError that lists what there is, the nearest first
 */
export function checkSelection(selection: Selection, plans: readonly Plan[]): void {
  for (const [key, values] of selection) {
    const known = knownOf(key, plans);
    for (const value of values) {
      if (known.some((candidate) => namesIt(key, value, candidate))) continue;
      const names = [...new Set(known.map(({ name }) => name))].sort();
      const meant = nearest(value, names);
      const ordered = meant === null ? names : [meant, ...names.filter((name) => name !== meant)];
      const more = ordered.length > MOST_LISTED ? ` and ${ordered.length - MOST_LISTED} more` : "";
      const question = meant === null ? "" : ` Did you mean ${meant}?`;
      const list = `${ordered.slice(0, MOST_LISTED).join(", ")}${more}`;
      throw new UsageError(`--only ${key}=${value}: there is no such ${key}.${question} There are: ${list || "none"}`);
    }
  }
}

const MATCHES: Readonly<Record<Key, (step: ShownStep, value: string, servers: Plan["servers"]) => boolean>> = {
  // What is run on the computers of several servers is each one's.
  server: ({ server, runsOn }, value, servers) =>
    isServer(value, server, null) ||
    servers.some(({ id, serverName }) => runsOn.includes(id) && isServer(value, id, serverName)),
  operation: ({ operation }, value) => operation === value,
  phase: ({ phase }, value) => isPhase(value, phase),
  database: ({ database }, value) => database === value,
  section: ({ section }, value) => section === value,
};

/** Something that a selector may name; a server has two names. */
interface Known {
  readonly name: string;
  readonly serverName?: string | null;
}

const named = (name: string): Known => ({ name });

/** Every section, by a table whose type asks for each. */
const SECTIONS = Object.keys({ "primary-only": true, secondary: true, monitor: true } satisfies Record<Section, true>);

function knownOf(key: Key, plans: readonly Plan[]): readonly Known[] {
  if (key === "operation") return plans.flatMap(({ operations }) => operations);
  if (key === "phase") return plans.flatMap(({ operations }) => operations.flatMap(({ phases }) => phases).map(named));
  if (key === "section") return SECTIONS.map(named);
  if (key === "database") return plans.flatMap(({ databases }) => databases.map(named));
  return plans.flatMap(({ servers, steps }) => [
    ...servers.map(({ id, serverName }) => ({ name: id, serverName })),
    // A pool is none of the topology's servers, but steps are run there.
    ...steps.map(({ server, serverName }) => ({ name: server, serverName })),
  ]);
}

function namesIt(key: Key, value: string, { name, serverName = null }: Known): boolean {
  if (key === "server") return isServer(value, name, serverName);
  return key === "phase" ? isPhase(value, name) : value === name;
}

function isServer(value: string, id: string, serverName: string | null): boolean {
  const lower = value.toLowerCase();
  return id === lower || serverName?.toLowerCase() === lower;
}

/** `setup/04-databases`, its beginning (`setup`, `setup/04`), or its last part: `04`, `04-databases`, `databases`. */
function isPhase(value: string, phase: string): boolean {
  const last = phase.slice(phase.lastIndexOf("/") + 1);
  return phase.startsWith(value) || last.startsWith(value) || last.replace(/^\d+-/, "") === value;
}

function keyOf(word: string, selector: string): Key {
  const key = KEYS.find((candidate) => candidate === word);
  if (key !== undefined) return key;
  const meant = nearest(word, KEYS);
  const question = meant === null ? "" : ` Did you mean ${meant}?`;
  throw new UsageError(
    `--only ${selector}: there is no key ${word || "before ="}.${question} The keys are ${KEYS.join(", ")}`,
  );
}
