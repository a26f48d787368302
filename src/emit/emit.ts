import * as nodeFs from "node:fs";
import { dirname, join } from "node:path";
import type { Artifact } from "./artifact.ts";
import { checkArtifacts, isTopologyName, MANIFEST } from "./checks.ts";
import { exists } from "./exists.ts";
import { makeFolders, removeFolders } from "./folders.ts";
import { acquireLock, type Lock } from "./lock.ts";
import type { Failure, Problem } from "./problem.ts";
import { isSystemError, reasonOf } from "./reason.ts";
import { type Change, changesOf, editedAmong, type FileTree, readTree } from "./tree.ts";

/** What the writer needs of node:fs; tests pass one that fails, or dies, on the way. */
export type FileSystem = Pick<
  typeof nodeFs,
  | "closeSync"
  | "lstatSync"
  | "mkdirSync"
  | "openSync"
  | "readFileSync"
  | "readdirSync"
  | "renameSync"
  | "rmSync"
  | "rmdirSync"
  | "statSync"
  | "unlinkSync"
  | "utimesSync"
  | "writeFileSync"
  | "writeSync"
>;

/** How a folder is to be replaced. */
export interface EmitOptions {
  /** Whether files that somebody edited may be replaced; files that are not Hadrian's never are. */
  readonly discardEdits?: boolean;
  readonly fs?: FileSystem;
}

/** What became of one topology's folder. */
export type Emitted =
  | { readonly kind: "written" | "unchanged"; readonly folder: string; readonly leftover: string | null }
  | Problem;

/** Where a topology's folder lies, and its siblings while it is swapped. No topology's name has a dot in it. */
export interface Folders {
  readonly dir: string;
  readonly target: string;
  readonly staged: string;
  readonly old: string;
  readonly lock: string;
}

export function foldersOf(dir: string, name: string): Folders {
  const sibling = (what: string) => join(dir, `.${name}.hadrian-${what}`);
  return { dir, target: join(dir, name), staged: sibling("new"), old: sibling("old"), lock: sibling("lock") };
}

/** What lies in the folder's place is not the artifacts, and may be replaced; null where there is nothing. */
interface Different {
  readonly kind: "different";
  readonly tree: FileTree | null;
}

/** What `emit` was asked to do. */
interface Job {
  readonly folders: Folders;
  readonly artifacts: readonly Artifact[];
  readonly discardEdits: boolean;
  readonly fs: FileSystem;
}

/**
 * Replaces `dir/name` by the artifacts, as a whole: they are written to a sibling, the folder is renamed out of the way,
 * the sibling into its place. A process killed at any moment leaves the old folder, the new one, or a half-done swap,
 * which the next run mends. A folder that already holds these bytes is not touched.
 *
 * It is synchronous, so that an interrupt comes before or after it.
 */
export function emit(
  dir: string,
  name: string,
  artifacts: readonly Artifact[],
  { discardEdits = false, fs = nodeFs }: EmitOptions = {},
): Emitted {
  if (!isTopologyName(name)) throw new Error(`not a topology's name: ${JSON.stringify(name)}`);
  checkArtifacts(artifacts);
  const folders = foldersOf(dir, name);
  const job: Job = { folders, artifacts, discardEdits, fs };
  return guarded(folders.target, () => {
    const isFolder = exists(dir, fs);
    if (isFolder && !fs.statSync(dir).isDirectory()) {
      return { kind: "failed", path: dir, reason: "it is a file, not a folder" };
    }
    // Without a lock first: what changes nothing, or may not, leaves no trace. What is being swapped is looked at again.
    const isSettled = () => !isFolder || [folders.lock, folders.old, folders.staged].every((path) => !exists(path, fs));
    let known: Different | null = null;
    if (isSettled()) {
      const answer = guarded(folders.target, () => look(job));
      if (answer.kind === "different") known = answer;
      else if (answer.kind !== "failed" && isSettled()) return answer;
    }
    return withFolder(dir, fs, () =>
      withLock(folders, fs, (lock) => {
        const problem = mendFolders(folders, fs);
        if (problem !== null) return problem;
        const answer = look(job, known);
        return answer.kind === "different" ? replace(job, answer, lock) : answer;
      }),
    );
  });
}

