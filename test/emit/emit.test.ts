import { execFileSync } from "node:child_process";
import * as nodeFs from "node:fs";
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { emit, type FileSystem, mend } from "../../src/emit/emit.ts";
import { artifacts, readAll, temporaryFolder, textsOf, writeAll } from "./support.ts";

const OLD = artifacts({
  "RUNBOOK.md": "old\n",
  "setup/01-preflight/10-a.sql": "old 10",
  "setup/gone/20-a.sql": "old 20",
});
const NEW = artifacts({ "RUNBOOK.md": "new\n", "setup/01-preflight/10-a.sql": "new 10", "status/run.ps1": "new" });

/** node:fs that fails with `code` from the nth writing call on, or for every call that `when` picks. */
function failing(code: string, when: (call: string, count: number, args: readonly unknown[]) => boolean): FileSystem {
  const writing = [
    "mkdirSync",
    "openSync",
    "renameSync",
    "rmSync",
    "rmdirSync",
    "unlinkSync",
    "utimesSync",
    "writeFileSync",
    "writeSync",
  ];
  let count = 0;
  return new Proxy(nodeFs, {
    get(fs, name: keyof FileSystem) {
      if (!writing.includes(name)) return fs[name];
      return (...args: unknown[]) => {
        count++;
        if (when(name, count, args))
          throw Object.assign(new Error(`${code}: injected`), { code, syscall: name, path: args[0] });
        return (fs[name] as (...args: unknown[]) => unknown)(...args);
      };
    },
  }) as FileSystem;
}

describe("a folder is replaced as a whole", () => {
  test("the first time, into a folder that is not there yet", () => {
    const dir = join(temporaryFolder(), "a", "b");
    expect(emit(dir, "t", NEW)).toEqual({ kind: "written", folder: join(dir, "t"), leftover: null });
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
  });

  test("and what is no longer generated goes", () => {
    const dir = temporaryFolder();
    emit(dir, "t", OLD);
    expect(emit(dir, "t", NEW).kind).toBe("written");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
  });

  test("the neighbours stay", () => {
    const dir = temporaryFolder();
    emit(dir, "t-2", OLD);
    writeAll(dir, { "notes.txt": "mine" });
    emit(dir, "t", NEW);
    expect(readAll(dir)).toEqual({
      ...prefixed("t", textsOf(NEW)),
      ...prefixed("t-2", textsOf(OLD)),
      "notes.txt": "mine",
    });
  });

  test("an empty folder in its place is taken", () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, "t", "empty"), { recursive: true });
    expect(emit(dir, "t", NEW).kind).toBe("written");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
  });

  test("the same bytes are not written again", () => {
    const dir = temporaryFolder();
    emit(dir, "t", NEW);
    const past = new Date(2001, 1, 1);
    for (const path of [dir, join(dir, "t"), join(dir, "t", "RUNBOOK.md")]) utimesSync(path, past, past);
    const inode = lstatSync(join(dir, "t")).ino;
    expect(emit(dir, "t", NEW).kind).toBe("unchanged");
    expect(lstatSync(join(dir, "t")).ino).toBe(inode);
    for (const path of [dir, join(dir, "t"), join(dir, "t", "RUNBOOK.md")]) expect(lstatSync(path).mtime).toEqual(past);
  });

  test("the output folder may be a link to a folder", () => {
    const dir = temporaryFolder();
    mkdirSync(join(dir, "real"));
    symlinkSync("real", join(dir, "link"));
    expect(emit(join(dir, "link"), "t", NEW).kind).toBe("written");
    expect(readAll(join(dir, "real"))).toEqual(prefixed("t", textsOf(NEW)));
  });
});

