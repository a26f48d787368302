import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { artifactsOf, compileCase, okCases } from "./support/fixtures.ts";

// `HADRIAN_GOLDEN=write npx vitest run test/golden.test.ts` writes them. Read the difference before it is committed.
const isWriting = process.env.HADRIAN_GOLDEN === "write";

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(folder.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

describe.each(okCases)("fixtures/ok/%s", (name) => {
  const { diagnostics, artifacts } = compileCase(name);
  const folder = artifactsOf(name);
  if (isWriting) {
    rmSync(folder, { recursive: true, force: true });
    for (const { path, bytes } of artifacts) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), bytes);
    }
  }

  it("has no diagnostics", () => {
    expect(diagnostics).toEqual([]);
  });

  it("makes exactly the files that are on record", () => {
    expect(artifacts.map(({ path }) => path).sort()).toEqual(filesBelow(folder));
  });

  it("ends no line in blanks, which reviewers and git would mark", () => {
    const marked = artifacts.filter(({ bytes }) => /[ \t]\r?$/m.test(Buffer.from(bytes).toString("utf8")));
    expect(marked.map(({ path }) => path)).toEqual([]);
  });

  it.each(artifacts.map(({ path, bytes }) => [path, bytes] as const))("%s", (path, bytes) => {
    expect(Buffer.from(bytes).toString("utf8")).toBe(readFileSync(join(folder, path), "utf8"));
  });
});
