/** How a failed check is printed. */
export type Verdict = "FAIL" | "WARN";

/** A part of the script. */
export interface Part<Kind extends string> {
  /** Picks the partial `preflight-<kind>`. */
  readonly kind: Kind;
  /** What is looked at, in words; empty for the server itself. */
  readonly heading: string;
}
