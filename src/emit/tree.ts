import type * as nodeFs from "node:fs";
import { join } from "node:path";
import type { Artifact } from "./artifact.ts";
import { MANIFEST } from "./checks.ts";
import type { Refusal } from "./problem.ts";

/** What becomes of one file: `before` is null where there is none, `after` where it is removed. */
export interface Change {
  /** Relative to the topology's folder, with forward slashes. */
  readonly path: string;
  readonly before: Uint8Array | null;
  readonly after: Uint8Array | null;
}

/** The files and folders inside a topology's folder, relative to it, with forward slashes; folders before what is in them. */
export interface FileTree {
  readonly kind: "ours";
  readonly files: readonly string[];
  readonly folders: readonly string[];
}

/**
 * Looks at a topology's folder before it is replaced: every file must be in its manifest, and nothing may be a link.
 * A folder without any file counts as ours. `shown` is the path for messages where the folder has been moved.
 */
export function readTree(
  folder: string,
  fs: Pick<typeof nodeFs, "lstatSync" | "readFileSync" | "readdirSync">,
  shown: string = folder,
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
  if (files.length === 0) return { kind: "ours", files, folders };

  if (!files.includes(MANIFEST)) {
    return refused("", `the folder has files but no ${MANIFEST}, so it is not Hadrian's to replace`);
  }
  const listed = listedIn(fs.readFileSync(join(folder, MANIFEST), "utf8"));
  if (listed === null) return refused(MANIFEST, "it is not a manifest of Hadrian's, so nothing here is replaced");
  const foreign = files.filter((path) => path !== MANIFEST && !listed.has(path)).sort();
  if (foreign[0] !== undefined) {
    const others = foreign.length > 1 ? `; nor are ${foreign.length - 1} more` : "";
    return refused(foreign[0], `it is not in the folder's ${MANIFEST}${others}; move it elsewhere, or delete it`);
  }
  return { kind: "ours", files: files.sort(), folders };
}

/** Each file that the artifacts would add, change or remove, read when it is asked for. */
export function* changesOf(
  folder: string,
  { files }: FileTree,
  artifacts: readonly Artifact[],
  fs: Pick<typeof nodeFs, "readFileSync">,
): Generator<Change> {
  const present = new Set(files);
  for (const { path, bytes } of artifacts) {
    const before = present.delete(path) ? fs.readFileSync(join(folder, path)) : null;
    if (before === null || Buffer.compare(before, bytes) !== 0) yield { path, before, after: bytes };
  }
  for (const path of present) yield { path, before: fs.readFileSync(join(folder, path)), after: null };
}

/** The paths of `files[]`; null for what is not a manifest. */
function listedIn(text: string): ReadonlySet<string> | null {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof manifest !== "object" || manifest === null || !("files" in manifest)) return null;
  if (!Array.isArray(manifest.files)) return null;
  const paths = manifest.files.map((file: unknown) => {
    return typeof file === "object" && file !== null && "path" in file ? file.path : null;
  });
  return paths.every((path) => typeof path === "string") ? new Set(paths) : null;
}
