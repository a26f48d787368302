import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseAst } from "vitest/node";
import { ROOT } from "./fixtures.ts";

/** A regular expression and where it stands. */
export interface Pattern {
  readonly at: string;
  readonly source: string;
  readonly flags: string;
}

/** Every regular expression that can come upon a user's text: those of src and those of the schemas. */
export function allPatterns(): readonly Pattern[] {
  const files = readdirSync(join(ROOT, "src"), { recursive: true, encoding: "utf8" })
    .map((file) => `src/${file.replaceAll("\\", "/")}`)
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".generated.d.ts"));
  const schemas = ["schema/topology.schema.json", "schema/diagnostics.schema.json"];
  const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");
  const found = [
    ...files.flatMap((file) => patternsOf(file, read(file))),
    ...schemas.flatMap((file) => patternsOfSchema(file, JSON.parse(read(file)))),
  ];
  return [...new Map(found.map((pattern) => [`/${pattern.source}/${pattern.flags}`, pattern])).values()];
}

/** The literals of a module, and its `new RegExp(text)`; what a template's text takes in stands as one letter. */
export function patternsOf(file: string, code: string): readonly Pattern[] {
  const patterns: Pattern[] = [];
  walk(parseAst(code, { lang: "ts" }), (node) => {
    const at = (): string => `${file}:${code.slice(0, Number(node.start)).split("\n").length}`;
    const literal = node.regex as { pattern: string; flags: string } | undefined;
    if (literal !== undefined) patterns.push({ at: at(), source: literal.pattern, flags: literal.flags });
    if ((node.callee as Node | undefined)?.name !== "RegExp") return;
    const [source, flags] = (node.arguments as readonly Node[]).map(textOf);
    if (source != null) patterns.push({ at: at(), source, flags: flags ?? "" });
  });
  return patterns;
}

type Node = Readonly<Record<string, unknown>>;

function walk(value: unknown, visit: (node: Node) => void): void {
  if (typeof value !== "object" || value === null) return;
  if (!Array.isArray(value)) visit(value as Node);
  for (const child of Object.values(value)) walk(child, visit);
}

/** The text of a string or a template; null where it is made elsewhere. */
function textOf(node: Node): string | null {
  if (typeof node.value === "string") return node.value;
  const quasis = node.quasis as readonly { value: { cooked: string } }[] | undefined;
  return quasis?.map(({ value }) => value.cooked).join("x") ?? null;
}

/** The validator and editors read a schema's patterns with the flag u. */
function patternsOfSchema(file: string, schema: unknown): readonly Pattern[] {
  const patterns: Pattern[] = [];
  walk(schema, ({ pattern, patternProperties }) => {
    const sources = [...(typeof pattern === "string" ? [pattern] : []), ...Object.keys(patternProperties ?? {})];
    for (const source of sources) patterns.push({ at: file, source, flags: "u" });
  });
  return patterns;
}

/** What one text is made of: `before`, then `pump` as often as the length takes, then `after`. */
export interface Hostile {
  readonly before: string;
  readonly pump: string;
  readonly after: string;
}

/** Letters first: they stand for a class in a text that is to match. */
const CHARACTERS = [
  ..."axAX019-_./\\ ",
  ...Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)),
  ..."\n\r\t\0é\u{2028}",
];

/** A piece of a pattern: characters it takes, or a group of alternatives, and how often at least. */
interface Piece {
  readonly alternatives: readonly (readonly Piece[])[];
  readonly takes: RegExp | null;
  readonly isLook: boolean;
  least: number;
}

/**
 * Texts that are to be slow for a pattern. The parts that are repeated: a character of each kind that the pattern tells apart,
 * each two of them, and each beginning of a match. Before them: each beginning of a match, so that every loop of the pattern is come to.
 * After them: nothing, or what the pattern does not take.
 */
export function hostileTexts({ source, flags }: Pattern): readonly Hostile[] {
  const pieces = parse(source, flags.replace(/[gy]/g, ""));
  const classes = flat(pieces).flatMap(({ takes }) => takes ?? []);
  const kinds = new Map<string, string>();
  for (const character of CHARACTERS) {
    const kind = classes.map((takes) => (takes.test(character) ? "1" : "0")).join("");
    if (!kinds.has(kind)) kinds.set(kind, character);
  }
  const singles = [...kinds.values()];
  const begins = [...beginnings(pieces, "")];
  const pairs = singles.flatMap((one) => singles.map((other) => one + other)).filter(([one, other]) => one !== other);
  const stranger = kinds.get("0".repeat(classes.length)) ?? "\n";
  const afters = [...new Set(["", stranger, "\n"])];
  const texts = (befores: readonly string[], pumps: readonly string[]): readonly Hostile[] =>
    befores.flatMap((before) => pumps.flatMap((pump) => afters.map((after) => ({ before, pump, after }))));
  return [...texts(begins, singles), ...texts([""], [...pairs, ...begins.filter((text) => text.length > 1)])];
}

const TOKEN =
  /\[(?:\\.|[^\]\\])*\]|\\(?:[pP]\{[^}]*\}|u\{[^}]*\}|u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2}|.)|\((?:\?(?:[:=!]|<[=!]|<\w+>))?|[*+?]\??|\{\d+(?:,\d*)?\}\??|[\s\S]/gu;

/** The alternatives of a pattern, as one group. */
function parse(source: string, flags: string): Piece {
  const group = (isLook: boolean) => ({ alternatives: [[]] as Piece[][], takes: null, isLook, least: 1 });
  const whole = group(false);
  const open = [whole];
  for (const [token] of source.matchAll(TOKEN)) {
    const inner = open.at(-1) ?? whole;
    const line = inner.alternatives.at(-1) ?? [];
    const last = line.at(-1);
    if (token.startsWith("(")) {
      const next = group(/[=!]$/.test(token));
      line.push(next);
      open.push(next);
    } else if (token === ")") open.pop();
    else if (token === "|") inner.alternatives.push([]);
    else if (/^[*+?]/.test(token)) continue;
    else if (/^\{\d/.test(token) && last !== undefined) last.least = Number.parseInt(token.slice(1), 10);
    else if (!/^(?:[$^]|\\[bB1-9])$/.test(token)) {
      line.push({ alternatives: [], takes: new RegExp(`^${token}$`, flags), isLook: false, least: 1 });
    }
  }
  return whole;
}

function flat(piece: Piece): readonly Piece[] {
  return [piece, ...piece.alternatives.flat().flatMap(flat)];
}

/** A text that a piece takes, by its first alternative. */
function sample({ alternatives, takes, isLook, least }: Piece): string {
  if (isLook) return "";
  const one =
    takes === null
      ? (alternatives[0] ?? []).map(sample).join("")
      : (CHARACTERS.find((character) => takes.test(character)) ?? "");
  return one.repeat(Math.max(1, least));
}

function beginnings({ alternatives }: Piece, before: string): ReadonlySet<string> {
  const texts = new Set([before]);
  for (const line of alternatives) {
    let text = before;
    for (const piece of line) {
      for (const inside of beginnings(piece, text)) texts.add(inside);
      text += sample(piece);
      texts.add(text);
    }
  }
  return texts;
}
