import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { topology } from "../cli/support.ts";
import { temporaryFolder, writeAll } from "../emit/support.ts";
import { npm, output, packInto } from "../package/pack.ts";

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs git in a folder, whatever the machine's own settings are; its standard output. */
export function git(cwd: string, ...args: readonly string[]): string {
  const settings = ["user.name=t", "user.email=t@contoso.com", "init.defaultBranch=main", "commit.gpgSign=false"];
  return output("git", [...settings.flatMap((setting) => ["-c", setting]), ...args], cwd);
}

/** Runs a line as a CI's shell does. */
export function shell(cwd: string, flags: readonly string[], line: string): Ended {
  const PATH = [join(cwd, "node_modules/.bin"), process.env.PATH].join(delimiter);
  const env = { ...process.env, PATH, npm_config_offline: "true", NO_COLOR: "1" };
  return spawnSync("bash", [...flags, "-c", line], { cwd, env, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
}

/** A repository as docs/ci.md describes it: topologies, what they compile to, and the package; each call copies it. */
export class Repository {
  readonly #folder = mkdtempSync(join(tmpdir(), "hadrian-test-"));
  readonly #master = join(this.#folder, "master");

  constructor(attributes: string) {
    writeAll(this.#master, {
      ".gitattributes": attributes,
      ".gitignore": "node_modules/\n*.sarif\n",
      "package.json": JSON.stringify({ name: "topologies", private: true }),
      "topologies/a.yaml": topology("one"),
      "topologies/more/b.yaml": topology("two"),
    });
    const { tarball } = packInto(this.#master);
    output(npm, ["install", "--offline", "--no-audit", "--no-fund", "--save-dev", tarball], this.#master);
    output(join(this.#master, "node_modules/.bin/hadrian"), ["compile", "topologies", "-o", "artifacts"], this.#master);
    git(this.#master, "init", "--quiet");
    git(this.#master, "add", "--all");
    git(this.#master, "commit", "--quiet", "--message", "topologies");
  }

  /** A copy for one test, with these files changed. */
  copy(files: Readonly<Record<string, string>> = {}): string {
    const folder = temporaryFolder();
    cpSync(this.#master, folder, { recursive: true, verbatimSymlinks: true });
    writeAll(folder, files);
    return folder;
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
