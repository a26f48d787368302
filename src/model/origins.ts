import type { Place, Span } from "../source/lines.ts";
import { follow, type SourceNode } from "../source/node.ts";
import type { Pointer } from "./topology.ts";

/** Where a value was written. */
export interface Origin {
  readonly line: number;
  readonly column: number;
  /** Its place in the file's own document: `/profiles/east/logShipping/backup/share`. */
  readonly pointer: Pointer;
}

/** Leads from the resolved document back to what the user wrote. */
export interface Origins {
  /**
   * The piece of the file that a pointer in the resolved document came from. Of a value that is a default, the nearest part
   * around it that was written; of a part with keys of its own, its key.
   */
  span(at: Pointer, on?: "key" | "value"): Span;
  /** The same as a pointer in the file's own document: `/profiles/east/logShipping/backup/share`. */
  source(at: Pointer): Pointer;
  /** Where the value itself was written; null for a default. */
  written(at: Pointer): Origin | null;
}

/**
 * The way back by the merged document, whose nodes are the user's own.
 *
 * @param place - of a piece of the file, its line and column
 */
export function originsOf(merged: SourceNode, place: (span: Span) => Place): Origins {
  return {
    span(at, on = "value") {
      const found = follow(merged, at);
      const whole = found.left > 0 || found.node.kind === "map" || found.node.kind === "list";
      return on === "key" || whole ? found.key : found.value;
    },
    source: (at) => follow(merged, at).node.pointer,
    written(at) {
      const { left, node, value } = follow(merged, at);
      if (left > 0) return null;
      const { line, column } = place(value);
      return { line, column, pointer: node.pointer };
    },
  };
}
