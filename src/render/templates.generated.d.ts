import type { Precompiled } from "./templates/engine.ts";

/** Hadrian's own templates and partials as Handlebars compiled them, by path: `tsql/seed`. */
export const templates: Readonly<Record<string, Precompiled>>;
