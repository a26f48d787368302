// The generated documents, by the product's own code.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { read, root } from "./files.mjs";

/** Path → text of every generated document. */
export async function docs() {
  const folder = mkdtempSync(join(tmpdir(), "hadrian-"));
  try {
    const outfile = join(folder, "documents.cjs");
    await build({
      entryPoints: [join(root, "scripts/generate/documents.ts")],
      bundle: true,
      format: "cjs",
      platform: "node",
      outfile,
    });
    const { documents } = (await import(pathToFileURL(outfile).href)).default;
    return new Map(Object.entries(documents).map(([path, document]) => [path, document(read)]));
  } finally {
    rmSync(folder, { recursive: true });
  }
}
