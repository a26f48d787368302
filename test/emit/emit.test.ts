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
    expect(emit(dir, "t", NEW, { fs })).toMatchObject({ kind: "refused", path: join(dir, "t", "late.txt") });
    expect(readAll(dir)).toEqual(prefixed("t", { ...textsOf(OLD), "late.txt": "mine" }));
  });
});

describe("what somebody edited stops it, unless it may go", () => {
  const SQL = "setup/01-preflight/10-a.sql";
  const DISCARD = { discardEdits: true };

  /** OLD, compiled and then changed by hand. */
  const edited = (files: Readonly<Record<string, string>>): string => {
    const dir = temporaryFolder();
    emit(dir, "t", OLD);
    writeAll(join(dir, "t"), files);
    return dir;
  };

  const cases: Record<string, Record<string, string>> = {
    "that would be changed": { [SQL]: "mine" },
    "that would be removed": { "setup/gone/20-a.sql": "mine" },
    "of the same length": { [SQL]: "OLD 10" },
    "that is empty now": { [SQL]: "" },
    "of which only a line end was changed": { "RUNBOOK.md": "old\r\n" },
  };
  for (const [title, files] of Object.entries(cases)) {
    test(`a file ${title}`, () => {
      const dir = edited(files);
      const before = readAll(dir);
      expect(emit(dir, "t", NEW)).toEqual({
        kind: "edited",
        path: join(dir, "t", ...Object.keys(files)),
        reason: "it was edited since it was compiled (its sha256 is not the one in the folder's manifest.json)",
      });
      expect(readAll(dir)).toEqual(before);
      expect(emit(dir, "t", NEW, DISCARD).kind).toBe("written");
      expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
    });
  }

  test("even where nothing else would change", () => {
    const dir = edited({ [SQL]: "mine" });
    expect(emit(dir, "t", OLD)).toMatchObject({ kind: "edited", path: join(dir, "t", SQL) });
    expect(readAll(join(dir, "t"))).toEqual({ ...textsOf(OLD), [SQL]: "mine" });
    expect(emit(dir, "t", OLD, DISCARD).kind).toBe("written");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(OLD)));
  });

  test("several: the first by name, and how many more", () => {
    const dir = edited({ "setup/gone/20-a.sql": "mine", [SQL]: "mine", "RUNBOOK.md": "mine" });
    expect(emit(dir, "t", NEW)).toMatchObject({
      path: join(dir, "t", "RUNBOOK.md"),
      reason: expect.stringMatching(/; and so were 2 more$/),
    });
  });

  test("but not an edit that says what would be written: it came from a template since", () => {
    const dir = edited({ [SQL]: "new 10" });
    expect(emit(dir, "t", NEW).kind).toBe("written");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
  });

  test("nor a file that is missing: whoever moved it away has it, and it is written again", () => {
    const dir = edited({});
    nodeFs.rmSync(join(dir, "t", "RUNBOOK.md"));
    nodeFs.rmSync(join(dir, "t", "setup"), { recursive: true });
    expect(emit(dir, "t", OLD).kind).toBe("written");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(OLD)));
  });

  test("that edits may go does not let foreign files go", () => {
    const dir = edited({ [SQL]: "mine", "notes.txt": "mine" });
    const before = readAll(dir);
    expect(emit(dir, "t", NEW, DISCARD)).toMatchObject({ kind: "refused", path: join(dir, "t", "notes.txt") });
    expect(emit(dir, "t", NEW)).toMatchObject({ kind: "refused", path: join(dir, "t", "notes.txt") });
    expect(readAll(dir)).toEqual(before);
  });

  for (const [title, path] of [
    ["while the new files are written", SQL],
    ["that would not have changed", "RUNBOOK.md"],
  ] as const) {
    test(`an edit between the look and the swap, ${title}`, () => {
      const dir = edited({});
      const past = new Date(2001, 1, 1);
      utimesSync(join(dir, "t", path), past, past);
      const next = artifacts({ "RUNBOOK.md": "old\n", [SQL]: "new 10" });
      const fs = failing("EIO", (call, _count, args) => {
        if (call === "renameSync" && args[0] === join(dir, "t")) writeAll(join(dir, "t"), { [path]: "late" });
        return false;
      });
      expect(emit(dir, "t", next, { fs })).toMatchObject({ kind: "edited", path: join(dir, "t", path) });
      expect(readAll(dir)).toEqual(prefixed("t", { ...textsOf(OLD), [path]: "late" }));
    });
  }

  test("each file is read once, and hashed only where it differs", () => {
    const dir = edited({});
    const read: string[] = [];
    const fs = {
      ...nodeFs,
      readFileSync: ((path: string, ...rest: []) => {
        if (!path.includes("hadrian-lock")) read.push(path.slice(dir.length + 1));
        return nodeFs.readFileSync(path, ...rest);
      }) as typeof nodeFs.readFileSync,
    };
    const files = ["t/manifest.json", "t/RUNBOOK.md", `t/${SQL}`, "t/setup/gone/20-a.sql", "t/manifest.json"];
    expect(emit(dir, "t", OLD, { fs }).kind).toBe("unchanged");
    expect(read.sort()).toEqual(files.sort());
    read.length = 0;
    expect(emit(dir, "t", NEW, { fs }).kind).toBe("written");
    expect(read.sort()).toEqual(files.sort());
  });
});

