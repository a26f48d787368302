// Makes dist/hadrian.cjs, the command line, and what it reads when a command needs it: dist/stages.cjs, the pipeline, and
// dist/templating.cjs, which reads and checks a user's templates.
import { chmodSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compileTemplates } from "./templates.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

await compileTemplates();

/** The command line leaves these in files of their own. */
const apart = {
  name: "apart",
  setup({ onResolve }) {
    onResolve({ filter: /^\.\/(?:stages|templating)\.ts$/ }, ({ kind, path }) => {
      return kind === "dynamic-import" ? { path: path.replace(/ts$/, "cjs"), external: true } : undefined;
    });
  },
};

const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { hadrian: "src/cli/main.ts", stages: "src/cli/stages.ts", templating: "src/cli/templating.ts" },
  outdir: "dist",
  outExtension: { ".js": ".cjs" },
  plugins: [apart],
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
const bundled = Object.entries(metafile.outputs)
  .filter(([path]) => path !== "dist/templating.cjs")
  .flatMap(([, { inputs }]) => Object.keys(inputs));
const heavy = bundled.filter((path) => /node_modules\/(?:handlebars|sql-formatter|ajv)\//.test(path));
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
