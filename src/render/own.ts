import { catalogue } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { TemplateError } from "./templates/engine.ts";
import type { TemplateSet } from "./templates/load.ts";

/** A user's templates: plain data. */
export interface OwnTemplates {
  readonly set: TemplateSet;
  /** What messages call each of their files, by the template's path: `tsql/seed`. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a user's template asked for in vain, or made, as a finding of its file; null for what is a bug of ours. */
export function faultOf(error: unknown, own: OwnTemplates): Diagnostic | null {
  if (!(error instanceof TemplateError)) return null;
  // The last place on the way that is the user's: a partial of Hadrian's was called with something else than it needs.
  const place = error.way.findLast(({ template }) => own.files[template] !== undefined);
  const file = place === undefined ? undefined : own.files[place.template];
  if (place === undefined || file === undefined) return null;
  const { code, message } = error;
  const sentence = `${message.charAt(0).toUpperCase()}${message.slice(1)}${message.endsWith(".") ? "" : "."}`;
  return { file, ...place.at, severity: "error", code, message: sentence, hint: catalogue[code].hint };
}
