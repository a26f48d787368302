// The generated documents, by the product's own code.
import { bundled } from "../bundled.mjs";
import { read } from "./files.mjs";

/** Path → text of every generated document. */
export async function docs() {
  const { documents } = await bundled("scripts/generate/documents.ts");
  return new Map(Object.entries(documents).map(([path, document]) => [path, document(read)]));
}
