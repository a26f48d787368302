import { databaseFileName } from "../../model/file-name.ts";
import type { Topology } from "../../model/topology.ts";
import type { PlannedStep } from "../../plan/types.ts";
import type { Rename } from "./statements.ts";

export const DATABASE = "<database>";
export const SERVER = "<server>";
const FILE = "<file>";

/** What a file is called by: the names by which it differs from another of the same body. */
export interface Names {
  /** The script with placeholders: two that are the same so are the same but for their names. */
  readonly plain: (script: string) => string;
  /** A value of the script with placeholders for the names that are asked for. */
  readonly rename: (which: { readonly database: boolean; readonly server: boolean }) => Rename;
  /** The file's path with a placeholder for the database. */
  readonly pattern: string;
}

/** A letter or a digit goes on with a name; `_` does so in no name that is made of a database's, as in `LSBackup_Sales`. */
const IN_WORD = /[\p{L}\p{N}]/u;
/** What goes on with a server's name: it is none of the others that it is a part of, and no part of a job's name. */
const IN_SERVER = /[\p{L}\p{N}_\\$-]/u;

/** The names in a file of a step. */
export function namesOf(topology: Topology, step: PlannedStep): Names {
  const database = step.database === null ? [] : [step.database, databaseFileName(topology, step.database)];
  const server = topology.servers.find(({ id }) => id === step.server);
  const own = server === undefined ? [] : [server.serverName];
  const quoted = (names: readonly string[]) => names.flatMap((name) => [name, ...quotedTwice(name)]);
  const everywhere = replacer([
    ...entries([step.path], FILE, null),
    ...entries(quoted(database), DATABASE, IN_WORD),
    ...entries(quoted(own), SERVER, IN_SERVER),
  ]);
  const value: Rename = replacer(entries(database, DATABASE, IN_WORD));
  return {
    plain: everywhere,
    rename: (which) =>
      replacer([
        ...(which.database ? entries(database, DATABASE, IN_WORD) : []),
        ...(which.server ? entries(own, SERVER, IN_SERVER) : []),
      ]),
    pattern: patternOf(step.path, database[1], value),
  };
}

/** A name as strings and brackets have it, and strings within strings. */
function quotedTwice(name: string): readonly string[] {
  const string = (text: string) => text.replaceAll("'", "''");
  const bracket = name.replaceAll("]", "]]");
  return [string(name), string(string(name)), bracket, string(bracket)];
}

interface Entry {
  readonly name: string;
  readonly placeholder: string;
  /** Characters beside which it is a part of something else; null where nothing is. */
  readonly within: RegExp | null;
}

const entries = (names: readonly string[], placeholder: string, within: RegExp | null): readonly Entry[] =>
  [...new Set(names)].map((name) => ({ name, placeholder, within }));

/** Puts placeholders in the places of names; the longest that fits goes first. */
function replacer(known: readonly Entry[]): Rename {
  if (known.length === 0) return (text) => text;
  const sorted = [...known].sort((left, right) => right.name.length - left.name.length);
  const placeholders = new Map(sorted.map((entry) => [entry.name, entry]));
  const pattern = new RegExp(sorted.map(({ name }) => name.replace(/[\\^$.*+?()[\]{}|/-]/g, "\\$&")).join("|"), "g");
  return (text) =>
    text.replace(pattern, (name, at: number) => {
      const entry = placeholders.get(name);
      if (entry === undefined) return name;
      const { placeholder, within } = entry;
      const isPart =
        within !== null && (within.test(text.charAt(at - 1)) || within.test(text.charAt(at + name.length)));
      return isPart ? name : placeholder;
    });
}

/** `setup/04-databases/<database>/40-sql-a.<database>.seed.sql`. */
function patternOf(path: string, fileName: string | undefined, rename: Rename): string {
  if (fileName === undefined) return path;
  const segments = path.split("/");
  const last = segments.pop() ?? "";
  const folders = segments.map((segment) => (segment === fileName ? DATABASE : segment));
  const file = last.replace(/^(\d+-[^.]+\.)(.+)(\.[^.]+\.[^.]+)$/, (_, start: string, name: string, end: string) => {
    return `${start}${rename(name)}${end}`;
  });
  return [...folders, file].join("/");
}
