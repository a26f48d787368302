import { randomUUID } from "node:crypto";
import type * as nodeFs from "node:fs";
import { hostname } from "node:os";
import { isSystemError } from "./reason.ts";

type LockFiles = Pick<
  typeof nodeFs,
  "closeSync" | "lstatSync" | "openSync" | "readFileSync" | "renameSync" | "unlinkSync" | "utimesSync" | "writeSync"
>;

/** A run touches its lock while it writes; one that has not been touched for so long belongs to nobody. */
const ABANDONED_MS = 120_000;
/** Between the creation of a lock and its first byte: a run that was killed there left an empty one. */
const EMPTY_MS = 2_000;

/** A lock that this run holds. */
export interface Lock {
  /** Still there and still this run's; false once another run has taken it for abandoned. */
  isHeld(): boolean;
  /** Says that this run is alive. */
  touch(): void;
  release(): void;
}

/** Who holds the lock that this run wants: `process 4711 on SQLADM1`. */
export interface Holder {
  readonly holder: string;
}

/**
 * Takes the lock file at `path`, so that two runs do not write one output at a time.
 *
 * A killed run leaves its lock behind: one whose process is gone (on this machine), or that nobody has touched for two
 * minutes (wherever it came from), is taken over.
 */
export function acquireLock(path: string, fs: LockFiles): Lock | Holder {
  const token = `${hostname()}\n${process.pid}\n${randomUUID()}`;
  for (let attempt = 0; attempt < 3; attempt++) {
    if (create(path, token, fs)) return lockOf(path, token, fs);
    const found = read(path, fs);
    if (found === null) continue;
    const holder = holderIn(found);
    if (holder !== null) return { holder };
    takeAway(path, found.text, fs);
  }
  return { holder: "another run" };
}

/** Who holds the lock file at `path`; null where nobody does. It only looks. */
export function holderOf(path: string, fs: Pick<LockFiles, "lstatSync" | "readFileSync">): string | null {
  const found = read(path, fs);
  return found === null ? null : holderIn(found);
}

function lockOf(path: string, token: string, fs: LockFiles): Lock {
  const isHeld = () => read(path, fs)?.text === token;
  return {
    isHeld,
    touch() {
      const now = new Date();
      fs.utimesSync(path, now, now);
    },
    release() {
      if (isHeld()) fs.unlinkSync(path);
    },
  };
}

function create(path: string, token: string, fs: LockFiles): boolean {
  let descriptor: number;
  try {
    descriptor = fs.openSync(path, "wx");
  } catch (error) {
    if (isSystemError(error) && error.code === "EEXIST") return false;
    throw error;
  }
  try {
    fs.writeSync(descriptor, token);
  } catch (error) {
    fs.unlinkSync(path);
    throw error;
  } finally {
    fs.closeSync(descriptor);
  }
  return true;
}

interface Found {
  readonly text: string;
  readonly age: number;
}

/** Null when the lock has gone in the meantime. */
function read(path: string, fs: Pick<LockFiles, "lstatSync" | "readFileSync">): Found | null {
  try {
    const stat = fs.lstatSync(path);
    if (!stat.isFile()) return { text: "", age: 0 };
    return { text: fs.readFileSync(path, "utf8"), age: Date.now() - stat.mtimeMs };
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return null;
    throw error;
  }
}

/** Null when nobody holds it any more. */
function holderIn({ text, age }: Found): string | null {
  const [host, pid] = text.split("\n");
  if (host === undefined || pid === undefined) return age > EMPTY_MS ? null : "another run";
  if (age > ABANDONED_MS) return null;
  if (host === hostname() && !isRunning(Number(pid))) return null;
  return `process ${pid} on ${host}`;
}

function isRunning(pid: number): boolean {
  // A lock of this very process is an earlier process's with the same id: within a run, locks do not overlap.
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return !isSystemError(error) || error.code !== "ESRCH";
  }
}

/** Removes a dead lock; if another run was quicker and this took away its fresh one, that one is put back. */
function takeAway(path: string, expected: string, fs: LockFiles): void {
  const aside = `${path}-${randomUUID()}`;
  try {
    fs.renameSync(path, aside);
  } catch (error) {
    if (isSystemError(error) && error.code === "ENOENT") return;
    throw error;
  }
  if (read(aside, fs)?.text === expected) fs.unlinkSync(aside);
  else fs.renameSync(aside, path);
}
