import type { Span } from "../source/lines.ts";
import type { Refused, SourceEntry, SourceItem, SourceNode } from "../source/node.ts";
import { steps } from "../source/pointer.ts";

/** What becomes of a refused part: its key goes, or the key stays with a value nobody can use. */
export type Cut = "remove" | "refuse";

interface Trie {
  cut: Cut | null;
  readonly below: Map<string, Trie>;
}

/** A value nobody can use, in the place of another. */
function refused(span: Span, pointer: string): Refused {
  return { kind: "refused", span, pointer, size: 1, depth: 1 };
}

/**
 * The document without its refused parts. Nodes off the ways to them are shared with the original. A pointer whose last step
 * leads nowhere adds a refused part there, for a key that is missing.
 */
export function cutOut(root: SourceNode, cuts: ReadonlyMap<string, Cut>): SourceNode {
  if (cuts.size === 0) return root;
  const trie: Trie = { cut: null, below: new Map() };
  for (const [pointer, cut] of cuts) {
    let at = trie;
    for (const step of steps(pointer)) {
      let next = at.below.get(step);
      if (next === undefined) {
        next = { cut: null, below: new Map() };
        at.below.set(step, next);
      }
      at = next;
    }
    at.cut = cut;
  }
  return apply(root, trie);
}

function apply(node: SourceNode, trie: Trie): SourceNode {
  if (trie.cut !== null) return refused(node.span, node.pointer);
  if (trie.below.size === 0) return node;
  if (node.kind === "map") {
    const entries = new Map<string, SourceEntry>();
    for (const [key, entry] of node.entries) {
      const below = trie.below.get(key);
      if (below === undefined) entries.set(key, entry);
      else if (below.cut !== "remove") entries.set(key, { ...entry, value: apply(entry.value, below) });
    }
    for (const [key, below] of trie.below) {
      if (node.entries.has(key) || below.cut === "remove") continue;
      entries.set(key, { key: node.span, use: node.span, value: refused(node.span, node.pointer) });
    }
    return { ...node, entries };
  }
  if (node.kind === "list") {
    const items: SourceItem[] = node.items.map((item, index) => {
      const below = trie.below.get(String(index));
      return below === undefined ? item : { ...item, value: apply(item.value, below) };
    });
    return { ...node, items };
  }
  return node;
}
