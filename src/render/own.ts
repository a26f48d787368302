import { catalogue } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { TemplateError } from "./templates/evaluate.ts";
import type { TemplateSet } from "./templates/instructions.ts";

/** A user's templates: plain data. */
export interface OwnTemplates {
  readonly set: TemplateSet;
  /** What messages call each of their files, by the template's path: `tsql/seed`. */
  readonly files: Readonly<Record<string, string>>;
}

/** What a user's template asked for in vain, as a finding of its file; null for what is a bug of ours. */
export function faultOf(error: unknown, own: OwnTemplates): Diagnostic | null {
  if (!(error instanceof TemplateError)) return null;
  const file = own.files[error.template];
  if (file === undefined) return null;
  const { line, column } = error.spot;
  const message = `${error.message.charAt(0).toUpperCase()}${error.message.slice(1)}.`;
  return {
    file,
    line,
    column,
    endLine: line,
    endColumn: column,
    severity: "error",
    code: "H11",
    message,
    hint: catalogue.H11.hint,
  };
}
