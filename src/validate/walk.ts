import { join } from "../source/pointer.ts";

/** One value of a raw document. */
export interface Visit {
  readonly at: string;
  /** The key that holds it; null for a list's item and the root. */
  readonly key: string | null;
  /** The nearest key above that; empty at the top. */
  readonly parent: string;
  readonly value: unknown;
}

/** Every value of a raw document from the top down, without what stands under `x-` keys, which is the user's own. */
export function* walk(value: unknown, at = "", key: string | null = null, parent = ""): Iterable<Visit> {
  yield { at, key, parent, value };
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(item, join(at, index), null, key ?? parent);
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (!name.startsWith("x-")) yield* walk(item, join(at, name), name, key ?? parent);
    }
  }
}
