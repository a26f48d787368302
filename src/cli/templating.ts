// Everything about templates but rendering: a file of its own in dist/, which is read where a user has templates.
export { isPartial } from "../render/templates/language.ts";
export { ENDING, nameOf, overrideTemplates, ownSources, type TemplateFile } from "../render/templates/override.ts";