/**
 * Mends every half-done swap in `dir`, whichever topology it was of; what another run is writing is left alone.
 * Returns what could not be mended.
 */
export function mend(dir: string, fs: FileSystem = nodeFs): readonly Problem[] {
  const problems: Problem[] = [];
  const listed = guarded(dir, () => (exists(dir, fs) && fs.statSync(dir).isDirectory() ? fs.readdirSync(dir) : []));
  if ("kind" in listed) return [listed];
  const names = new Set(listed.flatMap((entry) => /^\.([a-z0-9-]+)\.hadrian-(?:lock|new|old)$/.exec(entry)?.[1] ?? []));
  for (const name of [...names].filter(isTopologyName).sort()) {
    const folders = foldersOf(dir, name);
    const problem = guarded(folders.target, () => withLock(folders, fs, () => mendFolders(folders, fs)));
    if (problem !== null && problem.kind !== "busy") problems.push(problem);
  }
  return problems;
}

/** Runs `work`; a system error on the way becomes a problem, any other is a bug and passes. */
export function guarded<T>(path: string, work: () => T): T | Problem {
  try {
    return work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { kind: "failed", path: error.path ?? path, reason: reasonOf(error) };
  }
}

/** Makes the output folder where it is missing, and takes it away again when nothing came of it. */
function withFolder(dir: string, fs: FileSystem, work: () => Emitted): Emitted {
  const made = makeFolders(dir, fs);
  let result: Emitted | null = null;
  try {
    result = work();
    return result;
  } finally {
    if (result?.kind !== "written") removeFolders(made, fs);
  }
}

function withLock<T>(folders: Folders, fs: FileSystem, work: (lock: Lock) => T): T | Problem {
  const lock = acquireLock(folders.lock, fs);
  if ("holder" in lock) return busy(folders, lock.holder);
  try {
    return work(lock);
  } finally {
    ignoringSystemErrors(() => lock.release());
  }
}

/** Another run is at it. */
export function busy(folders: Folders, holder: string): Failure {
  const reason = `${holder} is writing it (if that run is gone, delete ${folders.lock})`;
  return { kind: "busy", path: folders.target, reason };
}

/** Puts back, or finishes, what a killed run left. Whatever it finds, the folder stands whole afterwards. */
function mendFolders(folders: Folders, fs: FileSystem): Problem | null {
  if (exists(folders.old, fs)) {
    const old = readTree({ folder: folders.old }, fs);
    if (old.kind === "refused") return old;
    if (!exists(folders.target, fs)) {
      // Killed between the two renames: the old folder is the last one known to be wanted.
      rename(folders.old, folders.target, fs);
    } else if (isEmptyFolder(folders.target, fs)) {
      fs.rmdirSync(folders.target);
      rename(folders.old, folders.target, fs);
    } else if (exists(join(folders.target, MANIFEST), fs)) {
      remove(folders.old, old, fs);
    } else {
      const reason = `it is not Hadrian's (no ${MANIFEST}), and ${folders.old} waits to be put back in its place`;
      return { kind: "refused", path: folders.target, reason };
    }
  }
  if (exists(folders.staged, fs)) {
    if (!fs.lstatSync(folders.staged).isDirectory()) {
      return { kind: "refused", path: folders.staged, reason: "it is not a folder that Hadrian made" };
    }
    fs.rmSync(folders.staged, { recursive: true });
  }
  return null;
}

/**
 * How what lies there differs from the artifacts, if it may be replaced at all.
 *
 * @param known - an earlier answer, which holds as long as nothing in the folder has changed
 * @param folder - where it lies now
 */
