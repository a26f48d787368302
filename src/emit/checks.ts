import type { Artifact } from "./artifact.ts";

/** The file that says which files of a folder are Hadrian's. */
export const MANIFEST = "manifest.json";

/** `[a-z0-9][a-z0-9-]*`: the name of a folder that is safe on every file system. */
export function isTopologyName(name: string): boolean {
  return /^[a-z0-9][a-z0-9-]*$/.test(name);
}

/** A plain relative path: forward slashes, no `..`, nothing that Windows would read as something else. */
function isPlainPath(path: string): boolean {
  return path
    .split("/")
    .every((segment) => /^[^\p{Cc}<>:"/\\|?*]+$/u.test(segment) && !/^\.{1,2}$|[. ]$/.test(segment));
}

/** Throws for artifacts that could not become files of one folder; that is a bug of the stages before. */
export function checkArtifacts(artifacts: readonly Artifact[]): void {
  const files = new Set<string>();
  for (const { path } of artifacts) {
    if (!isPlainPath(path)) throw new Error(`not a path for an artifact: ${JSON.stringify(path)}`);
    const key = path.toLowerCase();
    if (files.has(key)) throw new Error(`two artifacts have one path: ${JSON.stringify(path)}`);
    files.add(key);
  }
  for (const file of files) {
    const parts = file.split("/");
    for (let length = 1; length < parts.length; length++) {
      const folder = parts.slice(0, length).join("/");
      if (files.has(folder)) throw new Error(`an artifact's path is another's folder: ${JSON.stringify(folder)}`);
    }
  }
  if (!files.has(MANIFEST)) throw new Error(`the artifacts have no ${MANIFEST}`);
}
