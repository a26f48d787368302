import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import type { Place } from "../../source/lines.ts";

/** Faults of one kind that are told of a template: more are no help, and each takes a look at the text before it. */
export const MOST_FAULTS = 20;

/** What is wrong with a template. */
export interface TemplateProblem {
  /** Its path below the templates' folder, without extension: `tsql/seed`. */
  readonly template: string;
  readonly at: Place;
  readonly code: TemplateCode;
  readonly message: string;
  readonly hint: string;
  /** The calls by which the place comes into the whole, from the outermost: what is wrong may be theirs. */
  readonly calls?: readonly Call[];
}

/** Where a template or partial calls another. */
export interface Call {
  readonly template: string;
  readonly at: Place;
}

/** Reports a problem of one template. */
export type Report = (at: Place, code: TemplateCode, message: string, hint: string) => void;
