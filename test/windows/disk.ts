import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { posix, win32 } from "node:path";
import { onTestFinished } from "vitest";

/** Where relative paths begin. */
const CWD = "C:\\work";

let root = "";

/** An empty disk for one test: paths as Windows has them, files below a folder of this system. */
export function newDisk(files: Readonly<Record<string, string>> = {}): void {
  root = mkdtempSync(posix.join(tmpdir(), "hadrian-test-"));
  const folder = root;
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(real(CWD), { recursive: true });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(posix.dirname(real(path)), { recursive: true });
    writeFileSync(real(path), text);
  }
}

/** Where a Windows path (drive, share, relative, either separator) lies here. */
export function real(path: string): string {
  const absolute = win32.resolve(CWD, path);
  if (!/^(?:[A-Z]:\\|\\\\[^\\?.]+\\[^\\]+)/i.test(absolute)) throw new Error(`no path of Windows: ${path}`);
  return posix.join(root, ...absolute.replace(":", "").split("\\"));
}
