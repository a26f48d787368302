import { evaluator, type Render } from "./templates/evaluate.ts";
import type { TemplateSet } from "./templates/instructions.ts";
import { templates } from "./templates.generated.js";

/** The template of a name, `tsql/seed`, ready to render. @throws Error where there is none */
export type Templates = (name: string) => Render;

/** Hadrian's own templates. */
export const builtIn: Templates = evaluator(templates);

const prepared = new WeakMap<TemplateSet, Templates>();

/** Hadrian's own templates, with some in the place of those of their names; made ready once for all topologies of a run. */
export function overridden(own: TemplateSet): Templates {
  const known = prepared.get(own);
  if (known !== undefined) return known;
  const fresh = evaluator({ ...templates, ...own });
  prepared.set(own, fresh);
  return fresh;
}
