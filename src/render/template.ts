import { evaluator, type Render } from "./templates/evaluate.ts";
import type { Instructions, TemplateSet } from "./templates/instructions.ts";
import { templates } from "./templates.generated.js";

/** The template of a name, `tsql/seed`, ready to render. @throws Error where there is none */
export type Templates = (name: string) => Render;

/** Each is read when it is used: a topology needs a part of them. */
function own(name: string): Instructions | undefined {
  const text = templates[name];
  return text === undefined ? undefined : (JSON.parse(text) as Instructions);
}

/** Hadrian's own templates. */
export const builtIn: Templates = evaluator(own);

const prepared = new WeakMap<TemplateSet, Templates>();

/** Hadrian's own templates, with some in the place of those of their names; made ready once for all topologies of a run. */
export function overridden(set: TemplateSet): Templates {
  const known = prepared.get(set);
  if (known !== undefined) return known;
  const fresh = evaluator((name) => (Object.hasOwn(set, name) ? set[name] : own(name)));
  prepared.set(set, fresh);
  return fresh;
}