describe("the manifest itself", () => {
  const write = (manifest: unknown): string => {
    const dir = temporaryFolder();
    emit(dir, "t", OLD);
    writeAll(join(dir, "t"), {
      "manifest.json": typeof manifest === "string" ? manifest : JSON.stringify(manifest, null, 2),
    });
    return dir;
  };
  const text = textsOf(OLD)["manifest.json"] ?? "";
  const { files } = JSON.parse(text) as { files: { path: string; sha256: string }[] };

  test.each<[string, unknown, string]>([
    ["not JSON", "{ half", "it is not JSON"],
    ["empty", "", "it is not JSON"],
    ["a conflict of git's", `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> b\n`, "it is not JSON"],
    ["with a byte order mark", `\uFEFF${text}`, "it is not JSON"],
    ["null", null, "it lists no files"],
    ["a text", '"files"', "it lists no files"],
    ["an array", [], "it lists no files"],
    ["without files", { tool: {} }, "it lists no files"],
    ["with files of another kind", { files: { "RUNBOOK.md": "" } }, "it lists no files"],
    ["with null for a file", { files: [...files, null] }, "files[3] has no path"],
    ["with a text for a file", { files: ["RUNBOOK.md"] }, "files[0] has no path"],
    ["with a number for a path", { files: [{ path: 1 }] }, "files[0] has no path"],
  ])("%s", (_, manifest, why) => {
    for (const discardEdits of [false, true]) {
      const dir = write(manifest);
      const before = readAll(dir);
      expect(emit(dir, "t", NEW, { discardEdits })).toEqual({
        kind: "refused",
        path: join(dir, "t", "manifest.json"),
        reason: `it is not a manifest of Hadrian's (${why}), so nothing here is replaced; put back the one that was compiled, or delete the folder and compile again`,
      });
      expect(readAll(dir)).toEqual(before);
    }
  });

  test.each<[string, unknown]>([
    ["another hash", { files: files.map((file) => ({ ...file, sha256: "0".repeat(64) })) }],
    ["no hash", { files: files.map(({ path }) => ({ path })) }],
    ["a hash of another kind", { files: files.map((file) => ({ ...file, sha256: { toString: 1 } })) }],
  ])("with %s: the file and its manifest disagree, and the user decides", (_, manifest) => {
    const dir = write(manifest);
    expect(emit(dir, "t", NEW)).toMatchObject({
      kind: "edited",
      reason: expect.stringMatching(/; and so were 2 more$/),
    });
    expect(emit(dir, "t", NEW, { discardEdits: true }).kind).toBe("written");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
  });

  test("without a file's entry: it is foreign", () => {
    const dir = write({ files: files.slice(1) });
    expect(emit(dir, "t", NEW, { discardEdits: true })).toMatchObject({
      kind: "refused",
      path: join(dir, "t", "RUNBOOK.md"),
    });
  });

  test.each<[string, unknown]>([
    ["of a version that says more", { later: [1], files: files.map((file) => ({ ...file, later: { a: null } })) }],
    ["of one that says less", { files }],
    ["with the line ends of another system", text.replaceAll("\n", "\r\n")],
    ["with names of an object's own", JSON.stringify({ files }).replace("{", '{"__proto__":{"files":1},')],
    [
      "with files that are gone, or never were",
      { files: [...files, { path: "../../etc/passwd", sha256: "" }, { path: "x" }] },
    ],
  ])("%s is read", (_, manifest) => {
    const dir = write(manifest);
    expect(emit(dir, "t", NEW).kind).toBe("written");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
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

  test("edits that were let go do not come back to stop the next run", () => {
    const dir = temporaryFolder();
    writeAll(join(dir, ".t.hadrian-old"), { ...textsOf(OLD), "RUNBOOK.md": "mine" });
    writeAll(join(dir, "t"), textsOf(NEW));
    expect(emit(dir, "t", NEW).kind).toBe("unchanged");
    expect(readAll(dir)).toEqual(prefixed("t", textsOf(NEW)));
  });

  test("edits that were put back stop it again", () => {
    const dir = temporaryFolder();
    writeAll(join(dir, ".t.hadrian-old"), { ...textsOf(OLD), "RUNBOOK.md": "mine" });
    expect(emit(dir, "t", NEW)).toMatchObject({ kind: "edited", path: join(dir, "t", "RUNBOOK.md") });
    expect(readAll(dir)).toEqual(prefixed("t", { ...textsOf(OLD), "RUNBOOK.md": "mine" }));
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
        const result = emit(dir, "t", NEW, { fs });
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
      emit(dir, "t", NEW, { fs });
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
    expect(emit(join(dir, "a", "b"), "t", NEW, { fs })).toMatchObject({ kind: "failed" });
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
    expect(emit(join(dir, "a", "b"), "t", NEW, { fs })).toMatchObject({ kind: "failed", path: join(dir, "a", "b") });
    expect(readdirSync(dir)).toEqual([]);
  });

  test("a folder on the way that another run has just made is not taken away", () => {
    const dir = temporaryFolder();
    const fs = failing("ENOSPC", (call, _count, args) => {
      if (call === "mkdirSync" && args[0] === join(dir, "a")) mkdirSync(join(dir, "a"));
      return call === "writeFileSync";
    });
    expect(emit(join(dir, "a", "b"), "t", NEW, { fs })).toMatchObject({ kind: "failed" });
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
    expect(emit(dir, "t", NEW, { fs })).toMatchObject({ kind: "written", leftover: join(dir, ".t.hadrian-old") });
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
    expect(emit(dir, "t", NEW, { fs })).toMatchObject({ kind: "busy" });
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
