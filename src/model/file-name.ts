import { createHash } from "node:crypto";
import type { Topology } from "./topology.ts";

/** Names that Windows keeps for devices: no folder can be called so. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])$/i;

/** What a name looks like that was cut: another one that looks so is told apart from it by its own hash. */
const CUT = /-[0-9a-f]{8,}$/i;

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

/** Digits of a hash: more only where that many would not tell two names apart. */
const DIGITS = [8, 16, 32];

/**
 * The names of databases as file names carry them, each its own without case: anything outside letters, digits, `_` and `-` is `_XX`
 * (UTF-8; not `%`, which cmd expands). A name that is longer than 60 characters so, or so written like another one but for case, or a
 * device's, or like one that was cut, ends in digits of its hash: eight, and more where two were still called alike.
 *
 * @param names - every database's name of the topology
 */
export function fileDatabases(names: Iterable<string>): ReadonlyMap<string, string> {
  const whole = new Map([...new Set(names)].map((name) => [name, escaped(name)]));
  const count = (files: Iterable<string>) => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(file.toLowerCase(), (counts.get(file.toLowerCase()) ?? 0) + 1);
    return counts;
  };
  const wholes = count(whole.values());
  const isWhole = (file: string) =>
    file.length <= LONGEST && wholes.get(file.toLowerCase()) === 1 && !RESERVED.test(file) && !CUT.test(file);
  let found = new Map<string, string>();
  for (const digits of DIGITS) {
    const earlier = count(found.values());
    const isDone = (file: string | undefined) => file !== undefined && earlier.get(file.toLowerCase()) === 1;
    found = new Map(
      [...whole].map(([name, file]) => {
        const known = found.get(name);
        if (known !== undefined && isDone(known)) return [name, known];
        return [name, isWhole(file) ? file : hashed(name, file, digits)];
      }),
    );
    if (Math.max(0, ...count(found.values()).values()) <= 1) return found;
  }
  throw new Error("two names of databases have one hash");
}

/** A name's head and digits of its hash; never cut within an escape. */
function hashed(name: string, whole: string, digits: number): string {
  const hash = createHash("sha256").update(name, "utf8").digest("hex").slice(0, digits);
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
  const fresh = fileDatabases(names);
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
