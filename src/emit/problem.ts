/** What stops the writer. */
export type Problem = Refusal | Failure;

/** What lies there is not ours to replace. */
export interface Refusal {
  readonly kind: "refused";
  readonly path: string;
  readonly reason: string;
}

/** The system said no, or (`busy`) another run is at it. */
export interface Failure {
  readonly kind: "failed" | "busy";
  readonly path: string;
  readonly reason: string;
}
