import { evaluator, type Render } from "./templates/evaluate.ts";
import type { TemplateSet } from "./templates/instructions.ts";
import { templates } from "./templates.generated.js";

/** The template of a name, `tsql/seed`, ready to render. @throws Error where there is none */
export type Templates = (name: string) => Render;

/** Hadrian's own templates. */
export const builtIn: Templates = evaluator(templates);

/** Hadrian's own templates, with some in the place of those of their names. */
export function overridden(own: TemplateSet): Templates {
  return evaluator({ ...templates, ...own });
}
