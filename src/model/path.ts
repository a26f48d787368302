import type { OperatingSystem } from "./topology.ts";

/** The host of a UNC path, `\\host\share\…`; null for any other path. */
export function uncHost(path: string): string | null {
  return /^\\\\([^\\/?.][^\\/]*)\\[^\\/]/.exec(path)?.[1] ?? null;
}

/** Whether a path begins at a root of that system: a drive or a share on Windows, `/` on Linux. */
export function isAbsolute(path: string, os: OperatingSystem): boolean {
  return os === "linux" ? path.startsWith("/") : /^[A-Za-z]:[\\/]/.test(path) || uncHost(path) !== null;
}

/** The path without the slashes at its end. */
export const withoutTrailing = (path: string): string => path.replace(/(?<![\\/])[\\/]+$/, "");

/** The same for two paths that are one folder: on Windows without case and with either slash. */
export function folderKey(path: string): string {
  const trimmed = withoutTrailing(path);
  return path.startsWith("/") ? trimmed : trimmed.replaceAll("/", "\\").toLowerCase();
}

/** Whether two paths are one folder. */
export function sameFolder(a: string, b: string): boolean {
  return folderKey(a) === folderKey(b);
}

/** What no file name of Windows can have. */
const FORBIDDEN = /[<>:"/\\|?*]/g;

/**
 * A database's name as the log shipping jobs call its log backups, before the time: with an underscore for what a file name cannot have
 * (docs/assumptions.md, backup-file-name).
 */
export function logBackupName(database: string): string {
  return database.replace(FORBIDDEN, "_");
}

const DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9\u00b9\u00b2\u00b3])$/i;

/**
 * What Windows refuses in a path that begins with a drive or as UNC.
 *
 * @returns the reason, as `has a "|"`; null where there is none, and for any other path
 */
export function windowsPathProblem(path: string): string | null {
  if (!/^([A-Za-z]:|\\\\)/.test(path)) return null;
  const rest = path.replace(/^[A-Za-z]:/, "");
  const character = /[<>"|?*:]/.exec(rest)?.[0];
  if (character !== undefined) return character === ":" ? "has a colon beyond the drive" : `has a ${character}`;
  for (const name of rest.split(/[\\/]/)) {
    if (/[. ]$/.test(name)) return `has the name "${name}", which ends in a ${name.endsWith(".") ? "dot" : "blank"}`;
    if (DEVICE.test((name.split(".")[0] ?? "").trimEnd())) return `has the name "${name}", which is a device`;
  }
  return null;
}
