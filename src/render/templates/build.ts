// What scripts/templates.mjs makes Hadrian's own templates with.
export { compileTemplates, loadTemplates } from "./load.ts";
export { formatQueries } from "./queries.ts";
