import { distance } from "fastest-levenshtein";

/** The candidate that was probably meant, or null where none is close. */
export function nearest(word: string, candidates: readonly string[]): string | null {
  const lower = word.toLowerCase();
  // The distance is quadratic in the length: an absurdly long word is no misspelling.
  if (lower.length > 200) return null;
  let best: string | null = null;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  // Of thousands of names one is always near.
  for (const candidate of candidates.slice(0, 500)) {
    if (Math.abs(candidate.length - lower.length) >= least) continue;
    const away = distance(lower, candidate.toLowerCase());
    if (away < least) {
      least = away;
      best = candidate;
    }
  }
  // With more than half of its letters replaced it is another word.
  return best !== null && least * 2 <= Math.max(word.length, best.length) ? best : null;
}

/** `a, b, c`, sorted, and cut where there are very many. */
export function listed(words: readonly string[], most = 30): string {
  const sorted = [...words].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (sorted.length <= most) return sorted.join(", ");
  return `${sorted.slice(0, most).join(", ")} and ${sorted.length - most} more`;
}
