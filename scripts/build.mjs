// Makes dist/hadrian.cjs: one file, whose modules come to life when they are first imported.
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileTemplates } from "./templates.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

await compileTemplates();

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: ["src/cli/main.ts"],
  outfile: "dist/hadrian.cjs",
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  // `--splitting` breaks import("yaml"); in one CommonJS file esbuild makes every import() lazy by itself.
  splitting: false,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  banner: { js: "#!/usr/bin/env node" },
  // Formats queries when templates are compiled, never when a topology is.
  external: ["sql-formatter"],
  metafile: true,
  logLevel: "warning",
});
chmodSync(`${root}dist/hadrian.cjs`, 0o755);

// What only the build may need: each would add tens to hundreds of milliseconds to a compile.
const bundled = Object.keys(metafile.outputs["dist/hadrian.cjs"].inputs);
const heavy = bundled.filter((path) => /node_modules\/(?:handlebars\/.*\/compiler\/|ajv\/|sql-formatter\/)/.test(path));
if (heavy.length > 0) throw new Error(`the bundle has what only the build needs: ${heavy.join(", ")}`);

// What `--version` loads: the command line and nothing of the pipeline.
const eager = new Set(["src/cli/main.ts"]);
for (const path of eager) {
  for (const { kind, path: imported, external } of metafile.inputs[path].imports) {
    if (!external && kind !== "dynamic-import") eager.add(imported);
  }
}
const allowed = /^(?:package\.json|src\/version\.ts|src\/cli\/|node_modules\/commander\/)/;
const early = [...eager].filter((path) => !allowed.test(path));
if (early.length > 0) throw new Error(`loaded at every start, but not needed at every start: ${early.join(", ")}`);
