import * as nodePath from "node:path";
import type { Diagnostic } from "./diagnostic.ts";
import { type Paths, relativeName } from "./location.ts";

/** Where GitHub finds the files. */
export interface GithubOptions {
  /** The folder that names are relative to: the repository's. */
  readonly folder: string;
  readonly path?: Paths;
}

/** GitHub Actions' workflow commands, one a line: each becomes an annotation of the line that it is about. */
export function toGithub(diagnostics: readonly Diagnostic[], { folder, path = nodePath }: GithubOptions): string {
  return diagnostics
    .map(({ file, line, endLine, column, endColumn, severity, code, message, hint }) => {
      const properties = {
        file: relativeName(file, folder, path) ?? file,
        line,
        endLine,
        col: column,
        endColumn,
        title: `Hadrian ${code}`,
      };
      const written = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
      return `::${severity} ${written.join(",")}::${escapeData(hint === "" ? message : `${message} ${hint}`)}\n`;
    })
    .join("");
}

/** What would end the command, or begin another one. */
function escapeData(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/** In a property also what would end the property. */
function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
