import { format } from "sql-formatter";
import { lexTsql, type TsqlMode, type TsqlToken } from "../lex/tsql.ts";

/** A piece of a template's source: T-SQL, or a tag of Handlebars. */
interface Piece {
  readonly kind: TsqlToken["kind"] | "value" | "tag";
  readonly text: string;
  readonly start: number;
}

const TAG = /\{\{(?:!--[\s\S]*?--|[^}]*)\}\}/g;
/** After these a statement begins. */
const BEFORE: readonly string[] = [";", "BEGIN", "ELSE", "GO"];

/**
 * Lays out the queries of a T-SQL template as sql-formatter does: every SELECT of rows with a FROM that is a statement of its own, and
 * every INSERT of a SELECT. Blocks and partials on lines of their own stay there; around those within a line nothing is changed. The rest
 * keeps the template's own layout: sql-formatter knows no procedural T-SQL.
 *
 * @param source - a template's text, with LF
 * @returns the same tokens in the same order, with other blanks; a query that sql-formatter cannot read stays as it is
 */
export function formatQueries(source: string): string {
  const pieces = piecesOf(source);
  const visible = pieces.filter(({ kind }) => kind !== "space" && kind !== "comment");
  let out = "";
  let done = 0;
  for (let index = 0; index < visible.length; index++) {
    const end = queryAt(visible, index, source);
    const first = visible[index];
    const last = end === null ? undefined : visible[end];
    if (end === null || first === undefined || last === undefined) continue;
    const from = first.start;
    const to = last.start + last.text.length;
    const indent = /[ \t]*$/.exec(source.slice(0, from))?.[0] ?? "";
    out += source.slice(done, from) + formatQuery(source.slice(from, to), indent);
    done = to;
    index = end;
  }
  return out + source.slice(done);
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

/** A tag on a line of its own: it stays on one, and as a comment nothing is said of what it means. */
const OWN_LINE = /^[ \t]*(\{\{(?:[#/>^!]|else\b)[^}]*\}\})[ \t]*$/gm;

function formatQuery(query: string, indent: string): string {
  const tags: string[] = [];
  const marked = query.replace(OWN_LINE, (_, tag: string) => `-- tag ${tags.push(tag) - 1}`);
  let formatted: string;
  try {
    formatted = format(marked, {
      language: "transactsql",
      tabWidth: 4,
      // Upper case would change names such as type and role, which matter on a case-sensitive server.
      keywordCase: "preserve",
      expressionWidth: 110,
      paramTypes: { custom: [{ regex: "\\{\\{[^}]*\\}\\}" }] },
    });
  } catch {
    return query;
  }
  const laidOut = formatted
    .replaceAll("\n", `\n${indent}`)
    .replace(/^[ \t]*-- tag (\d+)$/gm, (_, index: string) => tags[Number(index)] ?? "")
    .replaceAll(/[ \t]+$/gm, "");
  return withInlineTags(query, laidOut) ?? query;
}

/**
 * The query as it was laid out, but for the blanks around tags within a line: they are written, or not, by what the tags decide, and stay
 * as they were. Null where a token has changed, or such a tag has come to stand at a line's end.
 */
function withInlineTags(query: string, laidOut: string): string | null {
  const [before, after] = [spacedPieces(query), spacedPieces(laidOut)];
  if (!haveSameTokens(query, laidOut) || before.length !== after.length) return null;
  let text = "";
  for (const [index, { piece, space }] of after.entries()) {
    const original = before[index];
    const isTag = piece.kind === "tag" || after[index - 1]?.piece.kind === "tag";
    if (original === undefined) return null;
    if (isTag && original.space.includes("\n") !== space.includes("\n")) return null;
    text += (isTag && !space.includes("\n") ? original.space : space) + piece.text;
  }
  return text;
}

/** The visible pieces, comments among them, each with the blanks before it. */
function spacedPieces(text: string): readonly { readonly piece: Piece; readonly space: string }[] {
  let space = "";
  return piecesOf(text).flatMap((piece) => {
    if (piece.kind === "space") {
      space += piece.text;
      return [];
    }
    const spaced = { piece, space };
    space = "";
    return [spaced];
  });
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
