import { setImmediate } from "node:timers/promises";
import { VERSION } from "../version.ts";
import { EXIT, type ExitCode, gravest } from "./exit.ts";

let began = Date.now();
let showsProgress = false;

/** Prints a result on stdout. */
export function print(text: string): void {
  clearProgress();
  process.stdout.write(text);
}

/** Tells the user something on stderr. */
export function tell(text: string): void {
  clearProgress();
  process.stderr.write(text);
}

/** One line about a file that could not be read or written, or that is in the way. */
export function complain(path: string, reason: string): void {
  // A control character in a file's name would move the cursor.
  tell(`hadrian: ${`${path}: ${reason}`.replaceAll(/\p{Cc}/gu, "\u00b7")}\n`);
}

/** Says that Hadrian itself failed; what the user can do about it is to report it. */
export function reportBug(error: unknown, during: string | null = null): void {
  const message = error instanceof Error ? error.message : String(error);
  tell(
    `hadrian: internal error${during === null ? "" : ` at ${during}`}: ${message}\n` +
      `This is a bug in Hadrian ${VERSION}, not in your topology. Please report it, with the topology if you can share it.\n`,
  );
}

/** Whether to colour what goes to a stream: a terminal, and the user has not said no. */
export function isColoured(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR && process.env.TERM !== "dumb";
}

/** After a second's work, one line on a terminal that says how far it is. */
export function progress(text: string): void {
  if (process.stderr.isTTY !== true || Date.now() - began < 1_000) return;
  process.stderr.write(`\r${text.slice(0, (process.stderr.columns || 80) - 1)}\u001B[K`);
  showsProgress = true;
}

/** Takes the progress line away, and starts counting again. */
function clearProgress(): void {
  if (showsProgress) process.stderr.write("\r\u001B[K");
  showsProgress = false;
}

/** Lets what is waiting happen: an interrupt, a closed pipe. */
export async function yieldToEvents(): Promise<void> {
  await setImmediate();
}

/**
 * Runs the program: a closed pipe (`| head`) is no failure, any other trouble with the output is, an interrupt ends it
 * where nothing is half written, and what nobody caught is a bug of ours.
 */
export function runProgram(work: () => Promise<ExitCode>): void {
  began = Date.now();
  let hasFailed = false;
  for (const [name, stream] of [
    ["standard output", process.stdout],
    ["standard error", process.stderr],
  ] as const) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE" || hasFailed) return;
      hasFailed = true;
      if (stream === process.stdout) complain(name, `it cannot be written: ${error.message}`);
    });
  }
  process.on("exit", () => {
    if (hasFailed) process.exitCode = gravest([process.exitCode as ExitCode, EXIT.io]);
  });
  process.on("SIGINT", () => {
    clearProgress();
    process.exit(EXIT.interrupted);
  });
  process.on("uncaughtException", (error) => {
    reportBug(error);
    process.exit(EXIT.bug);
  });
  void work().then((code) => {
    clearProgress();
    process.exitCode = code;
  });
}
