// Makes dist/hadrian.cjs, the command line, and what it reads when a command needs it: dist/stages.cjs, the pipeline,
// dist/changes.cjs, the diff of --check, and dist/texts.cjs, the schema and the starters.
import { chmodSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileTemplates } from "./templates.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

await compileTemplates();

/** The command line leaves in files of their own what few runs need: none of it may hold state that both would have. */
const apart = {
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:changes|stages|texts)\.ts$/ }, ({ kind, path }) => {
      return kind === "dynamic-import" ? { path: path.replace(/ts$/, "cjs"), external: true } : undefined;
    });
  },
};

/** `import text from "./file?raw"`: the file's text, as vitest has it. */
const raw = {
  name: "raw",
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => {
      return { path: resolve(resolveDir, path.slice(0, -"?raw".length)), namespace: "raw" };
    });
    onLoad({ filter: /./, namespace: "raw" }, ({ path }) => ({ contents: readFileSync(path, "utf8"), loader: "text" }));
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    hadrian: "src/cli/main.ts",
    changes: "src/cli/changes.ts",
    stages: "src/cli/stages.ts",
    texts: "src/cli/texts.ts",
  },
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  plugins: [apart, raw],
  bundle: true,
  platform: "node",
  target: "node20.19",
  format: "cjs",
  // `--splitting` breaks import("yaml"). In a CommonJS file every import() is lazy by itself, and require() is quicker.
  splitting: false,
  supported: { "dynamic-import": false },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  metafile: true,
  logLevel: "warning",
});
chmodSync(`${root}dist/hadrian.cjs`, 0o755);

// What only the build may need: each would add tens to hundreds of milliseconds to a compile.
const bundled = Object.values(metafile.outputs).flatMap(({ inputs }) => Object.keys(inputs));
const heavy = bundled.filter((path) => /node_modules\/(?:handlebars\/.*\/compiler\/|ajv\/)/.test(path));
if (heavy.length > 0) throw new Error(`the bundle has what only the build needs: ${heavy.join(", ")}`);

// What `--version` loads: the command line and nothing of the pipeline but what finds the word that was meant.
const eager = new Set(["src/cli/main.ts"]);
for (const path of eager) {
  for (const { kind, path: imported, external } of metafile.inputs[path].imports) {
    if (!external && kind !== "dynamic-import") eager.add(imported);
  }
}
const allowed =
  /^(?:package\.json|src\/version\.ts|src\/cli\/|src\/validate\/nearest\.ts|node_modules\/(?:commander|fastest-levenshtein)\/)/;
const early = [...eager].filter((path) => !allowed.test(path));
if (early.length > 0) throw new Error(`loaded at every start, but not needed at every start: ${early.join(", ")}`);
