import {
  fencedLine,
  fencedLines,
  markdownCode,
  markdownText,
  powerShellComment,
  powerShellString,
  sqlComment,
  sqlInteger,
  sqlName,
  sqlString,
  word,
} from "./quote.ts";

/**
 * What templates may call. `sql`, `name`, `num` and `note` write T-SQL; `ps`, `psNote` and `num` PowerShell; `md`, `code`,
 * `line` and `picture` Markdown. `eq` compares, for `{{#if (eq a "b")}}`.
 */
export const helpers = {
  sql: (value: unknown) => sqlString(value),
  name: (value: unknown) => sqlName(value),
  num: (value: unknown) => sqlInteger(value),
  note: (value: unknown) => sqlComment(value),
  ps: (value: unknown) => powerShellString(value),
  psNote: (value: unknown) => powerShellComment(value),
  md: (value: unknown) => markdownText(value),
  code: (value: unknown) => markdownCode(value),
  line: (value: unknown) => fencedLine(value),
  picture: (value: unknown) => fencedLines(value),
  word: (value: unknown) => word(value),
  /** Joins texts into one, for a quoting helper around it: `{{sql (concat which ": enabled")}}`. */
  concat: (...parts: unknown[]) => parts.slice(0, -1).map(String).join(""),
  eq: (left: unknown, right: unknown) => left === right,
  or: (left: unknown, right: unknown) => Boolean(left) || Boolean(right),
} as const;

export const HELPER_NAMES = Object.keys(helpers);
