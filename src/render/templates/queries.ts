import { format } from "sql-formatter";
import type { Span } from "../../source/lines.ts";
import { lexTsql, type TsqlMode, type TsqlToken } from "../lex/tsql.ts";
import { QUERY_WIDTH, widen } from "./wide-queries.ts";

/** A piece of a template's source: T-SQL, or a tag of Handlebars. */
interface Piece {
  readonly kind: TsqlToken["kind"] | "value" | "tag";
  readonly text: string;
  readonly start: number;
}

const TAG = /\{\{(?:!--[\s\S]*?(?:--\}\}|$)|[^{}]*\}\})/g;
/** After these a statement begins. */
const BEFORE: readonly string[] = [";", "BEGIN", "ELSE", "GO"];

/**
 * Lays out the queries of a T-SQL template: every SELECT of rows with a FROM that is a statement of its own, and every INSERT of a SELECT.
 * sql-formatter finds their clauses; `wide-queries.ts` puts into one line what fits. Blocks and partials on lines of their own stay there;
 * within those in a line nothing is changed. The rest keeps the template's own layout: sql-formatter knows no procedural T-SQL. So does a
 * query with a subquery that begins within a line and goes on over others: it stands as its author put it.
 *
 * @param source - a template's text, with LF
 * @returns the same tokens in the same order, with other blanks; a query that sql-formatter cannot read stays as it is
 */
export function formatQueries(source: string): string {
  let out = "";
  let done = 0;
  for (const { start, end } of queriesOf(source)) {
    const indent = /(?<![ \t])[ \t]*$/.exec(source.slice(0, start))?.[0] ?? "";
    out += source.slice(done, start) + formatQuery(source.slice(start, end), indent);
    done = end;
  }
  return out + source.slice(done);
}

/** Where the queries of a template stand that have a layout. */
export function queriesOf(source: string): readonly Span[] {
  const visible = piecesOf(source).filter(({ kind }) => kind !== "space" && kind !== "comment");
  const spans: Span[] = [];
  for (let index = 0; index < visible.length; index++) {
    const end = queryAt(visible, index, source);
    const first = visible[index];
    const last = end === null ? undefined : visible[end];
    if (end === null || first === undefined || last === undefined) continue;
    spans.push({ start: first.start, end: last.start + last.text.length });
    index = end;
  }
  return spans;
}

