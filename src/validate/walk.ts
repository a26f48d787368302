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
export function* walk(document: unknown): Iterable<Visit> {
  const ahead: Visit[] = [{ at: "", key: null, parent: "", value: document }];
  for (let visit = ahead.pop(); visit !== undefined; visit = ahead.pop()) {
    yield visit;
    ahead.push(...inside(visit).reverse());
  }
}

function inside({ at, key, parent: above, value }: Visit): Visit[] {
  const parent = key ?? above;
  if (Array.isArray(value))
    return value.map((item, index) => ({ at: join(at, index), key: null, parent, value: item }));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value)
    .filter(([name]) => !name.startsWith("x-"))
    .map(([name, item]) => ({ at: join(at, name), key: name, parent, value: item }));
}
