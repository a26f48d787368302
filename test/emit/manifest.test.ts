import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { compileCase, okCases, textOf } from "../support/fixtures.ts";

interface Manifest {
  readonly topologySha256: string;
  readonly files: readonly {
    readonly path: string;
    readonly order: number | null;
    readonly sha256: string;
    readonly topologyPaths: readonly string[];
  }[];
}

describe.each(okCases)("the manifest of %s", (name) => {
  const compilation = compileCase(name);
  const manifest = JSON.parse(textOf(compilation, "manifest.json")) as Manifest;

  it("lists every other file, with its hash", () => {
    const others = compilation.artifacts.filter(({ path }) => path !== "manifest.json");
    expect(manifest.files.map(({ path }) => path)).toEqual(others.map(({ path }) => path));
    for (const { path, bytes } of others) {
      const hash = createHash("sha256").update(bytes).digest("hex");
      expect(manifest.files.find((file) => file.path === path)?.sha256, path).toBe(hash);
    }
  });

  it("orders the steps as the plan does, and says where each comes from", () => {
    const steps = manifest.files.filter(({ order }) => order !== null);
    expect(steps.map(({ order }) => order)).toEqual(compilation.plan?.steps.map(({ order }) => order));
    for (const { path, topologyPaths } of steps) expect(topologyPaths.length, path).toBeGreaterThan(0);
  });
});
