import * as nodeFs from "node:fs";
import { dirname, join } from "node:path";
import type { Artifact } from "./artifact.ts";
import { checkArtifacts, isTopologyName, MANIFEST } from "./checks.ts";
import { exists } from "./exists.ts";
import { makeFolders, removeFolders } from "./folders.ts";
import { acquireLock, type Lock } from "./lock.ts";
import type { Failure, Problem } from "./problem.ts";
import { isSystemError, reasonOf } from "./reason.ts";
import { changesOf, type FileTree, readTree } from "./tree.ts";

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

/** What became of one topology's folder. */
export type Emitted =
  | { readonly kind: "written" | "unchanged"; readonly folder: string; readonly leftover: string | null }
  | Problem;

/** Where a topology's folder lies, and its siblings while it is swapped. No topology's name has a dot in it. */
export interface Place {
  readonly dir: string;
  readonly target: string;
  readonly staged: string;
  readonly old: string;
  readonly lock: string;
}

export function placeOf(dir: string, name: string): Place {
  const sibling = (what: string) => join(dir, `.${name}.hadrian-${what}`);
  return { dir, target: join(dir, name), staged: sibling("new"), old: sibling("old"), lock: sibling("lock") };
}

/**
 * Replaces `dir/name` by the artifacts, as a whole: they are written to a sibling, the folder is renamed out of the way,
 * the sibling into its place. A process killed at any moment leaves the old folder, the new one, or a half-done swap,
 * which the next run mends. A folder that already holds these bytes is not touched.
 *
 * It is synchronous, so that an interrupt comes before or after it.
 */
export function emit(dir: string, name: string, artifacts: readonly Artifact[], fs: FileSystem = nodeFs): Emitted {
  if (!isTopologyName(name)) throw new Error(`not a topology's name: ${JSON.stringify(name)}`);
  checkArtifacts(artifacts);
  const place = placeOf(dir, name);
  return guarded(place.target, () => {
    const isFolder = exists(dir, fs);
    if (isFolder && !fs.statSync(dir).isDirectory()) {
      return { kind: "failed", path: dir, reason: "it is a file, not a folder" };
    }
    // Without a lock first: what changes nothing, or may not, leaves no trace. What is being swapped is looked at again.
    const isSettled = () => !isFolder || [place.lock, place.old, place.staged].every((path) => !exists(path, fs));
    if (isSettled()) {
      const answer = guarded(place.target, () => compare(place, artifacts, fs));
      if ((answer.kind === "unchanged" || answer.kind === "refused") && isSettled()) return answer;
    }
    return withFolder(dir, fs, () =>
      withLock(place, fs, (lock) => {
        const problem = mendPlace(place, fs);
        if (problem !== null) return problem;
        const answer = compare(place, artifacts, fs);
        return answer.kind === "different" ? replace(place, artifacts, lock, fs) : answer;
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
    const place = placeOf(dir, name);
    const problem = guarded(place.target, () => withLock(place, fs, () => mendPlace(place, fs)));
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

function withLock<T>(place: Place, fs: FileSystem, work: (lock: Lock) => T): T | Problem {
  const lock = acquireLock(place.lock, fs);
  if ("holder" in lock) return busy(place, lock.holder);
  try {
    return work(lock);
  } finally {
    ignoringSystemErrors(() => lock.release());
  }
}

/** Another run is at it. */
export function busy(place: Place, holder: string): Failure {
  const reason = `${holder} is writing it (if that run is gone, delete ${place.lock})`;
  return { kind: "busy", path: place.target, reason };
}

/** Puts back, or finishes, what a killed run left. Whatever it finds, the folder stands whole afterwards. */
function mendPlace(place: Place, fs: FileSystem): Problem | null {
  if (exists(place.old, fs)) {
    const old = readTree(place.old, fs);
    if (old.kind === "refused") return old;
    if (!exists(place.target, fs)) {
      // Killed between the two renames: the old folder is the last one known to be wanted.
      rename(place.old, place.target, fs);
    } else if (isEmptyFolder(place.target, fs)) {
      fs.rmdirSync(place.target);
      rename(place.old, place.target, fs);
    } else if (exists(join(place.target, MANIFEST), fs)) {
      remove(place.old, old, fs);
    } else {
      const reason = `it is not Hadrian's (no ${MANIFEST}), and ${place.old} waits to be put back in its place`;
      return { kind: "refused", path: place.target, reason };
    }
  }
  if (exists(place.staged, fs)) {
    if (!fs.lstatSync(place.staged).isDirectory()) {
      return { kind: "refused", path: place.staged, reason: "it is not a folder that Hadrian made" };
    }
    fs.rmSync(place.staged, { recursive: true });
  }
  return null;
}

/** How what lies there differs from the artifacts, if it may be replaced at all. */
function compare(
  place: Place,
  artifacts: readonly Artifact[],
  fs: FileSystem,
): Emitted | { readonly kind: "different" } {
  if (!exists(place.target, fs)) return { kind: "different" };
  const tree = readTree(place.target, fs);
  if (tree.kind === "refused") return tree;
  const isSame = changesOf(place.target, tree, artifacts, fs).next().done === true;
  return isSame ? { kind: "unchanged", folder: place.target, leftover: null } : { kind: "different" };
}

function replace(place: Place, artifacts: readonly Artifact[], lock: Lock, fs: FileSystem): Emitted {
  try {
    stage(place.staged, artifacts, lock, fs);
    if (!lock.isHeld()) return { kind: "busy", path: place.target, reason: "another run took it over" };
    return swap(place, fs);
  } finally {
    // After a swap there is none; before it, a failure leaves no half-written sibling behind.
    ignoringSystemErrors(() => fs.rmSync(place.staged, { recursive: true, force: true }));
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
function swap(place: Place, fs: FileSystem): Emitted {
  const written = { kind: "written", folder: place.target } as const;
  if (!exists(place.target, fs)) {
    rename(place.staged, place.target, fs);
    return { ...written, leftover: null };
  }
  rename(place.target, place.old, fs);
  let old: FileTree;
  try {
    const tree = readTree(place.old, fs, place.target);
    if (tree.kind === "refused") {
      rename(place.old, place.target, fs);
      return tree;
    }
    old = tree;
    rename(place.staged, place.target, fs);
  } catch (error) {
    if (isSystemError(error) && exists(place.old, fs)) rename(place.old, place.target, fs);
    throw error;
  }
  try {
    remove(place.old, old, fs);
    return { ...written, leftover: null };
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return { ...written, leftover: place.old };
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
