/** What stops the writer. */
export type Problem = Refusal | Edited | Failure;

/** What lies there is not ours to replace. */
export interface Refusal {
  readonly kind: "refused";
  readonly path: string;
  readonly reason: string;
}

/** What lies there was ours until somebody edited it; it is replaced only where that may go. */
export interface Edited {
  readonly kind: "edited";
  /** The first such file; the reason says how many more there are. */
  readonly path: string;
  readonly reason: string;
}

/** The system said no, or (`busy`) another run is at it. */
export interface Failure {
  readonly kind: "failed" | "busy";
  readonly path: string;
  readonly reason: string;
}
