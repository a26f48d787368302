import {
  Composer,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  Lexer,
  type ParsedNode,
  Parser,
  Scalar,
  type YAMLMap,
  type YAMLSeq,
} from "yaml";
import type { YamlCode } from "../diagnostics/diagnostic.ts";
import { indexLines, type Lines, type Span } from "./lines.ts";
import type { Refused, SourceEntry, SourceItem, SourceNode } from "./node.ts";
import { join } from "./pointer.ts";

/** Levels of nesting; an honest topology has about ten. It keeps every later stage's recursion short. */
const MAX_DEPTH = 64;
/** Nodes of the document with its aliases expanded: 10,000 databases have about half as many. */
const MAX_NODES = 1_000_000;
/** One broken line can break all that follow: after so many syntax errors the rest is noise. */
const MAX_SYNTAX_ERRORS = 10;

/** Reports a fault at a piece of the text. */
export type Report = (code: YamlCode, span: Span, message: string, hint: string) => void;

/** The document's nodes; null where the text is too broken to go on. Every fault is reported. */
export function parseYaml(text: string, report: Report): SourceNode | null {
  const document = compose(text, report);
  if (document === null) return null;
  const { contents } = document;
  if (contents === null || (isScalar(contents) && contents.value === null && contents.source === "")) {
    report("Y04", { start: 0, end: 0 }, "The file is empty.", "Start from the topology that hadrian init writes.");
    return null;
  }
  const root = build(contents, text, report);
  if (root === null) return null;
  if (root.kind === "list" || root.kind === "scalar") {
    const what = root.kind === "list" ? "a list" : "plain text";
    report(
      "Y16",
      root.span,
      `The file is ${what}, not a map.`,
      "A topology begins with keys: version, name, platform, servers, databases.",
    );
    return null;
  }
  return root;
}

/** From text to the library's document, stopping at what would make it recurse too deeply or read another YAML. */
function compose(text: string, report: Report): Document.Parsed | null {
  const control = forbiddenCharacter(text);
  if (control !== null) {
    const code = (text.codePointAt(control) ?? 0).toString(16).toUpperCase().padStart(4, "0");
    report(
      "Y19",
      { start: control, end: control + 1 },
      `U+${code} is a character that YAML does not allow.`,
      code === "0000" ? "The file may be UTF-16: save it as UTF-8." : "Delete it.",
    );
    return null;
  }
  const strange = strangeLineEnd(text);
  if (strange !== null) {
    const [code, what] = LINE_ENDS.get(text.charAt(strange)) ?? ["", ""];
    report(
      "Y20",
      { start: strange, end: strange + 1 },
      `This line ends in ${what} alone, ${code}: to YAML the file is one line.`,
      "Save the file with the line ends LF or CRLF: an editor shows and changes them.",
    );
    return null;
  }
  const parser = new Parser();
  const tokens = [];
  // Where a quote was opened and not closed: the library reports the end of the file.
  let openQuote: number | null = null;
  for (const lexeme of new Lexer().lex(text)) {
    for (const token of parser.next(lexeme)) {
      if (token.type === "directive") {
        const version = /^%YAML\s+(\S+)/.exec(token.source)?.[1];
        if (version !== undefined && version !== "1.2") {
          const span = { start: token.offset, end: token.offset + token.source.trimEnd().length };
          report("Y08", span, `This is YAML 1.2; the file asks for ${version}.`, "Delete the %YAML line.");
          return null;
        }
      }
      tokens.push(token);
    }
    const quote = lexeme.charAt(0);
    if ((quote === '"' || quote === "'") && (lexeme.length === 1 || !lexeme.endsWith(quote))) {
      openQuote ??= parser.offset - lexeme.length;
    }
    // The stack holds the document and one token for each open collection.
    if (parser.stack.length > MAX_DEPTH + 2) {
      const start = Math.max(0, parser.offset - 1);
      report(
        "Y15",
        { start, end: start + 1 },
        `More than ${MAX_DEPTH} levels of nesting.`,
        "A topology has about ten levels.",
      );
      return null;
    }
  }
  for (const token of parser.end()) tokens.push(token);

  const composer = new Composer({
    version: "1.2",
    schema: "core",
    // All three are done below: the library's unique keys are quadratic, its merges and aliases lose the places.
    uniqueKeys: false,
    merge: false,
    prettyErrors: false,
    resolveKnownTags: false,
    logLevel: "silent",
  });
  const documents = [...composer.compose(tokens, true, text.length)];
  const first = documents[0] as Document.Parsed | undefined;
  if (first === undefined) return null;
  const sound = reportSyntax(first, text, openQuote, report);
  const second = documents[1];
  if (second !== undefined) {
    const start = secondDocument(text, second.range[0]);
    report(
      "Y07",
      { start, end: start + 3 },
      "A second YAML document begins here.",
      "One file holds one topology: put the second into a file of its own.",
    );
    return null;
  }
  return sound ? first : null;
}

