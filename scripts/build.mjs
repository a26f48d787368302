// Builds dist: the command line, what it loads when it needs it, and the library.
import { chmodSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { declarations } from "./build/declarations.mjs";
import { licences } from "./build/licences.mjs";
import { root } from "./generate/files.mjs";
import { compileTemplates } from "./templates.mjs";

/**
 * What the command line loads by import() when it needs it, each a file of its own: dist/<name>.cjs and its module. None of it may
 * hold state that both would have.
 */
const LAZY = {
  changes: "src/cli/changes.ts",
  completion: "src/cli/completion/scripts.ts",
  glob: "src/cli/glob.ts",
  stages: "src/cli/stages.ts",
  templating: "src/cli/templating.ts",
  texts: "src/cli/texts.ts",
};

await compileTemplates();
rmSync(`${root}dist`, { recursive: true, force: true });

/** The command line leaves each of them in its own file. */
const apart = {
  name: "apart",
  setup({ onResolve }) {
    const files = new Map(Object.entries(LAZY).map(([name, path]) => [join(root, path), `./${name}.cjs`]));
    onResolve({ filter: /^\.{1,2}\// }, ({ kind, path, resolveDir }) => {
      const file = kind === "dynamic-import" ? files.get(join(resolveDir, path)) : undefined;
      return file === undefined ? undefined : { path: file, external: true };
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
  // The library is in stages.cjs as well: it is the same pipeline.
  entryPoints: {
    hadrian: "src/cli/main.ts",
    worker: "src/cli/worker.ts",
    ...LAZY,
    stages: "scripts/build/pipeline.cjs",
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
  // fdir makes its require() from it.
  define: { "import.meta.url": "__filename" },
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: "linked",
  metafile: true,
  logLevel: "warning",
});
chmodSync(`${root}dist/hadrian.cjs`, 0o755);

// Handed on for require(), and from there for import, so that both get the same library.
const NAMES = ["compile", "plan", "show", "validate"];
write(
  "index.cjs",
  `"use strict";\nconst { library } = require("./stages.cjs");\n${NAMES.map((name) => `exports.${name} = library.${name};\n`).join("")}`,
);
write("index.mjs", `export { ${NAMES.join(", ")} } from "./index.cjs";\n`);
const types = declarations();
write("index.d.cts", types);
write("index.d.mts", types);

// Pieces of packages come in with generated modules, too, which name them.
const generated = Object.keys(metafile.inputs).filter((path) => /^src\/.*\.generated\.js$/.test(path));
const pieces = generated.flatMap((path) =>
  [...readFileSync(`${root}${path}`, "utf8").matchAll(/"(node_modules\/[^"]+)"/g)].map(([, piece]) => piece),
);
write("THIRD-PARTY-LICENSES.txt", licences([...Object.keys(metafile.inputs), ...pieces]));

// What only the build may need: each would add tens to hundreds of milliseconds to a compile.
const bundled = Object.entries(metafile.outputs)
  .filter(([path]) => path !== "dist/templating.cjs")
  .flatMap(([, { inputs }]) => Object.keys(inputs));
const heavy = bundled.filter((path) => /node_modules\/(?:handlebars\/.*\/compiler|sql-formatter|ajv)\//.test(path));
if (heavy.length > 0) throw new Error(`the bundle has what only the build needs: ${heavy.join(", ")}`);

// One character beyond Latin-1, and V8 holds a whole file in two bytes a character and takes an eighth longer to read it.
for (const path of Object.keys(metafile.outputs).filter((name) => name.endsWith(".cjs"))) {
  const odd = /[^\0-\xff]/.exec(readFileSync(join(root, path), "utf8"));
  if (odd !== null)
    throw new Error(`${path} has a character beyond Latin-1: write ${JSON.stringify(odd[0])} as an escape`);
}

// What `--version` loads: the command line and nothing of the pipeline but what finds the word that was meant.
const eager = new Set(["src/cli/main.ts"]);
for (const path of eager) {
  for (const { kind, path: imported, external } of metafile.inputs[path].imports) {
    if (!external && kind !== "dynamic-import") eager.add(imported);
  }
}
const allowed =
  /^(?:package\.json|src\/version\.ts|src\/cli\/|src\/nearest\.ts|node_modules\/(?:commander|fastest-levenshtein)\/)/;
const early = [...eager].filter((path) => !allowed.test(path));
if (early.length > 0) throw new Error(`loaded at every start, but not needed at every start: ${early.join(", ")}`);

function write(file, text) {
  writeFileSync(join(root, "dist", file), text);
}
