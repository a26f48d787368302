import { posix, win32 } from "node:path";
import { describe, expect, test } from "vitest";
import { type Paths, relativeName, uriOf } from "../../src/diagnostics/location.ts";

/** Paths as they are on a machine where Hadrian runs in `cwd`. */
const at = (path: typeof posix, cwd: string): Paths => ({ ...path, resolve: (file) => path.resolve(cwd, file) });

describe("on Linux and macOS", () => {
  const path = at(posix, "/repo/sub");
  test.each([
    ["t.yaml", "/repo/sub", "t.yaml"],
    ["./a/../t.yaml", "/repo/sub", "t.yaml"],
    ["t.yaml", "/repo", "sub/t.yaml"],
    ["../t.yaml", "/repo/sub", "file:///repo/t.yaml"],
    ["..t.yaml", "/repo/sub", "..t.yaml"],
    ["/repo/sub/t.yaml", "/repo/sub", "t.yaml"],
    ["/other/a b.yaml", "/repo/sub", "file:///other/a%20b.yaml"],
    ["a b#c?d%e:f\\g\n.yaml", "/repo/sub", "a%20b%23c%3Fd%25e%3Af%5Cg%0A.yaml"],
    ["Köln/東.yaml", "/repo/sub", "K%C3%B6ln/%E6%9D%B1.yaml"],
    ["half\ud800.yaml", "/repo/sub", "half%EF%BF%BD.yaml"],
    ["<stdin>", "/repo", "%3Cstdin%3E"],
  ])("%j seen from %s", (file, folder, uri) => {
    expect(uriOf(file, folder, path)).toBe(uri);
    // It is a URI reference, which resolves.
    expect(() => new URL(uri, "file:///base/")).not.toThrow();
  });
});

describe("on Windows", () => {
  const path = at(win32, "C:\\repo\\sub");
  test.each([
    ["a\\t 1.yaml", "C:\\repo", "sub/a/t%201.yaml"],
    ["a/t.yaml", "C:\\repo\\sub", "a/t.yaml"],
    ["c:\\REPO\\sub\\t.yaml", "C:\\repo\\sub", "t.yaml"],
    ["D:\\other\\t.yaml", "C:\\repo", "file:///D:/other/t.yaml"],
    ["\\\\fs1\\share\\t.yaml", "C:\\repo", "file://fs1/share/t.yaml"],
  ])("%j seen from %s", (file, folder, uri) => {
    expect(uriOf(file, folder, path)).toBe(uri);
  });
  test("names have forward slashes", () => {
    expect(relativeName("a\\t,1.yaml", "C:\\repo", path)).toBe("sub/a/t,1.yaml");
    expect(relativeName("D:\\t.yaml", "C:\\repo", path)).toBeNull();
  });
});