describe("what is not ours stops it, and nothing is written", () => {
  const cases: Record<string, { prepare: (target: string) => void; names: string; reason: RegExp }> = {
    "a file that the manifest does not list": {
      prepare: (target) => writeAll(target, { "setup/01-preflight/notes.txt": "mine" }),
      names: "t/setup/01-preflight/notes.txt",
      reason: /not in the folder's manifest\.json/,
    },
    "a hidden file": {
      prepare: (target) => writeAll(target, { ".env": "mine" }),
      names: "t/.env",
      reason: /not in the folder's manifest\.json/,
    },
    "a folder of somebody else's": {
      prepare: (target) => {
        nodeFs.rmSync(target, { recursive: true });
        writeAll(target, { "thesis.docx": "mine" });
      },
      names: "t",
      reason: /no manifest\.json/,
    },
    "a manifest that is none": {
      prepare: (target) => writeFileSync(join(target, "manifest.json"), "{ half"),
      names: "t/manifest.json",
      reason: /not a manifest/,
    },
    "somebody else's manifest": {
      prepare: (target) => writeFileSync(join(target, "manifest.json"), '{"name":"app","icons":[]}'),
      names: "t/manifest.json",
      reason: /not a manifest/,
    },
    "a link instead of the folder": {
      prepare: (target) => {
        renameSync(target, `${target}-real`);
        symlinkSync(`${target}-real`, target);
      },
      names: "t",
      reason: /a link/,
    },
    "a dangling link instead of the folder": {
      prepare: (target) => {
        nodeFs.rmSync(target, { recursive: true });
        symlinkSync("nowhere", target);
      },
      names: "t",
      reason: /a link/,
    },
    "a link to a folder inside": {
      prepare: (target) => {
        mkdirSync(`${target}-real`);
        symlinkSync(`${target}-real`, join(target, "setup", "link"));
      },
      names: "t/setup/link",
      reason: /a link/,
    },
    "a link in a listed file's place": {
      prepare: (target) => {
        renameSync(join(target, "RUNBOOK.md"), `${target}-book`);
        symlinkSync(`${target}-book`, join(target, "RUNBOOK.md"));
      },
      names: "t/RUNBOOK.md",
      reason: /a link/,
    },
    "a pipe": {
      prepare: (target) => execFileSync("mkfifo", [join(target, "RUNBOOK.fifo")]),
      names: "t/RUNBOOK.fifo",
      reason: /a special file/,
    },
    "a file in the folder's place": {
      prepare: (target) => {
        nodeFs.rmSync(target, { recursive: true });
        writeFileSync(target, "mine");
      },
      names: "t",
      reason: /it is a file/,
    },
  };
  for (const [title, { prepare, names, reason }] of Object.entries(cases)) {
    test(title, () => {
      const dir = temporaryFolder();
      emit(dir, "t", OLD);
      prepare(join(dir, "t"));
      const before = title === "a pipe" ? null : readAll(dir);
      const result = emit(dir, "t", NEW);
      expect(result).toMatchObject({ kind: "refused", path: join(dir, names), reason: expect.stringMatching(reason) });
      if (before !== null) expect(readAll(dir)).toEqual(before);
      expect(readdirSync(dir).filter((name) => name.startsWith("."))).toEqual([]);
    });
  }

  test("several foreign files: the first by name, and how many more", () => {
    const dir = temporaryFolder();
    emit(dir, "t", OLD);
    writeAll(join(dir, "t"), { "z.txt": "", "b.txt": "", "setup/a.txt": "" });
    expect(emit(dir, "t", NEW)).toMatchObject({
      path: join(dir, "t", "b.txt"),
      reason: expect.stringMatching(/2 more/),
    });
  });

  test("a file that appears between the look and the swap", () => {
    const dir = temporaryFolder();
    emit(dir, "t", OLD);
    const fs = failing("EIO", (call, _count, args) => {
      if (call === "renameSync" && args[0] === join(dir, "t")) writeAll(join(dir, "t"), { "late.txt": "mine" });
      return false;
    });
    expect(emit(dir, "t", NEW, fs)).toMatchObject({ kind: "refused", path: join(dir, "t", "late.txt") });
    expect(readAll(dir)).toEqual(prefixed("t", { ...textsOf(OLD), "late.txt": "mine" }));
  });
});