/** Reports what the library found; true where the document can be read all the same. */
function reportSyntax(document: Document.Parsed, text: string, openQuote: number | null, report: Report): boolean {
  const lines = new Set<number>();
  for (const error of document.errors) {
    const unclosed = openQuote !== null && error.code === "MISSING_CHAR" && error.message.includes("quote");
    const start = unclosed ? openQuote : error.pos[0];
    // All after an open quote is taken for text, and its faults are none.
    if (openQuote !== null && !unclosed && start > openQuote) continue;
    const end = unclosed ? start + 1 : Math.max(error.pos[1], start);
    const lineStart = text.lastIndexOf("\n", start - 1) + 1;
    // What follows on the same line is a consequence.
    if (lines.has(lineStart) || lines.size >= MAX_SYNTAX_ERRORS) continue;
    lines.add(lineStart);
    const indentation = /^[ \t]*/.exec(text.slice(lineStart, start + 1))?.[0] ?? "";
    if (error.code === "TAB_AS_INDENT" || (error.code === "BAD_INDENT" && indentation.includes("\t"))) {
      report("Y06", { start, end }, "A tab indents this line; YAML allows only spaces.", "Replace the tab by spaces.");
    } else if (error.code === "BAD_DQ_ESCAPE") {
      const sequence = text.slice(start, start + 2);
      report(
        "Y18",
        { start, end },
        `${sequence.startsWith("\\") ? `${sequence} is` : "This is"} no escape that YAML knows in double quotes.`,
        "In double quotes a backslash begins an escape: write paths in single quotes, or without quotes.",
      );
    } else {
      report(
        "Y05",
        { start, end },
        `Not YAML: ${unclosed ? "this quote is not closed" : lowerFirst(error.message)}.`,
        syntaxHint(error.code),
      );
    }
  }
  for (const warning of document.warnings) {
    const span = { start: warning.pos[0], end: warning.pos[1] };
    if (warning.code === "TAG_RESOLVE_FAILED") {
      const tag = text.slice(span.start, span.end);
      report(
        "Y09",
        span,
        `${tag} is a tag that topologies do not have.`,
        "Delete the tag; write the value in quotes where it is to be text.",
      );
    } else {
      report("Y05", span, `Not YAML: ${lowerFirst(warning.message)}.`, syntaxHint(warning.code));
    }
  }
  return document.errors.length === 0;
}

function lowerFirst(message: string): string {
  return message.charAt(0).toLowerCase() + message.slice(1);
}

function syntaxHint(code: string): string {
  switch (code) {
    case "BLOCK_AS_IMPLICIT_KEY":
      return "A value that contains a colon and a space needs quotes.";
    case "BAD_SCALAR_START":
      return "Put the value in single quotes.";
    case "BAD_INDENT":
      return "Keys of one map begin at one column; brackets and braces must be closed.";
    case "MISSING_CHAR":
      return "Close what is open, or put a colon and a space after the key.";
    default:
      return "Check indentation, quotes and colons on this line and the one before.";
  }
}

/** Index of the first character outside YAML's printable set, or null. */
function forbiddenCharacter(text: string): number | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const at = text.search(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f\ufffe\uffff]/);
  return at === -1 ? null : at;
}

/** What ends a line for some and not for this reader of YAML, which knows LF and CRLF. */
const LINE_ENDS: ReadonlyMap<string, readonly [code: string, what: string]> = new Map([
  ["\r", ["U+000D", "a carriage return"]],
  ["\u0085", ["U+0085", "a next-line character"]],
  ["\u2028", ["U+2028", "a line separator"]],
  ["\u2029", ["U+2029", "a paragraph separator"]],
]);

