import { createHash } from "node:crypto";
import type { Topology } from "../model/topology.ts";
import type { Language, Step } from "./types.ts";

const EXTENSION: Readonly<Record<Language, string>> = { tsql: "sql", powershell: "ps1", markdown: "md" };

/** Longest form of a database's name in a file name. */
const LONGEST = 60;

function escaped(name: string): string {
  return [...Buffer.from(name, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

/**
 * A database's name as file names carry it: anything outside letters, digits, `_` and `-` is `%XX` (UTF-8), and a name that is
 * longer than 60 characters so, or that another one equals but for case, is cut and ends in eight digits of its hash.
 *
 * @param name - the database's name
 * @param all - every database's name of the topology, to find those that differ in case only
 */
export function fileDatabase(name: string, all: readonly string[]): string {
  const whole = escaped(name);
  const twin = all.some((other) => other !== name && other.toLowerCase() === name.toLowerCase());
  if (whole.length <= LONGEST && !twin) return whole;
  const hash = createHash("sha256").update(name, "utf8").digest("hex").slice(0, 8);
  const head = whole.slice(0, LONGEST - hash.length - 1).replace(/%[0-9A-F]?$/, "");
  return `${head}-${hash}`;
}

const fileNames = new WeakMap<Topology, ReadonlyMap<string, string>>();

/** The file names of a topology's databases, under every name that they have on their primaries and secondaries. */
function fileNamesOf(topology: Topology): ReadonlyMap<string, string> {
  const known = fileNames.get(topology);
  if (known !== undefined) return known;
  const names = new Set(
    topology.databases.flatMap(({ name, logShipping }) => [
      name,
      ...(logShipping?.secondaries.map(({ database }) => database) ?? []),
    ]),
  );
  const alike = new Map<string, string[]>();
  for (const name of names) alike.set(name.toLowerCase(), [...(alike.get(name.toLowerCase()) ?? []), name]);
  const fresh = new Map([...names].map((name) => [name, fileDatabase(name, alike.get(name.toLowerCase()) ?? [])]));
  fileNames.set(topology, fresh);
  return fresh;
}

/**
 * The file name of one of a topology's databases.
 *
 * @throws Error when the topology has no database of that name
 */
export function databaseFileName(topology: Topology, name: string): string {
  const found = fileNamesOf(topology).get(name);
  if (found === undefined) throw new Error(`no database ${name}`);
  return found;
}

/** `<phase>/<nn>-<server>[.<database>].<what>.<ext>`, relative to the topology's folder. */
export function stepPath(step: Step, topology: Topology): string {
  const name = step.localDatabase ?? step.database;
  const database = name === null ? "" : `.${databaseFileName(topology, name)}`;
  const number = String(step.number).padStart(2, "0");
  return `${step.phase}/${number}-${step.server}${database}.${step.what}.${EXTENSION[step.language]}`;
}
