import * as nodeFs from "node:fs";
import type { Artifact } from "./artifact.ts";
import { checkArtifacts, isTopologyName, MANIFEST } from "./checks.ts";
import { busy, type FileSystem, foldersOf, guarded } from "./emit.ts";
import { exists } from "./exists.ts";
import { holderOf } from "./lock.ts";
import type { Edited, Problem } from "./problem.ts";
import { type Change, changesOf, editedAmong, type FileTree, readTree } from "./tree.ts";

/** How a topology's folder differs from its artifacts. */
export interface Examined {
  readonly kind: "examined";
  readonly folder: string;
  /** By path, the manifest last; none where the folder holds these bytes. */
  readonly changes: readonly Change[];
  /** What of it somebody edited, so that `emit` would stop unless edits may go; null where nothing was. */
  readonly edited: Edited | null;
  /** What a killed run left beside the folder; null where there is nothing. */
  readonly leftover: string | null;
}

/** No folder yet: every artifact is new. */
const NOTHING: FileTree = { kind: "ours", files: [], folders: [], hashes: new Map(), stamp: "" };

type Reading = Pick<FileSystem, "lstatSync" | "readFileSync" | "readdirSync" | "statSync">;

/** What `emit` would change in `dir/name`, or why it may not, whatever it is told. It only looks: nothing is written, made or mended. */
export function examine(
  dir: string,
  name: string,
  artifacts: readonly Artifact[],
  fs: Reading = nodeFs,
): Examined | Problem {
  if (!isTopologyName(name)) throw new Error(`not a topology's name: ${JSON.stringify(name)}`);
  checkArtifacts(artifacts);
  const folders = foldersOf(dir, name);
  return guarded(folders.target, () => {
    if (exists(dir, fs) && !fs.statSync(dir).isDirectory()) {
      return { kind: "failed", path: dir, reason: "it is a file, not a folder" };
    }
    const heldBefore = holderOf(folders.lock, fs);
    if (heldBefore !== null) return busy(folders, heldBefore);
    const tree = exists(folders.target, fs) ? readTree({ folder: folders.target }, fs) : NOTHING;
    if (tree.kind === "refused") return tree;
    const changes = [...changesOf(folders.target, tree, artifacts, fs)].sort(byPath);
    // A run that has begun in the meantime may have swapped the folder under this look.
    const heldAfter = holderOf(folders.lock, fs);
    if (heldAfter !== null) return busy(folders, heldAfter);
    const leftover = [folders.old, folders.staged].find((path) => exists(path, fs)) ?? null;
    const edited = editedAmong(folders.target, changes);
    return { kind: "examined", folder: folders.target, changes, edited, leftover };
  });
}

function byPath(left: Change, right: Change): number {
  const [isLeftLast, isRightLast] = [left.path === MANIFEST, right.path === MANIFEST];
  if (isLeftLast !== isRightLast) return isLeftLast ? 1 : -1;
  return left.path < right.path ? -1 : 1;
}
