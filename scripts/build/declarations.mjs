// The library's types, one file without imports: what src/index.ts declares, and what it takes from other modules.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "../generate/files.mjs";

const tsc = join(dirname(fileURLToPath(import.meta.resolve("typescript/package.json"))), "bin/tsc");

/** The text of dist/index.d.ts. */
export function declarations() {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-"));
  try {
    execFileSync(process.execPath, [tsc, "-p", `${root}tsconfig.build.json`, "--outDir", folder], { stdio: "inherit" });
    return joined(join(folder, "index.d.ts"), new Set());
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** A module's declarations after those of the modules it takes types from, each once. */
function joined(file, seen) {
  if (seen.has(file)) return "";
  seen.add(file);
  const imports = /^(?:import|export) type \{[^}]*\} from "(.+)\.ts";\n/gm;
  const text = readFileSync(file, "utf8");
  const before = [...text.matchAll(imports)].map(([, path]) => joined(join(dirname(file), `${path}.d.ts`), seen));
  const own = text.replaceAll(imports, "");
  const more = /^(?:import|export .* from) .*$|\bimport\(/m.exec(own);
  if (more !== null) throw new Error(`${file}: the library's types cannot be one file because of: ${more[0]}`);
  return `${before.join("")}${own}`;
}
