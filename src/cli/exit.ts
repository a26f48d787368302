/** What a run ends with. */
export const EXIT = {
  done: 0,
  /** The input has errors, or warnings under --strict. */
  input: 1,
  /** --check found a difference. */
  different: 2,
  usage: 64,
  bug: 70,
  io: 74,
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const GRAVEST_FIRST: readonly ExitCode[] = [
  EXIT.interrupted,
  EXIT.usage,
  EXIT.bug,
  EXIT.io,
  EXIT.input,
  EXIT.different,
];

/** The one that counts where several hold. */
export function gravest(codes: Iterable<ExitCode>): ExitCode {
  const held = new Set(codes);
  return GRAVEST_FIRST.find((code) => held.has(code)) ?? EXIT.done;
}

/** The command line asks for what cannot be. */
export class UsageError extends Error {}
