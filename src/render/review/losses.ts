import type { Printed } from "./statements.ts";

/** Statements and cmdlets that take something away for good, or may lose data. */
const DESTROYS =
  /^(?:DROP|DELETE|TRUNCATE|REVOKE)\b|^sp_(?:delete|drop|remove|detach|dbmmonitordrop)|^(?:Remove|Uninstall)-|FORCE_SERVICE_ALLOW_DATA_LOSS|\bSET PARTNER OFF\b/i;
/** What makes another statement one of them. */
const OPTIONS = /\bWITH\b.*\bREPLACE\b|FORCE_SERVICE_ALLOW_DATA_LOSS|-DropExistingDatabasesOnMirror\b/is;

/** What is destroyed by a statement, as its label says; null where nothing is. */
export function lossOf({ label, text }: Printed): string | null {
  const code = codeOf(text);
  return DESTROYS.test(label) || DESTROYS.test(code) || OPTIONS.test(code) ? label : null;
}

/** It writes a backup over what is in the file. */
export function isOverwriting({ label, text }: Printed): boolean {
  return label.startsWith("BACKUP ") && /\b(?:INIT|FORMAT)\b/.test(codeOf(text));
}

/** Of two ways to back a database up, it leaves the base of differential backups alone. */
export function isCopyOnly({ text }: Printed): boolean {
  return /\bCOPY_ONLY\b/.test(codeOf(text));
}

/** A statement without what stands in strings and names, which is no option. */
function codeOf(text: string): string {
  return text.replace(/'(?:[^']|'')*(?:'|$)|\[(?:[^\]]|\]\])*(?:\]|$)/g, "''");
}
