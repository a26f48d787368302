import {
  fencedLine,
  fencedLines,
  markdownCode,
  markdownText,
  powerShellComment,
  powerShellString,
  sqlAddress,
  sqlComment,
  sqlDisks,
  sqlInteger,
  sqlKeyword,
  sqlName,
  sqlRows,
  sqlString,
  word,
} from "./quote.ts";

/** A format and what a text in it is in the middle of: `tsql '` is within a string of T-SQL. */
export type LexicalContext =
  | `tsql ${"code" | "--" | "/*" | "'" | "[" | '"'}`
  | `powershell ${"code" | "#" | "<#" | "'" | '"'}`
  | `markdown ${"text" | "```" | "`"}`;

/** What a template may call. */
export interface Helper {
  /** `written`: quoted, for where it fits; `text`: for a quoting helper around it; `condition`: for {{#if}} and {{#unless}}. */
  readonly gives: "written" | "text" | "condition";
  /** How many values it takes; null for any number. */
  readonly arguments: number | null;
  /** Where what it writes may stand. */
  readonly fits: readonly LexicalContext[];
  /** What it does, in a line, for the documentation. */
  readonly does: string;
  readonly work: (...values: readonly unknown[]) => unknown;
}

/** Digits and plain phrases end no string and no comment. */
const INSIDE: readonly LexicalContext[] = [
  "tsql --",
  "tsql /*",
  "tsql '",
  "tsql [",
  'tsql "',
  "powershell #",
  "powershell <#",
  "powershell '",
];
const MARKDOWN: readonly LexicalContext[] = ["markdown text", "markdown ```", "markdown `"];

/** Every helper by its name. */
export const HELPERS: Readonly<Record<string, Helper>> = {
  sql: {
    gives: "written",
    arguments: 1,
    fits: ["tsql code", "tsql --", "markdown ```"],
    does: "a T-SQL string: O'Brien becomes N'O''Brien'",
    work: sqlString,
  },
  rows: {
    gives: "written",
    arguments: 1,
    fits: ["tsql code"],
    does: "a row of VALUES for each setting that is compared: what, expected, found, of endpoints and sessions a verdict, and how it is changed",
    work: sqlRows,
  },
  disks: {
    gives: "written",
    arguments: 1,
    fits: ["tsql code"],
    does: "the files of a backup: DISK = N'a.bak', DISK = N'b.bak'",
    work: sqlDisks,
  },
  name: {
    gives: "written",
    arguments: 1,
    fits: ["tsql code", "tsql --", "markdown ```"],
    does: "a T-SQL identifier in brackets: a]b becomes [a]]b]",
    work: sqlName,
  },
  num: {
    gives: "written",
    arguments: 1,
    fits: ["tsql code", "powershell code", 'powershell "', ...INSIDE, ...MARKDOWN],
    does: "a whole number from 0 on, as it is",
    work: sqlInteger,
  },
  keyword: {
    gives: "written",
    arguments: 1,
    fits: ["tsql code", "tsql --"],
    does: "a keyword of SET PARTNER, CREATE ENDPOINT or BACKUP: OFF, FULL, AES, RC4, AES RC4, RC4 AES, PARTNER, WITNESS, ALL, COMPRESSION, NO_COMPRESSION; nothing else",
    work: sqlKeyword,
  },
  ip: {
    gives: "written",
    arguments: 1,
    fits: ["tsql code"],
    does: "an IP address in the parentheses of LISTENER_IP: 10.0.0.11, '2001:db8::11'; nothing else",
    work: sqlAddress,
  },
  note: { gives: "written", arguments: 1, fits: ["tsql --"], does: "the rest of a -- comment", work: sqlComment },
  ps: {
    gives: "written",
    arguments: 1,
    fits: ["powershell code", "markdown ```"],
    does: "a PowerShell string in single quotes",
    work: powerShellString,
  },
  psNote: {
    gives: "written",
    arguments: 1,
    fits: ["powershell #"],
    does: "the rest of a # comment",
    work: powerShellComment,
  },
  md: {
    gives: "written",
    arguments: 1,
    fits: ["markdown text"],
    does: "text of Markdown, with its marks escaped",
    work: markdownText,
  },
  code: {
    gives: "written",
    arguments: 1,
    fits: ["markdown text"],
    does: "a span of code in Markdown",
    work: markdownCode,
  },
  line: { gives: "written", arguments: 1, fits: ["markdown ```"], does: "a line of a fenced block", work: fencedLine },
  picture: {
    gives: "written",
    arguments: 1,
    fits: ["markdown ```"],
    does: "lines of a fenced block that Hadrian made itself: a Mermaid picture",
    work: fencedLines,
  },
  word: {
    gives: "written",
    arguments: 1,
    fits: [...INSIDE, ...MARKDOWN],
    does: "a plain phrase: letters, digits, blanks and _ . , ; : ( ) / -; anything else is an error",
    work: word,
  },
  concat: {
    gives: "text",
    arguments: null,
    fits: [],
    does: 'its values as one text, for a quoting helper around it: {{sql (concat which ": enabled")}}',
    work: (...parts) => parts.map(String).join(""),
  },
  eq: {
    gives: "condition",
    arguments: 2,
    fits: [],
    does: "whether two values are the same",
    work: (left, right) => left === right,
  },
  or: {
    gives: "condition",
    arguments: 2,
    fits: [],
    does: "whether one of two values holds",
    work: (left, right) => Boolean(left) || Boolean(right),
  },
};
