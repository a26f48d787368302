import type Handlebars from "handlebars";
import runtime from "handlebars/runtime.js";
import { helpers } from "./helpers.ts";
import { partials, templates } from "./templates.generated.js";

// The runtime's own types lack create().
const environment = (runtime as unknown as typeof Handlebars).create();
environment.registerHelper(helpers);
for (const [name, specification] of Object.entries(partials)) {
  environment.registerPartial(name, environment.template(specification));
}

const prepared = new Map<string, Handlebars.TemplateDelegate>();

/**
 * A template of templates/, ready to render.
 *
 * @param name - `<folder>/<name>`, as `tsql/seed`
 * @throws Error when there is none of that name
 */
export function template(name: string): Handlebars.TemplateDelegate {
  const known = prepared.get(name);
  if (known !== undefined) return known;
  const specification = templates[name];
  if (specification === undefined) throw new Error(`no template ${name}`);
  const fresh = environment.template(specification);
  prepared.set(name, fresh);
  return fresh;
}
