import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, test } from "vitest";
import { emit, mend } from "../../src/emit/emit.ts";
import { artifacts, readAll, temporaryFolder, textsOf } from "./support.ts";

const many = (text: string, count: number) =>
  artifacts(
    Object.fromEntries(Array.from({ length: count }, (_, n) => [`setup/${n % 3}/${n}-${text}.sql`, `${text} ${n}`])),
  );
const OLD = many("old", 6);
const NEW = many("new", 7);

/** A process that emits NEW and kills itself (SIGKILL) before its nth call of node:fs, or runs to its end. */
const CHILD = `
import * as nodeFs from "node:fs";
import { emit } from "./src/emit/emit.ts";
const [, , dir, list, nth] = process.argv;
const artifacts = JSON.parse(nodeFs.readFileSync(list, "utf8")).map(([path, text]) => ({ path, bytes: Buffer.from(text) }));
let count = 0;
const fs = new Proxy(nodeFs, {
  get: (target, name) => (...args) => {
    if (++count === Number(nth)) process.kill(process.pid, "SIGKILL");
    return target[name](...args);
  },
});
process.stdout.write("ready");
const result = emit(dir, "t", artifacts, { fs });
if (result.kind !== "written") throw new Error(JSON.stringify(result));
`;

let child = "";
beforeAll(async () => {
  const built = await build({
    stdin: { contents: CHILD, resolveDir: join(import.meta.dirname, "../.."), loader: "js" },
    bundle: true,
    platform: "node",
    format: "cjs",
    write: false,
  });
  child = built.outputFiles[0]?.text ?? "";
});

/** Runs the child; true when it was killed. `killAfter` kills it from outside, milliseconds after it is ready. */
function run(dir: string, list: string, nth: number, killAfter: number | null = null): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, ["-", dir, list, String(nth)], { stdio: ["pipe", "pipe", "inherit"] });
    process_.stdin.end(child);
    process_.stdout.on("data", () => {
      if (killAfter !== null) setTimeout(() => process_.kill("SIGKILL"), killAfter);
    });
    process_.on("exit", (code, signal) => {
      if (signal === "SIGKILL") resolve(true);
      else if (code === 0) resolve(false);
      else reject(new Error(`the child ended with ${code ?? signal}`));
    });
  });
}

/** After a kill: a reader sees one of `states` or, for the moment between the renames, no folder; a mend leaves one of them. */
function expectMended(dir: string, states: readonly Record<string, string>[], wanted = NEW): void {
  const names = readdirSync(dir);
  if (names.includes("t")) expect(states).toContainEqual(readAll(join(dir, "t")));
  else if (!states.some((state) => Object.keys(state).length === 0)) expect(names).toContain(".t.hadrian-old");

  // Killed between the lock's creation and its first byte: it counts as held for two seconds.
  const lock = join(dir, ".t.hadrian-lock");
  if (existsSync(lock) && readFileSync(lock, "utf8") === "") utimesSync(lock, 0, 0);

  const copy = `${dir}-copy`;
  cpSync(dir, copy, { recursive: true, preserveTimestamps: true });
  expect(mend(dir)).toEqual([]);
  expect(readdirSync(dir).filter((name) => name !== "t")).toEqual([]);
  expect(states).toContainEqual(readdirSync(dir).length === 0 ? {} : readAll(join(dir, "t")));

  expect(emit(copy, "t", wanted).kind).toMatch(/written|unchanged/);
  expect(readdirSync(copy)).toEqual(["t"]);
  expect(readAll(join(copy, "t"))).toEqual(textsOf(wanted));
}

describe("killed at any moment, the old or the new folder stands or the next run mends it", () => {
  for (const [title, before] of [
    ["over an old folder", OLD],
    ["the first time", null],
  ] as const) {
    test(`before each call of the file system, ${title}`, { timeout: 300_000 }, async () => {
      const root = temporaryFolder();
      const list = join(root, "new.json");
      writeFileSync(list, JSON.stringify(Object.entries(textsOf(NEW))));
      const states = [before === null ? {} : textsOf(before), textsOf(NEW)];
      let nth = 1;
      const attempt = async (n: number): Promise<boolean> => {
        const dir = join(root, String(n), "out");
        if (before !== null) emit(dir, "t", before);
        else mkdirSync(dir, { recursive: true });
        const killed = await run(dir, list, n);
        if (killed) expectMended(dir, states);
        else expect(readAll(join(dir, "t"))).toEqual(textsOf(NEW));
        return killed;
      };
      for (let killed = true; killed; nth += 4) {
        const outcomes = await Promise.all([0, 1, 2, 3].map((offset) => attempt(nth + offset)));
        killed = outcomes.every(Boolean);
      }
      expect(nth).toBeGreaterThan(30);
    });
  }

  test("at random moments", { timeout: 300_000 }, async () => {
    const root = temporaryFolder();
    const list = join(root, "new.json");
    const big = many("new", 150);
    writeFileSync(list, JSON.stringify(Object.entries(textsOf(big))));
    let kills = 0;
    for (let round = 0; round < 30; round++) {
      const dir = join(root, String(round), "out");
      emit(dir, "t", OLD);
      if (await run(dir, list, 0, (round % 15) * 4)) kills++;
      expectMended(dir, [textsOf(OLD), textsOf(big)], big);
    }
    expect(kills).toBeGreaterThan(5);
  });
});