/** The index of the semicolon that ends the query which begins at `index`; null where none begins. */
function queryAt(visible: readonly Piece[], index: number, source: string): number | null {
  const first = visible[index];
  const before = visible[index - 1];
  if (first?.kind !== "word" || !/^(?:SELECT|INSERT)$/i.test(first.text)) return null;
  if (!/(?:^|\n)[ \t]*$/.test(source.slice(0, first.start))) return null;
  const isInsert = /^INSERT$/i.test(first.text);
  // An INSERT begins a statement wherever it stands, after IF too.
  const begins =
    isInsert || before === undefined || before.kind === "tag" || BEFORE.includes(before.text.toUpperCase());
  if (!begins) return null;
  let depth = 0;
  let blocks = 0;
  let hasSelect = !isInsert;
  let hasFrom = false;
  // A SELECT into variables is an assignment: its layout is the procedure's.
  if (hasSelect && visible[index + 1]?.text.startsWith("@") && visible[index + 2]?.text === "=") return null;
  for (let at = index + 1; at < visible.length; at++) {
    const { kind, text } = visible[at] as Piece;
    if (kind === "tag") {
      if (/^\{\{[#^]/.test(text)) blocks++;
      // A block that ends here began before the query.
      if (text.startsWith("{{/") && --blocks < 0) return null;
      continue;
    }
    if (text === "(") depth++;
    if (text === ")") depth--;
    if (depth > 0 || kind === "string" || kind === "name") continue;
    if (text === ";") return hasSelect && (hasFrom || isInsert) && blocks === 0 ? at : null;
    const word = text.toUpperCase();
    if (word === "SELECT") hasSelect = true;
    if (word === "FROM") hasFrom = true;
    // Another statement has begun: the one before it ends without a semicolon.
    if (["GO", "BEGIN", "IF", "EXEC", "DECLARE", "SET", "UPDATE", "DELETE", "RAISERROR"].includes(word)) return null;
  }
  return null;
}

/** A tag on a line of its own, or rows, which have lines of their own: it stays on one, and as a comment nothing is said of what it means. */
const OWN_LINE = /^[ \t]*(\{\{(?:[#/>^!]|else\b|rows\b)[^}]*\}\})[ \t]*$/gm;

/** Whether a subquery begins within a line, and goes on in the next one. */
function isHandLaid(query: string): boolean {
  /** Of each parenthesis that is open, whether a SELECT stands right behind it. */
  const open: boolean[] = [];
  let before = "";
  for (const { kind, text } of piecesOf(query)) {
    if (before === "(") open.push(/^SELECT$/i.test(text));
    if (text === ")") open.pop();
    if (kind === "space" && text.includes("\n") && open.includes(true)) return true;
    before = text;
  }
  return false;
}

function formatQuery(query: string, indent: string): string {
  if (isHandLaid(query)) return query;
  const tags: string[] = [];
  const marked = query.replace(OWN_LINE, (_, tag: string) => `-- tag ${tags.push(tag) - 1}`);
  const closed = closeBlocks(marked);
  if (closed === null) return query;
  let formatted: string;
  try {
    formatted = format(closed.text, {
      language: "transactsql",
      tabWidth: 4,
      // Upper case would change names such as type and role, which matter on a case-sensitive server.
      keywordCase: "preserve",
      expressionWidth: QUERY_WIDTH,
      paramTypes: { custom: [{ regex: "-?\\{\\{[^}]*\\}\\}" }] },
    });
  } catch {
    return query;
  }
  const opened = formatted.replace(/\{\{block (\d+)\}\}/g, (_, index: string) => closed.blocks[Number(index)] ?? "");
  const wide = widen(opened, indent.length);
  if (wide === null) return query;
  const laidOut = wide
    .replaceAll("\n", `\n${indent}`)
    .replace(/^[ \t]*-- tag (\d+)$/gm, (_, index: string) => tags[Number(index)] ?? "")
    .replaceAll(/(?<![ \t])[ \t]+$/gm, "");
  return haveSameTokens(query, laidOut) ? laidOut : query;
}

/**
 * Puts a value in the place of each block within a line, with what stands close to it: which blanks it writes is its own affair.
 * Null where a block goes over lines, and the layout is nobody's but its author's.
 */
function closeBlocks(query: string): { readonly text: string; readonly blocks: readonly string[] } | null {
  const blocks: string[] = [];
  const pieces = piecesOf(query);
  let text = "";
  for (let index = 0; index < pieces.length; index++) {
    const piece = pieces[index] as Piece;
    if (piece.kind !== "tag") {
      text += piece.text;
      continue;
    }
    // What stands close to it before, which is in the text already.
    const before = /(?<![^\s,();])[^\s,();]*$/.exec(text)?.[0] ?? "";
    text = text.slice(0, text.length - before.length);
    let block = before;
    let depth = 0;
    for (; index < pieces.length; index++) {
      const { kind, text: part } = pieces[index] as Piece;
      if (depth === 0 && block !== before && kind !== "tag" && /^[\s,();]/.test(part)) break;
      if (kind === "tag" && /^\{\{[#^]/.test(part)) depth++;
      if (kind === "tag" && part.startsWith("{{/")) depth--;
      block += part;
    }
    index--;
    if (block.includes("\n") || depth !== 0) return null;
    text += `{{block ${blocks.push(block) - 1}}}`;
  }
  return { text, blocks };
}

/** Whether two texts are the same but for the blanks between their tokens. */
export function haveSameTokens(left: string, right: string): boolean {
  const plain = (text: string) =>
    piecesOf(text)
      .filter(({ kind }) => kind !== "space")
      .map(({ text: token }) => token.trimEnd());
  const [one, other] = [plain(left), plain(right)];
  return one.length === other.length && one.every((token, index) => token === other[index]);
}

function piecesOf(source: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let mode: TsqlMode = "code";
  let at = 0;
  const text = (to: number) => {
    const { tokens, exit } = lexTsql(source.slice(at, to), mode);
    for (const token of tokens) pieces.push({ ...token, start: token.start + at });
    mode = exit;
  };
  for (const match of source.matchAll(TAG)) {
    text(match.index);
    const isComment = /^(?:--|\/\*)/.test(mode);
    const kind = isComment ? "comment" : /^\{\{[#/>^!]|^\{\{\s*else/.test(match[0]) ? "tag" : "value";
    pieces.push({ kind, text: match[0], start: match.index });
    at = match.index + match[0].length;
  }
  text(source.length);
  return pieces;
}
