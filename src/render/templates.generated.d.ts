/** The instructions of Hadrian's own templates and partials, each as JSON, by path: `tsql/seed`. */
export const templates: Readonly<Record<string, string>>;
