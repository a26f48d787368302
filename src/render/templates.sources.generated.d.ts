/** The texts of Hadrian's own templates and partials, by path: `tsql/seed`. */
export const sources: Readonly<Record<string, string>>;
