import {
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Artifact } from "../../src/emit/artifact.ts";
import { sha256 } from "../../src/emit/hash.ts";

/** A folder of its own for one test, removed afterwards. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-test-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Artifacts from path and text, with the manifest that lists them. */
export function artifacts(files: Readonly<Record<string, string>>): Artifact[] {
  const manifest = { files: Object.entries(files).map(([path, text]) => ({ path, sha256: sha256(text) })) };
  const all = { ...files, "manifest.json": `${JSON.stringify(manifest, null, 2)}\n` };
  return Object.entries(all).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) }));
}

/** What `readAll` gives for a folder that holds just these artifacts. */
export function textsOf(list: readonly Artifact[]): Record<string, string> {
  return Object.fromEntries(list.map(({ path, bytes }) => [path, new TextDecoder().decode(bytes)]));
}

/** Every file below a folder with its text; links as `-> target`; an empty folder as `path/`. */
export function readAll(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  const visit = (path: string): void => {
    const full = join(folder, path);
    const stat = lstatSync(full);
    if (stat.isSymbolicLink()) found[path] = `-> ${readlinkSync(full)}`;
    else if (!stat.isDirectory()) found[path] = readFileSync(full, "utf8");
    else {
      const names = readdirSync(full);
      if (names.length === 0 && path !== "") found[`${path}/`] = "";
      for (const name of names) visit(path === "" ? name : `${path}/${name}`);
    }
  };
  visit("");
  return found;
}

/** Writes files below a folder. */
export function writeAll(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
