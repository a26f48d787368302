import type { Span } from "./lines.ts";
import { steps } from "./pointer.ts";

/**
 * The document as plain nodes, each with its place in the text. Aliases are followed and merge keys applied, so that one node
 * may stand at several keys; its `span` is where its text is.
 */
export type SourceNode = SourceMap | SourceList | SourceScalar | Refused;

interface NodeBase {
  readonly span: Span;
  /** Where its text stands in the raw document. */
  readonly pointer: string;
  /** Nodes in it, itself included, with aliases expanded. */
  readonly size: number;
  /** Levels in it, itself included. */
  readonly depth: number;
}

export interface SourceMap extends NodeBase {
  readonly kind: "map";
  /** A layer under it was refused: what it lacks may have stood there. */
  readonly incomplete?: boolean;
  readonly entries: ReadonlyMap<string, SourceEntry>;
}

export interface SourceList extends NodeBase {
  readonly kind: "list";
  readonly items: readonly SourceItem[];
}

export interface SourceScalar extends NodeBase {
  readonly kind: "scalar";
  readonly value: string | number | boolean | null;
  /** As the user wrote it, without quotes; differs from the value for numbers such as 017. */
  readonly text: string;
}

/** A part that was refused and is left out of what follows. */
export interface Refused extends NodeBase {
  readonly kind: "refused";
}

/** A value in a list, with where it stands there: for an alias that is the alias. */
export interface SourceItem {
  readonly value: SourceNode;
  readonly use: Span;
}

/** A value in a map, with its key's place. */
export interface SourceEntry extends SourceItem {
  readonly key: Span;
}

/** What a pointer leads to: the entry that holds the node, and the node. */
export interface Found {
  readonly node: SourceNode;
  /** Where the value stands: an alias' own place rather than that of what it stands for. */
  readonly value: Span;
  /** The key's place; a list item's and the root's are their value's. */
  readonly key: Span;
}

/** Follows a pointer as far as it goes: `left` counts the steps that lead nowhere. */
export function follow(root: SourceNode, pointer: string): Found & { readonly left: number } {
  const path = steps(pointer);
  let found: Found = { node: root, value: root.span, key: root.span };
  for (const [index, step] of path.entries()) {
    const { node } = found;
    const item =
      node.kind === "map" ? node.entries.get(step) : node.kind === "list" ? node.items[Number(step)] : undefined;
    if (item === undefined) return { ...found, left: path.length - index };
    found = { node: item.value, value: item.use, key: "key" in item ? (item as SourceEntry).key : item.use };
  }
  return { ...found, left: 0 };
}

/**
 * Plain values for those who need no places: maps without prototype, so that no key is special. A refused part becomes null.
 * What is shared in the document is shared in the result. With `omitNone` keys whose value is `none` are left out.
 */
export function toPlain(root: SourceNode, options: { readonly omitNone?: boolean } = {}): unknown {
  const made = new Map<SourceNode, unknown>();
  const make = (node: SourceNode): unknown => {
    if (node.kind === "scalar") return node.value;
    if (node.kind === "refused") return null;
    const known = made.get(node);
    if (known !== undefined) return known;
    let plain: unknown;
    if (node.kind === "list") {
      plain = node.items.map((item) => make(item.value));
    } else {
      const map: Record<string, unknown> = Object.create(null);
      for (const [key, entry] of node.entries) {
        if (options.omitNone && entry.value.kind === "scalar" && entry.value.value === "none") continue;
        map[key] = make(entry.value);
      }
      plain = map;
    }
    made.set(node, plain);
    return plain;
  };
  return make(root);
}