describe("bugs of the stages before are thrown", () => {
  const paths = [
    "../x",
    "a/../../x",
    "/etc/x",
    "a//b",
    "./a",
    "a/.",
    "C:/x",
    "a\\b",
    "",
    "a/",
    "nul\u0000",
    "a.",
    "a ",
    "x:y",
  ];
  for (const path of paths) {
    test(`the path ${JSON.stringify(path)}`, () => {
      const dir = temporaryFolder();
      expect(() => emit(dir, "t", artifacts({ [path]: "x" }))).toThrow(/not a path/);
      expect(readdirSync(dir)).toEqual([]);
    });
  }
  for (const name of ["..", ".", "", "a/b", "A", "-a", "a.b", "/tmp", "a\\b"]) {
    test(`the name ${JSON.stringify(name)}`, () => {
      expect(() => emit(temporaryFolder(), name, NEW)).toThrow(/not a topology's name/);
    });
  }
  test("two artifacts in one place, a file as a folder, no manifest", () => {
    const dir = temporaryFolder();
    expect(() => emit(dir, "t", artifacts({ "a.sql": "1", "A.sql": "2" }))).toThrow(/two artifacts/);
    expect(() => emit(dir, "t", artifacts({ a: "1", "a/b": "2" }))).toThrow(/another's folder/);
    expect(() =>
      emit(
        dir,
        "t",
        NEW.filter(({ path }) => path !== "manifest.json"),
      ),
    ).toThrow(/manifest/);
    expect(readdirSync(dir)).toEqual([]);
  });
});

describe("a half-done swap is mended first", () => {
  const files = Object.entries({
    "killed while staging": { "t/": OLD, ".t.hadrian-new/": NEW.slice(0, 1) },
    "killed before the first rename": { "t/": OLD, ".t.hadrian-new/": NEW },
    "killed between the renames": { ".t.hadrian-old/": OLD, ".t.hadrian-new/": NEW },
    "killed after the second rename": { "t/": NEW, ".t.hadrian-old/": OLD },
    "killed while removing the old": { "t/": NEW, ".t.hadrian-old/": OLD.filter(({ path }) => !/^R/.test(path)) },
    "killed while staging the first one": { ".t.hadrian-new/": NEW.slice(0, 2) },
  });
  for (const [title, state] of files) {
    const lay = (dir: string) => {
      for (const [folder, list] of Object.entries(state)) writeAll(join(dir, folder), textsOf(list));
    };
    test(`${title}: emit goes on`, () => {
      const dir = temporaryFolder();
      lay(dir);
      expect(["written", "unchanged"]).toContain(emit(dir, "t", NEW).kind);
      expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
    });
    test(`${title}: mend leaves the old or the new`, () => {
      const dir = temporaryFolder();
      lay(dir);
      expect(mend(dir)).toEqual([]);
      const whole = "t/" in state ? state["t/"] : ".t.hadrian-old/" in state ? state[".t.hadrian-old/"] : null;
      expect(readAll(dir)).toEqual(whole === null ? {} : prefixed("t", textsOf(whole)));
    });
  }

  test("even where a foreign file then stops the run", () => {
    const dir = temporaryFolder();
    writeAll(join(dir, ".t.hadrian-old"), textsOf(OLD));
    writeAll(join(dir, "t"), { ...textsOf(NEW), "notes.txt": "mine" });
    expect(emit(dir, "t", OLD)).toMatchObject({ kind: "refused", path: join(dir, "t", "notes.txt") });
    expect(readAll(dir)).toEqual(prefixed("t", { ...textsOf(NEW), "notes.txt": "mine" }));
  });

  test("but never at the cost of a file that is not ours", () => {
    const dir = temporaryFolder();
    writeAll(join(dir, ".t.hadrian-old"), { ...textsOf(OLD), "notes.txt": "mine" });
    writeAll(join(dir, "t"), textsOf(NEW));
    const before = readAll(dir);
    expect(emit(dir, "t", OLD)).toMatchObject({ kind: "refused", path: join(dir, ".t.hadrian-old", "notes.txt") });
    expect(readAll(dir)).toEqual(before);
  });

  test("a folder of somebody else's that came into the gap stays", () => {
    const dir = temporaryFolder();
    writeAll(join(dir, ".t.hadrian-old"), textsOf(OLD));
    writeAll(join(dir, "t"), { "thesis.docx": "mine" });
    const before = readAll(dir);
    expect(emit(dir, "t", NEW)).toMatchObject({ kind: "refused", path: join(dir, "t") });
    expect(readAll(dir)).toEqual(before);
  });

  test("an empty folder that came into the gap makes way", () => {
    const dir = temporaryFolder();
    writeAll(join(dir, ".t.hadrian-old"), textsOf(OLD));
    mkdirSync(join(dir, "t"));
    expect(mend(dir)).toEqual([]);
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(OLD)));
  });

  test("mend of a folder that is not there does nothing", () => {
    const dir = join(temporaryFolder(), "missing");
    expect(mend(dir)).toEqual([]);
    expect(existsSync(dir)).toBe(false);
  });
});

