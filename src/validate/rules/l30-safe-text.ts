import { isAbsolute, uncHost, windowsPathProblem } from "../../model/path.ts";
import { shipments } from "../../model/roles.ts";
import { seedServers } from "../../model/seeds.ts";
import type { Database, OperatingSystem, Platform, Pointer, Topology } from "../../model/topology.ts";
import type { Finding, RawFinding, RawRule, Rule, Written } from "../rule.ts";
import { walk } from "../walk.ts";

/** What sysname holds, in UTF-16 code units. */
const NAME = 128;
/** What the log shipping procedures take of a path: nvarchar(500), cut without a word. */
const PATH = 500;

/** Stands for the database's name. */
const PLACEHOLDER = "<database>";

const NAME_KEYS = new Set(["name", "job", "jobOwner", "database", "serverName", "engineAccount", "agentAccount"]);
const PATH_KEYS = new Set(["share", "localPath", "seedShare", "dataPath", "logPath"]);

const facts = {
  code: "L30",
  name: "safe-text",
  severity: "error",
  title: "Every text is safe in a script: no $(, no control character, no forbidden path, no name over 128 characters",
  why:
    "sqlcmd substitutes $(…) even inside literals and comments and reads commands at the head of a line. A path that the system " +
    "refuses, or a name that SQL Server cuts, fails in the middle of a change.",
  hint: "Write texts on one line in printable characters, without $(; paths that the system accepts; names of at most 128 characters.",
  source: "policy",
  example: {
    before: `
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\$(Database)' }
    `,
    after: `
      databases:
        Sales:
          logShipping:
            backup: { share: '\\\\fs1.contoso.com\\logship\\Sales' }
    `,
  },
} as const;

const code = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

type Problem = Pick<Finding, "message" | "hint">;

