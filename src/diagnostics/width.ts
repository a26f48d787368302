import { eastAsianWidth } from "get-east-asian-width";

/** Columns that a text takes on a terminal: two for an East Asian character or an emoji, none for a combining one. */
export function displayWidth(text: string): number {
  // Most lines are ASCII, and a segmenter takes a while to make.
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII
  if (/^[\u0000-\u007f]*$/.test(text)) return text.length;
  let width = 0;
  for (const { segment } of new Intl.Segmenter().segment(text)) width += clusterWidth(segment);
  return width;
}

/** What is read as one character may be several code points: the first says how wide it is. */
function clusterWidth(cluster: string): number {
  if (/^[\p{Mark}\p{Format}]/u.test(cluster)) return 0;
  // A variation selector asks for the emoji; a flag is two letters.
  if (/^\p{Extended_Pictographic}.*\ufe0f|^\p{Regional_Indicator}{2}/u.test(cluster)) return 2;
  // The halfwidth voiced sound marks belong to the letter before them, and yet stand beside it.
  return eastAsianWidth(cluster.codePointAt(0) ?? 0) + (cluster.slice(1).match(/[\uff9e\uff9f]/g)?.length ?? 0);
}
