// Everything about templates but rendering: a file of its own in dist/, which is read where a user has templates.
export { additions } from "../render/templates/language.ts";
export {
  ENDING,
  fixTemplate,
  nameOf,
  overrideTemplates,
  ownSources,
  replaceable,
  type TemplateFile,
} from "../render/templates/override.ts";
