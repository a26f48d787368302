import { lexTsql } from "../lex/tsql.ts";

/** As wide as a line of a script may be. */
export const QUERY_WIDTH = 160;

/** A line of sql-formatter's, with those that it has below it. */
interface Line {
  readonly text: string;
  readonly below: readonly Line[];
}

/** What belongs together: `CASE`, its branches and `END`; a parenthesis with what is in it and what stands behind it. */
interface Unit {
  readonly head: string;
  readonly inner: readonly Line[];
  readonly tail: Unit | null;
}

/** A clause, or a join: what begins a line of its own where not everything fits in one. */
interface Clause {
  /** `SELECT`, `FROM`; empty for a join, which begins with its own words. */
  readonly head: string;
  readonly units: readonly Unit[];
}

const JOIN = /^(?:(?:INNER|LEFT|RIGHT|FULL|CROSS|OUTER)\s+)*(?:JOIN|APPLY)\b/i;
const CLAUSE = /^[A-Z][A-Z ]*$/i;

/**
 * Puts into one line what fits: sql-formatter gives each word of a list a line of its own, and has no option against it. A statement, else
 * a clause, else an item is one line; a row of VALUES is one where there are several.
 *
 * @param formatted - a query as sql-formatter lays it out, by four blanks
 * @param indent - where it stands
 * @returns null where its lines are not as they are expected
 */
export function widen(formatted: string, indent: number): string | null {
  const lines = treeOf(formatted.split("\n"));
  if (lines === null) return null;
  const clauses = clausesOf(lines);
  if (clauses === null) return null;
  // What is inserted into says what the columns of the rest are, and stands above it.
  const [first, ...rest] = clauses;
  const isInsert = first !== undefined && /^INSERT\b/i.test(first.head);
  const parts = isInsert ? [[first], rest] : [clauses];
  const out: string[] = [];
  for (const part of parts) {
    const laid = layClauses(part, indent);
    if (laid === null) return null;
    out.push(...laid);
  }
  return out.map((line) => (line.startsWith(" ".repeat(indent)) ? line.slice(indent) : line)).join("\n");
}

/** Lines by their indentation. */
function treeOf(lines: readonly string[]): readonly Line[] | null {
  let at = 0;
  const level = (depth: number): Line[] => {
    const found: Line[] = [];
    while (at < lines.length) {
      const line = lines[at] ?? "";
      const blanks = line.search(/\S/);
      if (blanks < depth * 4) break;
      if (blanks > depth * 4) return found;
      at++;
      found.push({ text: line.trim(), below: level(depth + 1) });
    }
    return found;
  };
  const tree = level(0);
  return at === lines.length ? tree : null;
}

/** The units that lines are; null where one is open at the end. */
function unitsOf(lines: readonly Line[]): readonly Unit[] | null {
  const units: Unit[] = [];
  for (let index = 0; index < lines.length; index++) {
    const chain: Line[] = [lines[index] as Line];
    while (isOpen(chain.at(-1) as Line)) {
      const next = lines[++index];
      if (next === undefined || !/^(?:\)|END\b)/i.test(next.text)) return null;
      chain.push(next);
    }
    units.push(
      chain.reduceRight<Unit | null>((tail, { text, below }) => ({ head: text, inner: below, tail }), null) as Unit,
    );
  }
  return units;
}

/** Whether a line is closed by the one behind what is below it. */
function isOpen({ text, below }: Line): boolean {
  return below.length > 0 && (text.endsWith("(") || /\bCASE\b(?!.*\bEND\b)/i.test(text));
}

/** The clauses of a query; null where lines are none. */
function clausesOf(lines: readonly Line[]): readonly Clause[] | null {
  const clauses: Clause[] = [];
  let joins: Unit[] | null = null;
  for (const line of lines) {
    if (hasComment(line.text) && line.below.length === 0) {
      clauses.push({ head: "", units: [{ head: line.text, inner: [], tail: null }] });
      continue;
    }
    if (!CLAUSE.test(line.text) || line.below.length === 0) return null;
    const units = unitsOf(line.below);
    if (units === null) return null;
    joins = null;
    const own: Unit[] = [];
    const added: Clause[] = [{ head: line.text, units: own }];
    for (const unit of units) {
      const isJoin = JOIN.test(unit.head);
      const isComment = hasComment(unit.head) && unit.inner.length === 0 && unit.head.startsWith("--");
      if (isJoin || (isComment && joins !== null)) {
        joins = [unit];
        added.push({ head: "", units: joins });
      } else (joins ?? own).push(unit);
    }
    clauses.push(...added);
  }
  return clauses;
}

function hasComment(text: string): boolean {
  return text.includes("--") && lexTsql(text).tokens.some(({ kind }) => kind === "comment");
}

