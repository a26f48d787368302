import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import type { Stretch } from "./nodes.ts";

/** What is wrong with a template. */
export interface TemplateProblem {
  /** Its path below the templates' folder, without extension: `tsql/seed`. */
  readonly template: string;
  readonly at: Stretch;
  readonly code: TemplateCode;
  readonly message: string;
  readonly hint: string;
  /** The calls by which the place comes into the whole, from the outermost: what is wrong may be theirs. */
  readonly calls?: readonly Called[];
}

/** Where a template or partial calls another. */
export interface Called {
  readonly template: string;
  readonly at: Stretch;
}

/** Reports a problem of one template. */
export type Report = (at: Stretch, code: TemplateCode, message: string, hint: string) => void;
