// The documents that are generated, as functions of the repository's files: scripts/generate/docs.mjs bundles and calls them.
import { coverageDocument } from "../../src/plan/coverage.ts";
import { plan } from "../../src/plan/plan.ts";
import { validate } from "../../src/validate/validate.ts";
import { assumptionsDocument } from "./assumptions.ts";
import { diagnosticsDocument } from "./diagnostics.ts";
import { templatesDocument } from "./helpers.ts";
import { rulesDocument } from "./rules.ts";
import { settingsDocument } from "./settings.ts";
import { topologyDocument } from "./topology.ts";

/** A file of the repository, by its path. */
export type Read = (path: string) => string;

function coverage(read: Read): string {
  const file = "samples/contoso-pchat.yaml";
  const { topology } = validate({ file, bytes: Buffer.from(read(file), "utf8") });
  if (topology === null) throw new Error(`${file} does not validate`);
  return coverageDocument(plan(topology));
}

/** Path → what makes its text. */
export const documents: Readonly<Record<string, (read: Read) => string>> = {
  "docs/assumptions.md": assumptionsDocument,
  "docs/coverage.md": coverage,
  "docs/diagnostics.md": diagnosticsDocument,
  "docs/rules.md": rulesDocument,
  "docs/settings.md": settingsDocument,
  "docs/templates.md": templatesDocument,
  "docs/topology.md": (read) => topologyDocument(JSON.parse(read("schema/topology.schema.json"))),
};
