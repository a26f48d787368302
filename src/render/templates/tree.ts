import type { Place } from "../../source/lines.ts";

/** What Handlebars' parser makes of a template, or of what stands in one of its blocks. */
export type Program = hbs.AST.Program;

/** Templates' programs by their path: `tsql/seed`, `tsql/partials/header`. */
export type Programs = ReadonlyMap<string, Program>;

/** The place of a node in its source. */
export function placeOf({ loc }: hbs.AST.Node): Place {
  return {
    line: loc.start.line,
    column: loc.start.column + 1,
    endLine: loc.end.line,
    endColumn: loc.end.column + 1,
  };
}

/** The place of a block's own tag. */
export function tagOf(block: hbs.AST.Node): Place {
  const place = placeOf(block);
  return { ...place, endLine: place.line, endColumn: place.column + 3 };
}

/** The place of a piece of a text, by where it begins; of a piece over several lines only the first. */
export function placeWithin(statement: hbs.AST.ContentStatement, offset: number, length: number): Place {
  const { value } = statement;
  const original = String(statement.original);
  // What a tag on a line of its own took away in front is not in the value, but in the place.
  const isCut = !original.startsWith(value) && /^[ \t]*\n/.test(original);
  const place = placeOf(statement);
  const [startLine, startColumn] = isCut ? [place.line + 1, 1] : [place.line, place.column];
  const before = value.slice(0, offset).split("\n");
  const line = startLine + before.length - 1;
  const column = (before.length === 1 ? startColumn : 1) + (before.at(-1) ?? "").length;
  const end = value.indexOf("\n", offset);
  const shown = end < 0 ? length : Math.min(length, end - offset);
  return { line, column, endLine: line, endColumn: column + Math.max(1, shown) };
}

/** The name that a block, a helper's call or a partial's call begins with. */
export function nameOf(path: hbs.AST.PathExpression | hbs.AST.SubExpression | hbs.AST.Literal): string {
  return "original" in path ? String(path.original) : "";
}

/** Whether it is Handlebars' `@first`. */
export function isFirst(value: hbs.AST.Expression | undefined): boolean {
  return value?.type === "PathExpression" && (value as hbs.AST.PathExpression).original === "@first";
}

/** The named values of a block or a partial's call. */
export function pairsOf(hash: hbs.AST.Hash | undefined): readonly hbs.AST.HashPair[] {
  return hash?.pairs ?? [];
}
