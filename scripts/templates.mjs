// Compiles templates/**/*.hbs into src/render/templates.generated.js, by Handlebars' compiler, so that nothing is parsed at run time, and writes their texts
// into src/render/templates.sources.generated.js, for those who take them out. `--format` lays the queries of the reading ones out in place.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { bundled } from "./bundled.mjs";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "templates");
const ENDING = ".hbs";

/** The templates of scripts that only read, which are queries. */
const READING = /^tsql\/(?:partials\/)?(?:preflight|verify)/;

/** Path below templates/, without extension → text. */
function readSources() {
  const files = readdirSync(folder, { recursive: true })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(ENDING))
    .sort();
  return new Map(files.map((file) => [file.slice(0, -ENDING.length), readFileSync(join(folder, file), "utf8")]));
}

function write(path, text) {
  writeFileSync(join(root, path), `// Made by scripts/templates.mjs from templates/.\n${text}`);
}

/** Writes both modules; throws with every problem that the lint finds. */
export async function compileTemplates({ format = false } = {}) {
  const { loadTemplates, compileTemplates: compile, formatQueries } = await bundled("src/render/templates/build.ts");
  const sources = readSources();
  if (format) {
    for (const [template, source] of sources) {
      const formatted = READING.test(template) ? formatQueries(source) : source;
      if (formatted !== source) writeFileSync(join(folder, `${template}${ENDING}`), formatted);
      sources.set(template, formatted);
    }
  }
  const { problems } = loadTemplates(sources);
  if (problems.length > 0) {
    const lines = problems.map(
      ({ template, at, code, message }) =>
        `templates/${template}${ENDING}:${at.line}:${at.column} ${message} [${code}]`,
    );
    throw new Error(lines.join("\n"));
  }
  // Places are for a user's templates: a fault in these is found above.
  const functions = Object.entries(compile(sources, false)).map(
    ([name, text]) => `${JSON.stringify(name)}: ${text},\n`,
  );
  write("src/render/templates.generated.js", `export const templates = {\n${functions.join("")}};\n`);
  const texts = JSON.stringify(Object.fromEntries(sources));
  write("src/render/templates.sources.generated.js", `export const sources = ${texts};\n`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await compileTemplates({ format: process.argv.includes("--format") });
}
