/** A line of a script's head of which the renderer makes the list of what the script changes. */
const PLACE = /^(#|--) Changes:\r?\n/m;

/**
 * Puts the list of changes into a script's head, in the place of the first line `# Changes:` (`-- Changes:` in T-SQL). It is made of
 * what was rendered, so that it says nothing else than the script does. A head without that line stays as it is.
 *
 * @param text - the rendered script
 * @param changes - what it changes, in order; of equal ones the first
 */
export function withChanges(text: string, changes: readonly string[]): string {
  return text.replace(PLACE, (line, mark: string) => {
    const end = line.slice(`${mark} Changes:`.length);
    // What runs over several lines must not leave the comment.
    const listed = [...new Set(changes.map((change) => change.replace(/[\s\p{Cc}]+/gu, " ")))];
    if (listed.length === 0) return `${mark} Changes:   nothing${end}`;
    return [`${mark} Changes:`, ...listed.map((change, index) => `${mark}   ${index + 1}. ${change}`), ""].join(end);
  });
}
