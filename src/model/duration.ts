import type { Duration } from "./topology.ts";

const SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };

/** Reads `90s`, `15m`, `72h`, `3d`; null for anything else. */
export function parseDuration(text: string): Duration | null {
  const match = /^([0-9]{1,6})([smhd])$/.exec(text);
  if (match === null) return null;
  return { text, seconds: Number(match[1]) * (SECONDS[match[2] as string] as number) };
}

/** A length of time that is known to be well-formed: a default, or one that the schema accepted. */
export function duration(text: string): Duration {
  const parsed = parseDuration(text);
  if (parsed === null) throw new Error(`not a duration: ${text}`);
  return parsed;
}
