import type { Diagnostic } from "./diagnostic.ts";

/** One array, each diagnostic with the keys of the contract in their order. */
export function toJson(diagnostics: readonly Diagnostic[]): string {
  const plain = diagnostics.map(
    ({ file, line, column, endLine, endColumn, severity, code, message, hint }): Diagnostic => ({
      file,
      line,
      column,
      endLine,
      endColumn,
      severity,
      code,
      message,
      hint,
    }),
  );
  return `${JSON.stringify(plain, null, 2)}\n`;
}