describe("when the system says no, the old folder stays whole", () => {
  for (const code of ["ENOSPC", "EROFS", "EACCES", "EIO", "EDQUOT"]) {
    test(`${code} at any writing call`, () => {
      for (let nth = 1; nth < 100; nth++) {
        const dir = temporaryFolder();
        emit(dir, "t", OLD);
        // The device stays full: every later attempt to create or write fails as well, renames and removals work.
        const fs = failing(
          code,
          (call, count) => count >= nth && ["mkdirSync", "openSync", "writeFileSync", "writeSync"].includes(call),
        );
        const result = emit(dir, "t", NEW, fs);
        if (result.kind === "written") {
          expect(nth).toBeGreaterThan(8);
          return;
        }
        expect(result).toMatchObject({ kind: "failed", reason: expect.stringContaining(code) });
        expect(readAll(dir)).toEqual(prefixed("t", textsOf(OLD)));
      }
      expect.unreachable();
    });
  }

  test("one failing call, whichever: old or new stands whole, and the next run puts all in order", () => {
    for (let nth = 1; nth < 100; nth++) {
      const dir = temporaryFolder();
      emit(dir, "t", OLD);
      let calls = 0;
      const fs = failing("EIO", (_call, count) => {
        calls = count;
        return count === nth;
      });
      emit(dir, "t", NEW, fs);
      if (calls < nth) return;
      expect([textsOf(OLD), textsOf(NEW)]).toContainEqual(readAll(join(dir, "t")));
      expect(emit(dir, "t", NEW).kind).toMatch(/written|unchanged/);
      expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
    }
    expect.unreachable();
  });

  test("the folders made on the way are taken away again", () => {
    const dir = temporaryFolder();
    const fs = failing("ENOSPC", (call) => call === "writeFileSync");
    expect(emit(join(dir, "a", "b"), "t", NEW, fs)).toMatchObject({ kind: "failed" });
    expect(readdirSync(dir)).toEqual([]);
  });

  test("an output path that is a file, or goes through one", () => {
    const dir = temporaryFolder();
    writeFileSync(join(dir, "file"), "mine");
    expect(emit(join(dir, "file"), "t", NEW)).toMatchObject({ kind: "failed", path: join(dir, "file") });
    expect(emit(join(dir, "file", "x"), "t", NEW)).toMatchObject({ kind: "failed" });
    expect(readAll(dir)).toEqual({ file: "mine" });
  });

  test("where the first folder on the way can be made and the next cannot, none stays", () => {
    const dir = temporaryFolder();
    const fs = failing("ENOSPC", (call, _count, args) => call === "mkdirSync" && args[0] === join(dir, "a", "b"));
    expect(emit(join(dir, "a", "b"), "t", NEW, fs)).toMatchObject({ kind: "failed", path: join(dir, "a", "b") });
    expect(readdirSync(dir)).toEqual([]);
  });

  test("a folder on the way that another run has just made is not taken away", () => {
    const dir = temporaryFolder();
    const fs = failing("ENOSPC", (call, _count, args) => {
      if (call === "mkdirSync" && args[0] === join(dir, "a")) mkdirSync(join(dir, "a"));
      return call === "writeFileSync";
    });
    expect(emit(join(dir, "a", "b"), "t", NEW, fs)).toMatchObject({ kind: "failed" });
    expect(readAll(dir)).toEqual({ "a/": "" });
  });

  test.skipIf(process.platform !== "linux").each(["/proc/x", "/proc/x/y", "/dev/null/x"])(
    "%s, which nobody can make",
    (dir) => {
      expect(emit(dir, "t", NEW)).toMatchObject({ kind: "failed", reason: expect.stringMatching(/ENOENT|ENOTDIR/) });
    },
  );

  test("a folder behind a link that leads nowhere", () => {
    const dir = temporaryFolder();
    symlinkSync("nowhere", join(dir, "link"));
    expect(emit(join(dir, "link", "x"), "t", NEW)).toMatchObject({ kind: "failed", path: join(dir, "link", "x") });
    expect(readAll(dir)).toEqual({ link: "-> nowhere" });
  });

  test("an old folder that cannot be removed is left to the next run, and said", () => {
    const dir = temporaryFolder();
    emit(dir, "t", OLD);
    const fs = failing(
      "EBUSY",
      (call, _count, args) => call === "unlinkSync" && String(args[0]).includes("hadrian-old"),
    );
    expect(emit(dir, "t", NEW, fs)).toMatchObject({ kind: "written", leftover: join(dir, ".t.hadrian-old") });
    expect(emit(dir, "t", NEW).kind).toBe("unchanged");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
  });
});

