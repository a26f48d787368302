/** One generated file of a topology. */
export interface Artifact {
  /** Relative to the topology's folder, with forward slashes. */
  readonly path: string;
  readonly bytes: Uint8Array;
}
