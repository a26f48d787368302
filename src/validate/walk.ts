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

const walked = new WeakMap<object, readonly Visit[]>();

/**
 * Every value of a raw document from the top down, without what stands under `x-` keys, which is the user's own. Each rule that
 * asks gets the same list.
 */
export function walk(document: unknown): readonly Visit[] {
  const root: Visit = { at: "", key: null, parent: "", value: document };
  if (typeof document !== "object" || document === null) return [root];
  const known = walked.get(document);
  if (known !== undefined) return known;
  const visits: Visit[] = [];
  const ahead: Visit[] = [root];
  for (let visit = ahead.pop(); visit !== undefined; visit = ahead.pop()) {
    visits.push(visit);
    const start = ahead.length;
    look(visit, ahead);
    // The first of what is within comes next.
    for (let low = start, high = ahead.length - 1; low < high; low++, high--) {
      [ahead[low], ahead[high]] = [ahead[high] as Visit, ahead[low] as Visit];
    }
  }
  walked.set(document, visits);
  return visits;
}

function look({ at, key, parent: above, value }: Visit, found: Visit[]): void {
  const parent = key ?? above;
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) found.push({ at: join(at, index), key: null, parent, value: item });
  } else if (typeof value === "object" && value !== null) {
    for (const [name, item] of Object.entries(value)) {
      if (!name.startsWith("x-")) found.push({ at: join(at, name), key: name, parent, value: item });
    }
  }
}