const UNSAFE = /\$\(|[\p{Cc}\p{Surrogate}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u;

/** What is wrong with a text wherever it stands. */
function* textProblems(text: string): Iterable<Problem> {
  if (!UNSAFE.test(text)) return;
  if (text.includes("$(")) {
    yield { message: "$( would be substituted by sqlcmd.", hint: "Leave $( out: sqlcmd has no way to escape it." };
  }
  const control = /[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/u.exec(text)?.[0];
  if (control !== undefined) {
    const what = /[\n\r\u0085\u2028\u2029]/.test(control) ? "a line break" : "a control character";
    yield {
      message: `The text has ${what}, ${code(control)}.`,
      hint: "Write it on one line, in printable characters.",
    };
  }
  const half = /\p{Surrogate}/u.exec(text)?.[0];
  if (half !== undefined) {
    yield { message: `The text has half a character, ${code(half)}.`, hint: "Write whole characters." };
  }
}

function* nameProblems(name: string): Iterable<Problem> {
  if (name.length <= NAME) return;
  yield {
    message: `A name of ${name.length} characters is longer than ${NAME}.`,
    hint: "Shorten it: sysname holds no more.",
  };
}

function* pathProblems(path: string): Iterable<Problem> {
  const problem = windowsPathProblem(path);
  if (problem !== null) yield { message: `The path ${problem}.`, hint: "Use a path that Windows accepts." };
  if (path.length > PATH) {
    yield { message: `A path of ${path.length} characters is longer than ${PATH}.`, hint: "Use a shorter path." };
  }
}

/** The texts as they are written. `<database>` stands for a name, which is looked at below. */
export const l30Raw: RawRule = {
  ...facts,
  *check(document) {
    const told =
      (at: Pointer, on: "key" | "value") =>
      (one: Problem): RawFinding => ({ at, on, ...one });
    for (const { at, key, parent, value } of walk(document)) {
      if (key !== null) {
        yield* [...textProblems(key)].map(told(at, "key"));
        if (parent === "databases" || parent === "profiles") yield* [...nameProblems(key)].map(told(at, "key"));
      }
      if (typeof value !== "string") continue;
      yield* [...textProblems(value)].map(told(at, "value"));
      const text = value.replaceAll(PLACEHOLDER, "x");
      if (key === null) continue;
      if (NAME_KEYS.has(key)) yield* [...nameProblems(text)].map(told(at, "value"));
      const isPath = PATH_KEYS.has(key) || ((key === "from" || key === "to") && parent === "copy");
      if (isPath) yield* [...pathProblems(text)].map(told(at, "value"));
    }
  },
};

interface StatedPath {
  readonly text: string;
  readonly at: Pointer;
  readonly os: OperatingSystem;
}

function* paths(platform: Platform, database: Database): Iterable<StatedPath> {
  const { mirroring, logShipping, seed } = database;
  const place = (text: string | null, at: Pointer, os: OperatingSystem): StatedPath[] =>
    text === null ? [] : [{ text, at, os }];
  if (mirroring) {
    for (const key of ["seedShare", "dataPath", "logPath"] as const) {
      yield* place(mirroring[key], `${mirroring.at}/${key}`, "windows");
    }
  }
  // No one path serves both systems: of that L52 tells.
  const systems = new Set(seedServers(platform, database).map(({ os }) => os));
  if (seed && systems.size <= 1) yield* place(seed.share, `${seed.at}/share`, [...systems][0] ?? "windows");
  if (!logShipping) return;
  const { backup, primary, secondaries } = logShipping;
  // A primary on Linux may back up to a folder that Windows secondaries see as a share: it says so with localPath.
  const shareOs = backup.localPath !== null && uncHost(backup.share) !== null ? "windows" : primary.os;
  yield* place(backup.share, `${backup.at}/share`, shareOs);
  yield* place(backup.localPath, `${backup.at}/localPath`, primary.os);
  for (const secondary of secondaries) {
    const { at, copy, mirror, server } = secondary;
    for (const key of ["dataPath", "logPath"] as const) yield* place(secondary[key], `${at}/${key}`, server.os);
    // The share itself was looked at above; a secondary of another system has it under another path.
    if (copy.from !== backup.share || server.os !== shareOs) yield* place(copy.from, `${copy.at}/from`, server.os);
    yield* place(copy.to, `${copy.at}/to`, server.os);
    if (mirror) yield* place(mirror.seedShare, `${mirror.at}/seedShare`, "windows");
  }
}

function* names(topology: Topology): Iterable<{ readonly text: string; readonly at: Pointer }> {
  for (const { at, serverName } of topology.servers) yield { text: serverName, at: `${at}/serverName` };
  for (const { logShipping } of shipments(topology)) {
    const { backup, secondaries } = logShipping;
    const jobs = [backup, ...secondaries.flatMap(({ copy, restore }) => [copy, restore])];
    for (const { at, job, schedule } of jobs) {
      yield { text: job, at: `${at}/job` };
      yield { text: schedule.name, at: `${schedule.at}/name` };
    }
    for (const { at, database } of secondaries) yield { text: database, at: `${at}/database` };
  }
}

/** Every text of a database's settings that was written with `<database>` in it, with what came of it. */
function* filledIn(value: unknown, written: Written): Iterable<{ readonly text: string; readonly at: Pointer }> {
  if (Array.isArray(value)) for (const one of value) yield* filledIn(one, written);
  else if (typeof value === "object" && value !== null) {
    const { at } = value as { readonly at?: Pointer };
    for (const [key, one] of Object.entries(value)) {
      if (typeof one !== "string" || at === undefined) yield* filledIn(one, written);
      else if (key !== "at" && written(`${at}/${key}`)?.includes(PLACEHOLDER)) yield { text: one, at: `${at}/${key}` };
    }
  }
}

/** What a name does to a path in which it is to be one folder. */
function* folderProblems(name: string, os: OperatingSystem): Iterable<string> {
  const separator = (os === "linux" ? /\// : /[\\/]/).exec(name)?.[0];
  if (separator !== undefined) yield `has a ${separator === "/" ? "slash" : "backslash"}, which begins another folder`;
  if (os === "linux" && /^\.\.?$/.test(name)) yield `has the folder ${name}, which is another one`;
}

/** What to write instead of a path that is none of the system, by what it looks like. */
function pathHint(text: string, at: Pointer, os: OperatingSystem): string {
  const isShare = /share$/i.test(at);
  if (os === "linux") {
    const example = "like /mnt/logship";
    if (at.endsWith("/from")) return `Write from: the share's path on the secondary, ${example}.`;
    // Only the backup's share has a localPath beside it.
    if (at.endsWith("/backup/share") && uncHost(text) !== null) {
      return `Add localPath, the folder of the primary that is this share; or write a path ${example}.`;
    }
    return `Write a path ${example}.`;
  }
  const example = isShare ? "like \\\\fileserver\\share" : "like D:\\LogShip or \\\\fileserver\\share";
  if (at.endsWith("/from")) return `Write from: the share's path on the secondary, ${example}.`;
  if (/^\/\/[^/]/.test(text)) return `Write it with backslashes, ${example}.`;
  if (/^\\(?!\\[^\\])/.test(text)) {
    return `A share begins with two backslashes, ${example}: single quotes keep them as they are, double ones make one of two.`;
  }
  if (/^\\\\[^\\/]+\\?$/.test(text)) return `Name the share on that host as well, ${example}.`;
  if (/^[A-Za-z]:/.test(text)) return `Write a backslash after the drive, ${example}.`;
  if (text.startsWith("/")) return `The server runs on Windows: write a path ${example}, or os: linux.`;
  return `Write a path ${example}.`;
}

/** What only the resolved topology tells: derived names, the database's name in a text, paths of the other system. */
export const l30: Rule = {
  ...facts,
  *check(topology, written) {
    for (const { text, at } of names(topology)) {
      for (const problem of nameProblems(text)) yield { at, ...problem };
    }
    for (const database of topology.databases) {
      // Of a name that is unsafe by itself it has been said.
      const isSafe = [...textProblems(database.name)].length === 0;
      for (const { text, at } of isSafe ? filledIn(database, written) : []) {
        const before = (written(at) ?? "").replaceAll(PLACEHOLDER, "x");
        for (const { message } of without(textProblems(text), textProblems(before))) {
          yield { at, message: withName(message), hint: `Write the name out in place of ${PLACEHOLDER}, without $(.` };
        }
      }
      for (const { text, at, os } of paths(topology.platform, database)) {
        if (!isAbsolute(text, os)) {
          yield {
            at,
            message: `${text} is no absolute path of ${os === "linux" ? "Linux" : "Windows"}.`,
            hint: pathHint(text, at, os),
          };
        }
        const raw = written(at);
        if (!raw?.includes(PLACEHOLDER)) continue;
        const before = raw.replaceAll(PLACEHOLDER, "x");
        const problems = [
          ...without(pathProblems(text), pathProblems(before)).map(({ message }) => message),
          ...[...folderProblems(database.name, os)].map((problem) => `The path ${problem}.`),
        ];
        for (const message of problems) {
          yield { at, message: withName(message), hint: `Write the folder out in place of ${PLACEHOLDER}.` };
        }
      }
    }
  },
};

const withName = (message: string): string => `${message.slice(0, -1)}, from the name of the database.`;

/** What is wrong with a text and was not before the database's name was put in. */
function without(problems: Iterable<Problem>, before: Iterable<Problem>): readonly Problem[] {
  const known = new Set([...before].map(({ message }) => message));
  return [...problems].filter(({ message }) => !known.has(message));
}
