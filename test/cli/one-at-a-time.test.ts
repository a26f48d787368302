import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { artifacts, temporaryFolder, writeAll } from "../emit/support.ts";
import { topology } from "./support.ts";

const names = new Map<string, string>();
const seen: string[] = [];
let output = "";
vi.mock("../../src/cli/stages.ts", () => ({
  STAGES: {
    compile: async ([{ file }]: [{ file: string }]) => {
      const name = names.get(file.slice(-6)) ?? null;
      seen.push(["one", "two", "three"].filter((other) => existsSync(join(output, other))).join());
      return { diagnostics: [], name, artifacts: artifacts({ "a.sql": file }) };
    },
  },
}));
afterEach(() => {
  vi.restoreAllMocks();
  seen.length = 0;
});

async function compile(given: Readonly<Record<string, string>>): Promise<{ code: number; stderr: string }> {
  const { compileFiles } = await import("../../src/cli/commands/compile.ts");
  const folder = temporaryFolder();
  output = join(folder, "out");
  for (const [file, name] of Object.entries(given)) {
    names.set(file, name);
    writeAll(folder, { [file]: topology(file[0] ?? "") });
  }
  let stderr = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += text;
    return true;
  });
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  return {
    code: await compileFiles([folder], {
      output,
      isStrict: false,
      mode: "write",
      templates: null,
      discardEdits: false,
    }),
    stderr,
  };
}

test("a topology is written before the next one is compiled", async () => {
  expect(await compile({ "a.yaml": "one", "b.yaml": "two", "c.yaml": "three" })).toEqual({ code: 0, stderr: "" });
  expect(seen).toEqual(["", "one", "one,two"]);
});

test("a name that was not foreseen never overwrites what the run has written", async () => {
  const { code, stderr } = await compile({ "a.yaml": "one", "b.yaml": "one", "c.yaml": "three" });
  expect(code).toBe(70);
  expect(stderr).toMatch(/internal error at .*b\.yaml: its name, one, is that of .*a\.yaml/);
  expect(seen).toEqual(["", "one", "one"]);
  expect(existsSync(join(output, "three"))).toBe(true);
});
