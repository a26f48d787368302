import { afterEach, expect, test, vi } from "vitest";
import { topology } from "./support.ts";

vi.mock("../../src/cli/stages.ts", () => ({
  STAGES: {
    validate: async ([{ file }]: [{ file: string }]) => {
      if (file.endsWith("b.yaml")) throw new Error("a list was empty");
      return { diagnostics: [] };
    },
  },
}));
afterEach(() => vi.restoreAllMocks());

test("a bug of ours: 70, in words, and the other files are still checked", async () => {
  const { temporaryFolder, writeAll } = await import("../emit/support.ts");
  const { validateFiles } = await import("../../src/cli/commands/validate.ts");
  const folder = temporaryFolder();
  writeAll(folder, { "a.yaml": topology("a"), "b.yaml": topology("b"), "c.yaml": topology("c") });
  let stderr = "";
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += text;
    return true;
  });
  vi.spyOn(process.stdout, "write").mockReturnValue(true);
  expect(await validateFiles([folder, `${folder}/none.yaml`], "text", false)).toBe(70);
  expect(stderr).toMatch(/^hadrian: internal error at .*b\.yaml: a list was empty\nThis is a bug in Hadrian [\d.]+/);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(stderr).toMatch(/none\.yaml: no such file/);
});
