import type * as nodeFs from "node:fs";
import { join } from "node:path";
import type { Artifact } from "./artifact.ts";
import { MANIFEST } from "./checks.ts";
import { sha256 } from "./hash.ts";
import type { Edited, Refusal } from "./problem.ts";

/** What becomes of one file: `before` is null where there is none, `after` where it is removed. */
export interface Change {
  /** Relative to the topology's folder, with forward slashes. */
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
  /** What is there is not what was compiled: its hash is not the manifest's. */
  readonly isEdited: boolean;
}

/** The files and folders inside a topology's folder, relative to it, with forward slashes; folders before what is in them. */
export interface FileTree {
  readonly kind: "ours";
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** The sha256 of each file as it was compiled, from the manifest; null where it does not say. */
  readonly hashes: ReadonlyMap<string, string | null>;
  /** Every path, with a file's size and times: as long as it is the same, nothing in the folder has changed. */
  readonly stamp: string;
}

type Reading = Pick<typeof nodeFs, "lstatSync" | "readFileSync" | "readdirSync">;

/** Where a tree lies, and how it is called. */
export interface Where {
  readonly folder: string;
  /** The path for messages, where the folder has been moved. */
  readonly shown?: string;
}

/**
 * Looks at a topology's folder before it is replaced: every file must be in its manifest, and nothing may be a link.
 * A folder without any file counts as ours.
 *
 * @param known - what an earlier look found; it is returned where nothing has changed since
 */
export function readTree(
  { folder, shown = folder }: Where,
  fs: Reading,
  known: FileTree | null = null,
): FileTree | Refusal {
  const refused = (path: string, reason: string): Refusal => ({ kind: "refused", path: join(shown, path), reason });
  const stat = fs.lstatSync(folder);
  if (stat.isSymbolicLink()) return refused("", "it is a link; Hadrian replaces only a folder of its own");
  if (!stat.isDirectory()) return refused("", "it is a file where the topology's folder goes");

  const files: string[] = [];
  const folders: string[] = [];
  const waiting = [""];
  for (let parent = waiting.pop(); parent !== undefined; parent = waiting.pop()) {
    for (const entry of fs.readdirSync(join(folder, parent), { withFileTypes: true })) {
      const path = parent === "" ? entry.name : `${parent}/${entry.name}`;
      if (entry.isDirectory()) {
        folders.push(path);
        waiting.push(path);
      } else if (entry.isFile()) {
        files.push(path);
      } else {
        return refused(path, "it is a link or a special file; Hadrian replaces only files of its own");
      }
    }
  }
  files.sort();
  // Taken before a file is read: an edit in the meantime shows.
  const stamps = files.map((path) => {
    const { size, mtimeMs, ctimeMs } = fs.lstatSync(join(folder, path));
    return `${path} ${size} ${mtimeMs} ${ctimeMs}`;
  });
  const stamp = [...folders, ...stamps].join("\n");
  if (known?.stamp === stamp) return known;
  if (files.length === 0) return { kind: "ours", files, folders, hashes: new Map(), stamp };

  if (!files.includes(MANIFEST)) {
    return refused("", `the folder has files but no ${MANIFEST}, so it is not Hadrian's to replace`);
  }
  const hashes = hashesIn(fs.readFileSync(join(folder, MANIFEST), "utf8"));
  if (typeof hashes === "string") {
    const remedy = "put back the one that was compiled, or delete the folder and compile again";
    return refused(MANIFEST, `it is not a manifest of Hadrian's (${hashes}), so nothing here is replaced; ${remedy}`);
  }
  const foreign = files.filter((path) => path !== MANIFEST && !hashes.has(path));
  if (foreign[0] !== undefined) {
    const more = foreign.length - 1;
    const others = more === 0 ? "" : `; nor ${more === 1 ? "is" : "are"} ${more} more`;
    return refused(foreign[0], `it is not in the folder's ${MANIFEST}${others}; move it elsewhere, or delete it`);
  }
  return { kind: "ours", files, folders, hashes, stamp };
}

/**
 * Each file that the artifacts would add, change or remove, read when it is asked for. Only what differs is hashed. A file
 * that is missing is no edit: nothing is lost where it is written again.
 */
export function* changesOf(
  folder: string,
  { files, hashes }: FileTree,
  artifacts: readonly Artifact[],
  fs: Pick<typeof nodeFs, "readFileSync">,
): Generator<Change> {
  const isEdited = (path: string, bytes: Uint8Array) => path !== MANIFEST && sha256(bytes) !== hashes.get(path);
  const present = new Set(files);
  for (const { path, bytes } of artifacts) {
    const before = present.delete(path) ? fs.readFileSync(join(folder, path)) : null;
    if (before === null) yield { path, before, after: bytes, isEdited: false };
    else if (Buffer.compare(before, bytes) !== 0) {
      yield { path, before, after: bytes, isEdited: isEdited(path, before) };
    }
  }
  for (const path of present) {
    const before = fs.readFileSync(join(folder, path));
    yield { path, before, after: null, isEdited: isEdited(path, before) };
  }
}

/** What to say of the edited files among these changes; null where there is none. */
export function editedAmong(folder: string, changes: readonly Pick<Change, "path" | "isEdited">[]): Edited | null {
  const paths = changes.filter(({ isEdited }) => isEdited).map(({ path }) => path);
  const [first] = paths.sort();
  if (first === undefined) return null;
  const more = paths.length - 1;
  const others = more === 0 ? "" : `; and so ${more === 1 ? "was" : "were"} ${more} more`;
  const reason = `it was edited since it was compiled (its sha256 is not the one in the folder's ${MANIFEST})${others}`;
  return { kind: "edited", path: join(folder, first), reason };
}

/** By path, the hashes of `files[]`; of what is not a manifest, why it is none. What else stands in it does not matter. */
function hashesIn(text: string): ReadonlyMap<string, string | null> | string {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return "it is not JSON";
  }
  if (typeof manifest !== "object" || manifest === null || !("files" in manifest)) return "it lists no files";
  if (!Array.isArray(manifest.files)) return "it lists no files";
  const hashes = new Map<string, string | null>();
  for (const [index, file] of manifest.files.entries()) {
    const { path, sha256: hash } = Object(file) as { readonly path?: unknown; readonly sha256?: unknown };
    if (typeof path !== "string") return `files[${index}] has no path`;
    hashes.set(path, typeof hash === "string" ? hash : null);
  }
  return hashes;
}