/** Lines of a query at an indentation: one where all of it fits. */
function layClauses(clauses: readonly Clause[], indent: number): readonly string[] | null {
  const whole = clauses.map(({ head, units }) => joined([head, ...units.map(oneLine)]));
  const one = joined(whole);
  if (one !== null && indent + one.length <= QUERY_WIDTH) return [blanks(indent) + one];
  const lines: string[] = [];
  for (const clause of clauses) {
    const laid = layClause(clause, indent);
    if (laid === null) return null;
    lines.push(...laid);
  }
  return lines;
}

function layClause({ head, units }: Clause, indent: number): readonly string[] | null {
  const one = joined([head, ...units.map(oneLine)]);
  if (one !== null && indent + one.length <= QUERY_WIDTH) return [blanks(indent) + one];
  if (/^VALUES$/i.test(head)) return layRows(blanks(indent) + head, units, indent + 4);
  return fill(head === "" ? null : blanks(indent) + head, units, indent, head === "" ? indent : indent + 4);
}

/** Rows, each on a line. */
function layRows(head: string, rows: readonly Unit[], indent: number): readonly string[] | null {
  const lines = [head];
  for (const row of rows) {
    const laid = layUnit(row, indent);
    if (laid === null) return null;
    lines.push(...laid);
  }
  return lines;
}

/**
 * As many units in a line as fit.
 *
 * @param start - what the first line begins with; null for nothing
 * @param indent - of the first line
 * @param further - of the other lines
 */
function fill(start: string | null, units: readonly Unit[], indent: number, further: number): readonly string[] | null {
  const lines: string[] = [];
  let line = start;
  for (const unit of units) {
    const one = oneLine(unit);
    const isComment = one?.startsWith("--") === true;
    const goesOn = line !== null && one !== null && !isComment && !hasComment(line);
    if (goesOn && `${line} ${one}`.length <= QUERY_WIDTH) {
      line = `${line} ${one}`;
      continue;
    }
    const isFirst = lines.length === 0 && line === start;
    const laid = layUnit(unit, isFirst && start === null ? indent : further);
    if (laid === null) return null;
    if (laid.length === 1) {
      if (line !== null) lines.push(line);
      line = laid[0] ?? null;
      continue;
    }
    // What goes over lines anyway begins where its clause does.
    const [first = "", ...rest] = isFirst && start !== null ? (layUnit(unit, indent) ?? []) : laid;
    if (isFirst && start !== null) lines.push(`${start} ${first.trim()}`, ...rest);
    else lines.push(...(line === null ? [] : [line]), first, ...rest);
    line = null;
  }
  if (line !== null) lines.push(line);
  return lines;
}

/** Lines of a unit at an indentation. */
function layUnit(unit: Unit, indent: number): readonly string[] | null {
  const one = oneLine(unit);
  if (unit.tail === null || (one !== null && indent + one.length <= QUERY_WIDTH)) {
    return one === null ? null : [blanks(indent) + one];
  }
  const lines: string[] = [];
  for (let part: Unit | null = unit; part !== null; part = part.tail) {
    const [only] = part.inner;
    if (/\bCASE\b/i.test(part.head) && !part.head.endsWith("(")) {
      const units = unitsOf(part.inner);
      if (units === null) return null;
      const filled = fill(blanks(indent) + part.head, units, indent, indent + 4);
      if (filled === null) return null;
      lines.push(...filled);
    } else if (only !== undefined && part.inner.length === 1 && /^VALUES$/i.test(only.text)) {
      const rows = unitsOf(only.below);
      const laid = rows === null ? null : layRows(`${blanks(indent)}${part.head}${only.text}`, rows, indent + 4);
      if (laid === null) return null;
      lines.push(...laid);
    } else if (part.inner.length > 0) {
      const clauses = clausesOf(part.inner);
      const units = unitsOf(part.inner);
      const laid =
        clauses !== null
          ? layClauses(clauses, indent + 4)
          : units === null
            ? null
            : fill(null, units, indent + 4, indent + 4);
      if (laid === null) return null;
      lines.push(blanks(indent) + part.head, ...laid);
    } else lines.push(blanks(indent) + part.head);
  }
  return lines;
}

/** A unit in one line; null where a comment would swallow what stands behind it. */
function oneLine({ head, inner, tail }: Unit): string | null {
  const units = unitsOf(inner);
  if (units === null) return null;
  const texts = [head, ...units.map(oneLine), ...(tail === null ? [] : [oneLine(tail)])];
  return joined(texts);
}

/** Texts with blanks between them, but none within parentheses. */
function joined(texts: readonly (string | null)[]): string | null {
  let all = "";
  for (const [index, text] of texts.entries()) {
    if (text === null) return null;
    if (text === "") continue;
    if (hasComment(text) && (index < texts.length - 1 || texts.length > 1)) return null;
    const isClose = all === "" || all.endsWith("(") || text.startsWith(")");
    all += isClose ? text : ` ${text}`;
  }
  return all;
}

const blanks = (count: number): string => " ".repeat(count);
