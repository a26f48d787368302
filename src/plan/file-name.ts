import { createHash } from "node:crypto";
import type { Topology } from "../model/topology.ts";
import type { Format, Step } from "./types.ts";

const EXTENSION: Readonly<Record<Format, string>> = { tsql: "sql", powershell: "ps1", markdown: "md" };

/** Names that Windows keeps for devices: no folder can be called so. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** What a name looks like that was cut: another one that looks so is told apart from it by its own hash. */
const CUT = /-[0-9a-f]{8}$/;

/** Longest form of a database's name in a file name. */
const LONGEST = 60;

function escaped(name: string): string {
  return [...Buffer.from(name, "utf8")]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[A-Za-z0-9_-]/.test(character) ? character : `_${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

/**
 * A database's name as file names carry it: anything outside letters, digits, `_` and `-` is `_XX` (UTF-8; not `%`, which cmd expands), and
 * a name that is longer than 60 characters so, or so written like another one but for case, or a device's, ends in eight digits of its hash.
 *
 * @param name - the database's name
 * @param all - every database's name of the topology, to find those that are alike
 */
export function fileDatabase(name: string, all: readonly string[]): string {
  const whole = escaped(name);
  const twin = all.some((other) => other !== name && escaped(other).toLowerCase() === whole.toLowerCase());
  if (whole.length <= LONGEST && !twin && !RESERVED.test(whole) && !CUT.test(whole)) return whole;
  const hash = createHash("sha256").update(name, "utf8").digest("hex").slice(0, 8);
  const head = whole.slice(0, LONGEST - hash.length - 1).replace(/_[0-9A-F]?$/, "");
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
  for (const name of names) {
    const key = escaped(name).toLowerCase();
    alike.set(key, [...(alike.get(key) ?? []), name]);
  }
  const fresh = new Map(
    [...names].map((name) => [name, fileDatabase(name, alike.get(escaped(name).toLowerCase()) ?? [])]),
  );
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

/** `<nn>-<server>[.<database>].<what>.<ext>`, within its folder. */
export function stepPath(step: Step, number: number, topology: Topology): string {
  const name = step.localDatabase ?? step.database;
  const database = name === null ? "" : `.${databaseFileName(topology, name)}`;
  return `${String(number).padStart(2, "0")}-${step.server}${database}.${step.what}.${EXTENSION[step.format]}`;
}
