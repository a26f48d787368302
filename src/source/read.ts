import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { decode } from "./decode.ts";
import { indexLines, type Lines, type Place, type Span } from "./lines.ts";
import type { SourceNode } from "./node.ts";
import { parseYaml } from "./yaml.ts";

/** A file that could be read, with the way back from each node to its line. */
export interface Source {
  readonly file: string;
  readonly text: string;
  readonly root: SourceNode;
  /** A piece of the text as lines and columns; of a piece over several lines only the first. */
  place(span: Span): Place;
}

/** Reads a file's bytes: to the document's nodes, or to null where nothing further can be said of it. */
export function readSource(
  file: string,
  bytes: Uint8Array,
): { readonly source: Source | null; readonly diagnostics: readonly Diagnostic[] } {
  const decoded = decode(file, bytes);
  if ("diagnostic" in decoded) return { source: null, diagnostics: [decoded.diagnostic] };
  const { text } = decoded;
  const lines = indexLines(text);
  const diagnostics: Diagnostic[] = [];
  const root = parseYaml(text, (code, span, message, hint) => {
    diagnostics.push({ file, ...firstLine(lines, span), severity: "error", code, message, hint });
  });
  if (root === null) return { source: null, diagnostics };
  return { source: { file, text, root, place: (span) => firstLine(lines, span) }, diagnostics };
}

function firstLine(lines: Lines, span: Span): Place {
  const place = lines.place(span);
  if (place.endLine === place.line) return place;
  const end = Math.max(lines.text(place.line).trimEnd().length + 1, place.column);
  return { ...place, endLine: place.line, endColumn: end };
}
