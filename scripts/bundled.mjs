// Lets a script use a module of the product: bundled, because Node 20 reads no TypeScript.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What a TypeScript module of the repository exports. */
export async function bundled(path) {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-"));
  try {
    const outfile = join(folder, "module.cjs");
    await build({ entryPoints: [join(root, path)], bundle: true, format: "cjs", platform: "node", outfile });
    return (await import(pathToFileURL(outfile).href)).default;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
