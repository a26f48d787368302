/** Precompiled templates, by `<language>/<name>`. */
export const templates: Readonly<Record<string, TemplateSpecification>>;
/** Precompiled partials, by name. */
export const partials: Readonly<Record<string, TemplateSpecification>>;
