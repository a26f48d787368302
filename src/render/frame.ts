import type { TsqlData } from "../plan/step.ts";
import type { PlannedStep } from "../plan/types.ts";
import { changesIn, listChanges } from "./changes.ts";
import type { HeaderData } from "./header.ts";
import { lexTsql } from "./lex/tsql.ts";
import { sqlComment, sqlName, sqlString } from "./quote.ts";
import { checkTsqlScript, type Part, refuse } from "./rendered.ts";
import type { Templates } from "./template.ts";
import type { Batch } from "./templates/engine.ts";

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

/** A procedure of the prelude cannot end its caller, and a missing one (2812) lets the batch go on: so every call fails closed. */
const call = (procedure: string): string =>
  `SET @ok = 0; EXEC @ok = ${procedure}; IF ISNULL(@ok, 0) <> 1 BEGIN SET NOEXEC ON; RETURN; END;`;

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
    ...(step.readOnly ? [REPORT] : []),
  ];
  const body = batches.map((batch, index) => framed(batch, index + 1, data));
  const lexed = body.map((text) => lexTsql(text));
  const changes = listChanges(lexed.flatMap(({ tokens }) => changesIn(tokens))).map((text, index) => ({
    number: index + 1,
    text,
  }));
  const frame = (text: string): Part => ({ kind: "frame", text });
  const head = (path: string, more: object = {}): Part => {
    return { kind: "head", text: templates(path)({ ...data, ...more }), from: { template: path, at: TOP } };
  };
  const parts: readonly Part[] = [
    head("frame/tsql/header", { changes }),
    ...(templates.has("tsql/head") ? [head("tsql/head")] : []),
    frame(templates("frame/tsql/prelude")(data)),
    frame(
      templates("frame/tsql/guard")(data) +
        templates(`frame/tsql/guard/${step.kind}`)(data) +
        drops(body) +
        templates("frame/tsql/token")(data),
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

/**
 * Drops what an earlier run in the session left of the tables that the batches make: a batch is compiled against a table that is there, and
 * fails whole where that has other columns (207).
 */
function drops(batches: readonly string[]): string {
  const made = new Set(
    batches.flatMap((text) => [...text.matchAll(/^\s*CREATE TABLE (#\w+)/gm)].map(([, table]) => table)),
  );
  return [...made].map((table) => `IF OBJECT_ID(N'tempdb..${table}') IS NOT NULL DROP TABLE ${table};\r\n`).join("");
}

/** Where a template of which no line is to blame is told. */
const TOP = { line: 1, column: 1, endLine: 1, endColumn: 1 };

/** The last batch of a script that only reads. */
const REPORT: Batch = { kind: "report", title: "The result, in order.", at: null, text: "" };

/** What a house adds to every script, as a batch of its own. */
function house(kind: "before" | "after", data: FrameData, templates: Templates): readonly Batch[] {
  const path = `tsql/${kind}`;
  return templates.has(path)
    ? [{ kind, title: null, at: null, text: templates(path)(data), from: { template: path, at: TOP } }]
    : [];
}

/** A batch with its token: it runs after those above it, in this session, and lets the next one run. */
function framed({ kind, title, at, text }: Batch, number: number, { path, server }: FrameData): string {
  const name = sqlComment(sqlName(server.serverName));
  const lines = [
    `-- ${number}: ${sqlComment(title ?? TITLES[kind])}`,
    ...(at === null ? [] : [`-- ****** Begin: Script to be run at ${at}: ${name} ******`]),
    `DECLARE @ok int; ${call(`#hadrian_batch ${sqlString(path)}, ${number}`)}`,
    ...(kind === "read"
      ? [`INSERT INTO #hadrian_check (what, expected, verdict) VALUES (${sqlString(title)}, N'', N'HEAD');`]
      : []),
    ...(text === "" ? [] : [text.replace(/(?:\r\n)+$/, "")]),
    ...(COMPARED.includes(kind) ? [call(`#hadrian_compare N'${kind}'`)] : []),
    ...(kind === "report" ? [call("#hadrian_compare N'read'")] : []),
    `UPDATE #hadrian_token SET batch = ${number + 1};`,
    ...(at === null ? [] : [`-- ****** End: Script to be run at ${at}: ${name} ******`]),
    "GO",
    "",
  ];
  return lines.join("\r\n");
}
