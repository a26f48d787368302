import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { ROOT } from "../support/fixtures.ts";

/** npm, as the system calls it. */
export const npm = process.platform === "win32" ? "npm.cmd" : "npm";

/** Runs a program; its standard output, where it ended well. */
export function output(program: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ${args.join(" ")}: ${error ?? status}\n${stdout}${stderr}`);
  return stdout;
}

/** The package as users get it. */
export interface Pack {
  readonly tarball: string;
  readonly files: readonly string[];
}

/** Packs dist as it is into a folder. */
export function packInto(folder: string): Pack {
  // Without scripts: prepack would build again below the other tests.
  const [pack] = JSON.parse(output(npm, ["pack", "--json", "--ignore-scripts", "--pack-destination", folder], ROOT));
  return { tarball: join(folder, pack.filename), files: pack.files.map(({ path }: { path: string }) => path).sort() };
}
