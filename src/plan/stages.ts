/** Where a part of a script stands among its batches, each of which lets the next one run. */
interface Stage {
  /** The part's number, from 1. */
  readonly stage: number;
  /** The number of the batch that comes after it. */
  readonly next: number;
}

/** The parts of a script, each a batch of its own, with the batches that come after them. */
export interface Staged<Part> {
  /** The parts in their order; `kind` says what a part holds. */
  readonly parts: readonly (Part & Stage)[];
  /** The number of the batch after the last part. */
  readonly lastStage: number;
  /** The number of the batch that ends the script. */
  readonly endStage: number;
}

/** Numbers the parts of a script. */
export function staged<Part extends object>(parts: readonly Part[]): Staged<Part> {
  return {
    parts: parts.map((part, index) => ({ ...part, stage: index + 1, next: index + 2 })),
    lastStage: parts.length + 1,
    endStage: parts.length + 2,
  };
}
