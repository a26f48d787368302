import type { TsqlData } from "../plan/step.ts";
import type { PlannedStep } from "../plan/types.ts";
import { changesIn, listChanges } from "./changes.ts";
import type { HeaderData } from "./header.ts";
import { lexTsql, type TsqlToken } from "./lex/tsql.ts";
import { sqlComment, sqlName, sqlString } from "./quote.ts";
import { checkTsqlScript, type Part, refuse } from "./rendered.ts";
import type { Templates } from "./template.ts";
import type { Batch } from "./templates/engine.ts";
import { askToken, closedCall, firstToken, nextToken, switchAbort } from "./token.ts";

/** A batch's heading where its template gives none. */
const TITLES: Readonly<Record<string, string>> = {
  look: "Look before writing: what is there and equal is left alone, what differs stops this file, what is missing is added.",
  work: "The work.",
  post: "Postcondition: what was to be made is there.",
  before: "This house's own, before anything is looked at.",
  after: "This house's own, after the work.",
};

/** A batch ends with the comparison of the rows that it wrote; what a look or a postcondition finds stops the script. */
const COMPARED: readonly string[] = ["look", "post"];

/** What is put together: the data of the step's templates, as far as the frame itself reads it. */
type FrameData = HeaderData & TsqlData;

/**
 * Puts a T-SQL script together: header, prelude, guard, the blocks of the step's template as numbered batches, end. A template writes no
 * part of the frame, so that it cannot lose one.
 *
 * @param step - its template is `tsql/<kind>`, the rows of its guard are `frame/tsql/guard/<kind>`
 * @param data - what its templates get
 * @returns the script, with CRLF
 * @throws TemplateError where it would not be one script
 */
export function frameTsql(step: PlannedStep, data: FrameData, templates: Templates): string {
  const own: Batch[] = [];
  templates(`tsql/${step.kind}`)(data, own);
  const batches = [
    ...house("before", data, templates),
    ...own,
    ...house("after", data, templates),
    ...(step.readOnly ? [reportOf(step, data, templates)] : []),
  ];
  const works = (index: number) => batches[index]?.kind === "work";
  const body = batches.map((batch, index) =>
    framed(batch, index + 1, switchAbort(works(index), works(index + 1)), data),
  );
  const lexed = body.map((text) => lexTsql(text));
  const changes = listChanges(lexed.flatMap(({ tokens }) => changesIn(tokens))).map((text, index) => ({
    number: index + 1,
    text,
  }));
  const frame = (text: string): Part => ({ kind: "frame", text });
  const head = (path: string, more: object = {}): Part => {
    const text = templates(path)({ ...data, ...more });
    // A house's head may say nothing of a topology, and end without a line end.
    return {
      kind: "head",
      text: text === "" || text.endsWith("\n") ? text : `${text}\r\n`,
      from: { template: path, at: TOP },
    };
  };
  const parts: readonly Part[] = [
    head("frame/tsql/header", { changes }),
    ...(templates.has("tsql/head") ? [head("tsql/head")].filter(({ text }) => text !== "") : []),
    frame(templates("frame/tsql/prelude")(data)),
    frame(
      templates("frame/tsql/guard")(data) +
        templates(`frame/tsql/guard/${step.kind}`)(data) +
        drops(lexed) +
        decided(data, switchAbort(false, works(0))),
    ),
    ...body.map((text, index): Part => {
      const from = batches[index]?.from ?? { template: "frame/tsql", at: TOP };
      return { kind: "batch", text, lexed: lexed[index], number: index + 1, from };
    }),
    frame(templates("frame/tsql/end")({ ...data, batch: batches.length + 1 })),
  ];
  const text = parts.map((part) => part.text).join("");
  refuse(checkTsqlScript(text, parts, data.path));
  return text;
}

/** What only the frame makes and drops. */
const FRAME_TABLES: readonly string[] = ["#hadrian_token", "#hadrian_check", "#hadrian_input"];

/**
 * Drops what an earlier run in the session left of the tables that the batches make: a batch is compiled against a table that is there, and
 * fails whole where that has other columns (207).
 */
function drops(batches: readonly { readonly tokens: readonly TsqlToken[] }[]): string {
  const made = new Set(
    batches.flatMap(({ tokens }) => {
      const code = tokens.filter(({ kind }) => kind !== "space" && kind !== "comment");
      return code.flatMap((token, at) => {
        const isMade = /^create$/i.test(token.text) && /^table$/i.test(code[at + 1]?.text ?? "");
        const table = code[at + 2]?.text ?? "";
        return isMade && /^#\w+$/.test(table) && !FRAME_TABLES.includes(table.toLowerCase()) ? [table] : [];
      });
    }),
  );
  return [...made].map((table) => `IF OBJECT_ID(N'tempdb..${table}') IS NOT NULL DROP TABLE ${table};\r\n`).join("");
}

/** Where a template of which no line is to blame is told. */
const TOP = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The last batch of a script that only reads: the rows that its batches wrote, or a result of its own. */
function reportOf({ kind }: PlannedStep, data: FrameData, templates: Templates): Batch {
  const own = `frame/tsql/report/${kind}`;
  return templates.has(own)
    ? { kind: "result", title: "The result, the worst first.", at: null, text: templates(own)(data) }
    : { kind: "report", title: "The result, in order.", at: null, text: "" };
}

/** What a house adds to every script, as a batch of its own. */
function house(kind: "before" | "after", data: FrameData, templates: Templates): readonly Batch[] {
  const path = `tsql/${kind}`;
  return templates.has(path)
    ? [{ kind, title: null, at: null, text: templates(path)(data), from: { template: path, at: TOP } }]
    : [];
}

/** The end of the guard: where each of its checks holds, the first batch may run. */
function decided({ path }: FrameData, abort: string): string {
  const lines = [
    `RAISERROR(N'Guard of %s', 0, 1, ${sqlString(path)}) WITH NOWAIT;`,
    `DECLARE @ok int; ${closedCall("#hadrian_compare N'guard'")}`,
    `${abort}${firstToken(path)}`,
    "GO",
    "",
  ];
  return lines.join("\r\n");
}

/** A batch with its token: it runs after those above it, in this session, and lets the next one run. */
function framed({ kind, title, at, text }: Batch, number: number, abort: string, { path, server }: FrameData): string {
  const name = sqlComment(sqlName(server.serverName));
  const lines = [
    `-- ${number}: ${sqlComment(title ?? TITLES[kind])}`,
    ...(at === null ? [] : [`-- ****** Begin: Script to be run at ${at}: ${name} ******`]),
    askToken(path, number),
    ...(kind === "read"
      ? [`INSERT INTO #hadrian_check (what, expected, verdict) VALUES (${sqlString(title)}, N'', N'HEAD');`]
      : []),
    ...(text === "" ? [] : [text.replace(/(?<!\r\n)(?:\r\n)+$/, "")]),
    ...(COMPARED.includes(kind) ? [closedCall(`#hadrian_compare N'${kind}'`)] : []),
    ...(kind === "report" ? [closedCall("#hadrian_compare N'read'")] : []),
    `${abort}${nextToken(number)}`,
    ...(at === null ? [] : [`-- ****** End: Script to be run at ${at}: ${name} ******`]),
    "GO",
    "",
  ];
  return lines.join("\r\n");
}
