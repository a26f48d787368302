import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseDocument, stringify } from "yaml";
import { ROOT } from "./fixtures.ts";

type Plain = Record<string, unknown>;

const isPlain = (value: unknown): value is Plain =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A topology's text as plain values; a date stays text, as Hadrian reads it. */
function plain(text: string): Plain {
  const document = parseDocument(text, { merge: true });
  if (document.errors.length > 0) throw document.errors[0];
  return document.toJS() as Plain;
}

function laid(piece: unknown, base: unknown): unknown {
  if (!isPlain(piece) || !isPlain(base)) return piece;
  const keys = [...Object.keys(base), ...Object.keys(piece).filter((key) => !(key in base))];
  return Object.fromEntries(keys.map((key) => [key, key in piece ? laid(piece[key], base[key]) : base[key]]));
}

/**
 * The whole topology that an example stands for: it is laid over the base of its platform in fixtures/examples. One that says
 * its version is whole.
 */
export function wholeTopology(example: string): string {
  const piece = plain(example);
  if ("version" in piece) return example;
  const base = readFileSync(join(ROOT, "fixtures/examples", `${piece.platform ?? "sql-server"}.yaml`), "utf8");
  return stringify(laid(piece, plain(base)));
}
