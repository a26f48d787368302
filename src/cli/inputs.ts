import { createReadStream, type Dirent } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import * as path from "node:path";
import { isSystemError, reasonOf } from "../emit/reason.ts";
import { UsageError } from "./exit.ts";

/** One topology's text. `file` is what messages call it. */
export interface Source {
  readonly file: string;
  readonly bytes: Uint8Array;
}

/** A topology's text, or why there is none. */
export type Input = Source | { readonly file: string; readonly unreadable: string };

/** What stands for standard input in messages. */
const STDIN = "<stdin>";
/** More than any topology, and less than the memory. */
const LARGEST = 64 * 1024 * 1024;

/** Refuses what can be told from the arguments alone. */
export function checkFiles(files: readonly string[]): void {
  if (files.includes("")) throw new UsageError("a FILE is empty");
  if (files.includes("-") && process.stdin.isTTY) {
    throw new UsageError("- reads the topology from standard input, and that is a terminal; pipe a file into it");
  }
}

/** Reads each FILE argument in its order; a file that two of them name is read once. */
export async function* readInputs(files: readonly string[]): AsyncGenerator<Input> {
  const seen = new Set<string>();
  for (const argument of files) {
    if (argument === "-") {
      if (!seen.has("-")) yield await readAll(STDIN, process.stdin);
      seen.add("-");
      continue;
    }
    for await (const found of expand(argument)) {
      if ("unreadable" in found) {
        yield found;
        continue;
      }
      const key = path.resolve(found.file);
      if (seen.has(key)) continue;
      seen.add(key);
      yield await readAll(found.file, createReadStream(found.file));
    }
  }
}

/** All of them at once. */
export async function collectInputs(files: readonly string[]): Promise<readonly Input[]> {
  const inputs: Input[] = [];
  for await (const input of readInputs(files)) inputs.push(input);
  return inputs;
}

type Found = { readonly file: string } | { readonly file: string; readonly unreadable: string };

/** A file, the topologies in a folder, or what a glob matches; a name that exists is never taken for a glob. */
async function* expand(argument: string): AsyncGenerator<Found> {
  const isFolder = await isFolderAt(argument);
  if (isFolder === true) {
    yield* filesIn(argument);
    return;
  }
  if (isFolder === false) {
    yield { file: argument };
    return;
  }
  const { matchesOf } = await import("./glob.ts");
  const matches = await matchesOf(argument);
  if (matches === null) yield { file: argument, unreadable: isFolder };
  else if (matches.length === 0) yield { file: argument, unreadable: "no file matches" };
  else for (const match of matches) yield* expandMatch(match);
}

async function* expandMatch(match: string): AsyncGenerator<Found> {
  const isFolder = await isFolderAt(match);
  if (isFolder === true) yield* filesIn(match);
  else if (isFolder === false) yield { file: match };
  else yield { file: match, unreadable: isFolder };
}

/** Whether it is a folder; why it cannot be looked at. */
async function isFolderAt(file: string): Promise<boolean | string> {
  try {
    return (await stat(file)).isDirectory();
  } catch (error) {
    if (isSystemError(error)) return reasonOf(error);
    // A NUL in a path is refused before the system sees it.
    if (error instanceof TypeError) return "it is not a path";
    throw error;
  }
}

/** The *.yaml and *.yml below a folder, sorted by path; links are not followed. */
async function* filesIn(folder: string): AsyncGenerator<Found> {
  const found: Found[] = [];
  const waiting = [folder];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    const entries = await entriesOf(parent);
    if (typeof entries === "string") {
      found.push({ file: parent, unreadable: entries });
      continue;
    }
    for (const entry of entries) {
      const file = path.join(parent, entry.name);
      if (entry.isDirectory()) waiting.push(file);
      else if (entry.isFile() && /\.ya?ml$/i.test(entry.name)) found.push({ file });
    }
  }
  if (found.length === 0) yield { file: folder, unreadable: "there is no *.yaml or *.yml in this folder" };
  yield* found.sort((left, right) => (left.file < right.file ? -1 : 1));
}

async function entriesOf(folder: string): Promise<readonly Dirent[] | string> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isSystemError(error)) return reasonOf(error);
    throw error;
  }
}

async function readAll(file: string, stream: AsyncIterable<Uint8Array>): Promise<Input> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of stream) {
      size += chunk.length;
      if (size > LARGEST) return { file, unreadable: `it is larger than ${LARGEST / 1024 / 1024} MiB` };
      chunks.push(chunk);
    }
  } catch (error) {
    if (isSystemError(error)) return { file, unreadable: reasonOf(error) };
    throw error;
  }
  return { file, bytes: Buffer.concat(chunks) };
}
