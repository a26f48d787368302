import type { TemplateSet } from "./templates/instructions.ts";

/** Hadrian's own templates and partials, as they are carried out. */
export const templates: TemplateSet;
