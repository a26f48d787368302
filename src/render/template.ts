import { engine, type Precompiled, type Render } from "./templates/engine.ts";
import type { TemplateSet } from "./templates/load.ts";
import { templates } from "./templates.generated.js";

/** Templates by their path, `tsql/seed`, ready to render. */
export interface Templates {
  /** @throws Error where there is none of that path */
  (path: string): Render;
  /** Whether there is one: a house's `tsql/head` may be missing. */
  has(path: string): boolean;
}

function templatesOf(find: (path: string) => Precompiled | undefined): Templates {
  return Object.assign(engine(find), { has: (path: string) => find(path) !== undefined });
}

/** Hadrian's own templates. */
export const builtIn: Templates = templatesOf((path) => templates[path]);

const prepared = new WeakMap<TemplateSet, Templates>();

/**
 * Hadrian's own templates, with a user's in the place of those of their names; made ready once for all topologies of a run. Here the
 * text that a user's template was compiled to becomes code: a template is code, and is reviewed as such.
 */
export function overridden(set: TemplateSet): Templates {
  const known = prepared.get(set);
  if (known !== undefined) return known;
  const made = new Map<string, Precompiled>();
  const fresh = templatesOf((path) => {
    const text = Object.hasOwn(set, path) ? set[path] : undefined;
    if (text === undefined) return templates[path];
    const precompiled = made.get(path) ?? (new Function(`"use strict"; return ${text}`)() as Precompiled);
    made.set(path, precompiled);
    return precompiled;
  });
  prepared.set(set, fresh);
  return fresh;
}