function look(
  { folders, artifacts, discardEdits, fs }: Job,
  known: Different | null = null,
  folder: string = folders.target,
): Emitted | Different {
  if (!exists(folder, fs)) return { kind: "different", tree: null };
  const tree = readTree({ folder, shown: folders.target }, fs, known?.tree);
  if (tree.kind === "refused") return tree;
  if (tree === known?.tree) return known;
  const changes: Pick<Change, "path" | "isEdited">[] = [];
  for (const { path, isEdited } of changesOf(folder, tree, artifacts, fs)) {
    changes.push({ path, isEdited });
    // One is enough where none can stop it.
    if (discardEdits) break;
  }
  if (changes.length === 0) return { kind: "unchanged", folder: folders.target, leftover: null };
  const edited = discardEdits ? null : editedAmong(folders.target, changes);
  return edited ?? { kind: "different", tree };
}

function replace(job: Job, known: Different, lock: Lock): Emitted {
  const { folders, artifacts, fs } = job;
  try {
    stage(folders.staged, artifacts, lock, fs);
    if (!lock.isHeld()) return { kind: "busy", path: folders.target, reason: "another run took it over" };
    return swap(job, known);
  } finally {
    // After a swap there is none; before it, a failure leaves no half-written sibling behind.
    ignoringSystemErrors(() => fs.rmSync(folders.staged, { recursive: true, force: true }));
  }
}

function stage(staged: string, artifacts: readonly Artifact[], lock: Lock, fs: FileSystem): void {
  const made = new Set<string>();
  const makeFolder = (folder: string): void => {
    if (made.has(folder)) return;
    if (folder !== staged) makeFolder(dirname(folder));
    fs.mkdirSync(folder);
    made.add(folder);
  };
  makeFolder(staged);
  for (const [index, { path, bytes }] of artifacts.entries()) {
    const file = join(staged, path);
    makeFolder(dirname(file));
    fs.writeFileSync(file, bytes, { flag: "wx" });
    if (index % 100 === 99) lock.touch();
  }
}

/** The two renames, and back again where the second fails or the folder is not what it was when it was looked at. */
function swap(job: Job, known: Different): Emitted {
  const { folders, fs } = job;
  const written = { kind: "written", folder: folders.target } as const;
  if (!exists(folders.target, fs)) {
    rename(folders.staged, folders.target, fs);
    return { ...written, leftover: null };
  }
  rename(folders.target, folders.old, fs);
  let old: FileTree | null;
  try {
    const answer = look(job, known, folders.old);
    if (answer.kind !== "different") {
      rename(folders.old, folders.target, fs);
      return answer;
    }
    old = answer.tree;
    rename(folders.staged, folders.target, fs);
  } catch (error) {
    if (isSystemError(error) && exists(folders.old, fs)) rename(folders.old, folders.target, fs);
    throw error;
  }
  try {
    if (old !== null) remove(folders.old, old, fs);
    return { ...written, leftover: null };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { ...written, leftover: folders.old };
  }
}

/** Removes the files that were looked at and nothing else; the manifest last, so that the rest can still be told. */
function remove(folder: string, tree: FileTree, fs: FileSystem): void {
  for (const path of tree.files) if (path !== MANIFEST) fs.unlinkSync(join(folder, path));
  for (const path of [...tree.folders].reverse()) fs.rmdirSync(join(folder, path));
  if (tree.files.includes(MANIFEST)) fs.unlinkSync(join(folder, MANIFEST));
  fs.rmdirSync(folder);
}

/** On Windows a scanner or an indexer holds fresh files for moments. */
function rename(from: string, to: string, fs: FileSystem): void {
  for (let attempt = 1; ; attempt++) {
    try {
      fs.renameSync(from, to);
      return;
    } catch (error) {
      const isHeld = isSystemError(error) && ["EACCES", "EBUSY", "EPERM"].includes(error.code);
      if (process.platform !== "win32" || !isHeld || attempt === 10) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
}

function isEmptyFolder(path: string, fs: FileSystem): boolean {
  return fs.lstatSync(path).isDirectory() && fs.readdirSync(path).length === 0;
}

function ignoringSystemErrors(work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!isSystemError(error)) throw error;
  }
}
