import type { OperatingSystem } from "../model/topology.ts";

/** A file in a folder of a server: UNC and Windows paths with a backslash, Linux paths with a slash. */
export function inFolder(folder: string, file: string, os: OperatingSystem): string {
  const separator = os === "linux" && !folder.startsWith("\\\\") ? "/" : "\\";
  return /[\\/]$/.test(folder) ? `${folder}${file}` : `${folder}${separator}${file}`;
}