/** Index of the first of them that stands where a line ends, or null: a file of one line with one of the last three is taken to be of several. */
function strangeLineEnd(text: string): number | null {
  const carriageReturn = text.search(/\r(?!\n)/);
  if (carriageReturn !== -1) return carriageReturn;
  const separator = text.trimEnd().includes("\n") ? -1 : text.search(/[\u0085\u2028\u2029]/);
  return separator === -1 ? null : separator;
}

/** The second document's own `---`, where it has one: its range begins after it. */
function secondDocument(text: string, start: number): number {
  const marker = text.lastIndexOf("\n---", start);
  return marker === -1 ? start : marker + 1;
}

/** Turns the library's nodes into ours: aliases followed, merge keys applied, keys made strings, duplicates reported. */
function build(contents: ParsedNode, text: string, report: Report): SourceNode | null {
  // An anchor's node while it is still being read is its own marker: an alias to it would be a cycle.
  const anchors = new Map<string, SourceNode | symbol>();
  let index: Lines | null = null;
  let merged = 0;
  let broken = false;

  const trimmed = (start: number, end: number): Span => {
    let last = Math.max(start, Math.min(end, text.length));
    while (last > start && /\s/.test(text.charAt(last - 1))) last--;
    return { start, end: last };
  };
  const spanOf = (node: ParsedNode): Span => trimmed(node.range[0], node.range[1]);
  const refuse = (span: Span, pointer: string): Refused => ({ kind: "refused", span, pointer, size: 1, depth: 1 });
  const nothing = (span: Span, pointer: string): SourceNode => ({
    kind: "scalar",
    value: null,
    text: "",
    span,
    pointer,
    size: 1,
    depth: 1,
  });

  /** True where another `size` nodes make the document too large; reported once. */
  const tooMuch = (size: number, depth: number, span: Span): boolean => {
    if (broken) return true;
    if (size > MAX_NODES) {
      report(
        "Y14",
        span,
        `With its aliases expanded the document has more than ${MAX_NODES} nodes.`,
        "Use fewer aliases of aliases.",
      );
      broken = true;
    } else if (depth > MAX_DEPTH) {
      report(
        "Y15",
        span,
        `With its aliases expanded this has more than ${MAX_DEPTH} levels of nesting.`,
        "A topology has about ten levels.",
      );
      broken = true;
    }
    return broken;
  };

  const visit = (node: ParsedNode | null, pointer: string, fallback: Span): SourceNode => {
    if (node === null) return nothing(fallback, pointer);
    if (isAlias(node)) return visitAlias(node.source, spanOf(node), pointer);
    const anchor = node.anchor;
    if (anchor === undefined) return visitPlain(node, pointer);
    const open = Symbol(anchor);
    anchors.set(anchor, open);
    const made = visitPlain(node, pointer);
    if (anchors.get(anchor) === open) anchors.set(anchor, made);
    return made;
  };

  const visitAlias = (name: string, span: Span, pointer: string): SourceNode => {
    const target = anchors.get(name);
    if (target === undefined) {
      const known: string[] = [];
      for (const anchor of anchors.keys()) if (known.push(`&${anchor}`) === 20) break;
      report(
        "Y12",
        span,
        `*${name} is an alias of an anchor that does not stand before it.`,
        known.length === 0 ? `Write &${name} before the value that is meant.` : `Anchors so far: ${known.join(", ")}.`,
      );
      return refuse(span, pointer);
    }
    if (typeof target === "symbol") {
      report(
        "Y13",
        span,
        `*${name} stands inside the value of &${name}: it would contain itself.`,
        "Write the value out.",
      );
      return refuse(span, pointer);
    }
    return target;
  };

  const visitPlain = (node: Exclude<ParsedNode, { type: "ALIAS" }>, pointer: string): SourceNode => {
    if (isMap(node)) return visitMap(node as YAMLMap.Parsed, pointer);
    if (isSeq(node)) return visitSeq(node as YAMLSeq.Parsed, pointer);
    const scalar = node as Scalar.Parsed;
    const span = spanOf(scalar);
    const value = scalar.value as unknown;
    const plain = typeof value === "bigint" ? Number(value) : value;
    return {
      kind: "scalar",
      value: plain === undefined ? null : (plain as string | number | boolean | null),
      text: scalar.type === Scalar.PLAIN ? (scalar.source ?? "") : String(plain ?? ""),
      span,
      pointer,
      size: 1,
      depth: 1,
    };
  };

  const visitSeq = (seq: YAMLSeq.Parsed, pointer: string): SourceNode => {
    const span = spanOf(seq);
    const items: SourceItem[] = [];
    let size = 1;
    let depth = 1;
    for (const [index, item] of seq.items.entries()) {
      if (broken) break;
      const node = item as ParsedNode | null;
      const value = visit(node, join(pointer, index), { start: span.start, end: span.start });
      const use = node === null ? value.span : spanOf(node);
      size += value.size;
      depth = Math.max(depth, value.depth + 1);
      if (tooMuch(size, depth, use)) break;
      items.push({ value, use });
    }
    return { kind: "list", items, span, pointer, size, depth };
  };

  const visitMap = (map: YAMLMap.Parsed, pointer: string): SourceNode => {
    const span = spanOf(map);
    const entries = new Map<string, SourceEntry>();
    const merges: { readonly value: SourceNode; readonly use: Span }[] = [];
    let mergeKey: Span | null = null;
    let size = 1;
    let depth = 1;
    for (const pair of map.items) {
      if (broken) break;
      const keyNode = pair.key as ParsedNode | null;
      const keySpan = keyNode === null ? { start: span.start, end: span.start } : spanOf(keyNode);
      const key = keyText(keyNode, keySpan, pointer);
      const valueNode = pair.value as ParsedNode | null;
      const after = { start: keySpan.end, end: keySpan.end };
      const value = visit(valueNode, key === null ? pointer : join(pointer, key), after);
      const empty = valueNode === null || (isScalar(valueNode) && valueNode.value === null && valueNode.source === "");
      const use = empty ? keySpan : spanOf(valueNode);
      if (key === null) continue;
      if (isScalar(keyNode) && keyNode.type === Scalar.PLAIN && keyNode.source === "<<") {
        if (mergeKey !== null) {
          report("Y10", keySpan, "<< stands here a second time.", "Give one << a list: <<: [*a, *b].");
          continue;
        }
        mergeKey = keySpan;
        merges.push({ value, use });
        continue;
      }
      const first = entries.get(key);
      if (first !== undefined) {
        report(
          "Y10",
          keySpan,
          `The key ${key} stands in this map a second time.`,
          `Keep one of them; the first is ${distance(first.key, keySpan)}.`,
        );
        continue;
      }
      size += value.size;
      depth = Math.max(depth, value.depth + 1);
      if (tooMuch(size, depth, use)) break;
      entries.set(key, { key: keySpan, value, use });
    }
    for (const { value, use } of merges) {
      for (const source of mergeSources(value, use)) {
        for (const [key, entry] of source) {
          merged++;
          if (entries.has(key)) continue;
          size += entry.value.size;
          depth = Math.max(depth, entry.value.depth + 1);
          if (tooMuch(Math.max(size, merged), depth, use)) break;
          entries.set(key, entry);
        }
      }
    }
    return { kind: "map", entries, span, pointer, size, depth };
  };

  const distance = (first: Span, second: Span): string => {
    index ??= indexLines(text);
    const lines = index.place(second).line - index.place(first).line;
    return lines === 0 ? "on the same line" : lines === 1 ? "one line above" : `${lines} lines above`;
  };

  const mergeSources = (value: SourceNode, use: Span): ReadonlyMap<string, SourceEntry>[] => {
    if (value.kind === "refused") return [];
    const items: readonly SourceItem[] = value.kind === "list" ? value.items : [{ value, use }];
    const sources: ReadonlyMap<string, SourceEntry>[] = [];
    for (const item of items) {
      if (item.value.kind === "map") sources.push(item.value.entries);
      else if (item.value.kind !== "refused") {
        report(
          "Y17",
          item.use,
          "<< merges maps; this is none.",
          "Give it an alias of a map, or a list of such aliases.",
        );
      }
    }
    return sources;
  };

  const keyText = (node: ParsedNode | null, span: Span, pointer: string): string | null => {
    if (node !== null) {
      const made = visit(node, pointer, span);
      // `2024:` and `true:` are names here; a plain scalar's text is what the user wrote.
      if (made.kind === "scalar" && (made.text !== "" || made.value === "")) return made.text;
      if (made.kind === "refused") return null;
    }
    report("Y11", span, "A key must be plain text.", "Write a name before the colon.");
    return null;
  };

  const root = visit(contents, "", { start: 0, end: 0 });
  return broken ? null : root;
}