describe.skipIf(!canMount())("on real small and read-only file systems", () => {
  test("a device without room", () => {
    const dir = mounted("size=64k");
    emit(dir, "t", OLD);
    const big = artifacts({ "RUNBOOK.md": "x".repeat(10_000), "setup/a.sql": "y".repeat(100_000) });
    expect(emit(dir, "t", big)).toMatchObject({ kind: "failed", reason: "no space left on the device (ENOSPC)" });
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(OLD)));
  });

  test("a device without inodes", () => {
    const dir = mounted("nr_inodes=14");
    emit(dir, "t", OLD);
    expect(emit(dir, "t", NEW)).toMatchObject({ kind: "failed", reason: "no space left on the device (ENOSPC)" });
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(OLD)));
  });

  test("a read-only file system, which a compile that changes nothing does not mind", () => {
    const dir = mounted("size=1m");
    emit(dir, "t", OLD);
    execFileSync("mount", ["-o", "remount,ro", dir]);
    expect(emit(dir, "t", NEW)).toMatchObject({ kind: "failed", reason: "the file system is read-only (EROFS)" });
    expect(emit(dir, "t", OLD).kind).toBe("unchanged");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(OLD)));
  });

  test("the folder itself is a mount point", () => {
    const dir = temporaryFolder();
    emit(dir, "t", OLD);
    nodeFs.rmSync(join(dir, "t"), { recursive: true });
    mkdirSync(join(dir, "t"));
    mount("size=1m", join(dir, "t"));
    writeAll(join(dir, "t"), textsOf(OLD));
    expect(emit(dir, "t", NEW)).toMatchObject({ kind: "failed" });
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(OLD)));
  });
});

describe("one run at a time", () => {
  const lock = (dir: string, host: string, pid: number, age = 0) => {
    const path = join(dir, ".t.hadrian-lock");
    writeFileSync(path, host === "" ? "" : `${host}\n${pid}\ntoken`);
    const then = new Date(Date.now() - age);
    utimesSync(path, then, then);
  };
  const dead = 2 ** 22 + 1;

  for (const [title, host, pid, age] of [
    ["a living process's", hostname(), process.ppid, 0],
    ["another machine's", "elsewhere", 1, 60_000],
    ["one just being made", "", 0, 0],
  ] as const) {
    test(`${title} lock is respected`, () => {
      const dir = temporaryFolder();
      emit(dir, "t", OLD);
      lock(dir, host, pid, age);
      const before = readAll(dir);
      expect(emit(dir, "t", NEW)).toMatchObject({ kind: "busy", path: join(dir, "t") });
      expect(mend(dir)).toEqual([]);
      expect(readAll(dir)).toEqual(before);
    });
  }
  for (const [title, host, pid, age] of [
    ["a dead process's", hostname(), dead, 0],
    ["an earlier process's with this one's id", hostname(), process.pid, 0],
    ["one untouched for long", "elsewhere", 1, 180_000],
    ["an empty one", "", 0, 3_000],
  ] as const) {
    test(`${title} lock is taken over`, () => {
      const dir = temporaryFolder();
      emit(dir, "t", OLD);
      lock(dir, host, pid, age);
      expect(emit(dir, "t", NEW).kind).toBe("written");
      expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
    });
  }
  test("a run whose lock was taken from it changes nothing", () => {
    const dir = temporaryFolder();
    emit(dir, "t", OLD);
    const fs = failing("EIO", (call) => {
      if (call === "writeFileSync") lock(dir, "elsewhere", 1);
      return false;
    });
    expect(emit(dir, "t", NEW, fs)).toMatchObject({ kind: "busy" });
    expect(readAll(join(dir, "t"))).toEqual(textsOf(OLD));
    expect(readFileSync(join(dir, ".t.hadrian-lock"), "utf8")).toContain("elsewhere");
  });
});

function prefixed(folder: string, files: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`${folder}/${path}`, text]));
}

function mount(options: string, path: string): void {
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path], { stdio: "ignore" });
  onTestFinished(() => {
    execFileSync("umount", [path]);
  });
}

function mounted(options: string): string {
  const dir = temporaryFolder();
  mount(options, dir);
  return dir;
}

function canMount(): boolean {
  if (process.platform !== "linux" || process.getuid?.() !== 0) return false;
  const dir = nodeFs.mkdtempSync("/tmp/hadrian-mount-");
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=64k", "tmpfs", dir], { stdio: "ignore" });
    execFileSync("umount", [dir]);
    return true;
  } catch {
    return false;
  } finally {
    nodeFs.rmdirSync(dir);
  }
}
