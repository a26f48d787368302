import type { Kind } from "./step-facts.ts";
import type { PlannedStep, Step } from "./types.ts";

/** What a step and the one that takes it back have in common. */
const keyOf = (kind: Kind, { server, database, localDatabase }: Step): string =>
  JSON.stringify([kind, server, database, localDatabase]);

/** Puts before a step's undo the files that take it back, in their order: a reader opens them, and types nothing by hand. */
export function undone(steps: readonly PlannedStep[]): readonly PlannedStep[] {
  const kinds = new Set(steps.flatMap(({ takenBackBy }) => takenBackBy));
  const files = new Map<string, string[]>();
  for (const step of steps) {
    if (!kinds.has(step.kind)) continue;
    const key = keyOf(step.kind, step);
    files.set(key, [...(files.get(key) ?? []), step.path]);
  }
  return steps.map((step) =>
    step.takenBackBy.length === 0
      ? step
      : { ...step, undo: [...step.takenBackBy.flatMap((kind) => files.get(keyOf(kind, step)) ?? []), ...step.undo] },
  );
}
