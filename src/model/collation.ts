/** Whether a collation tells capitals from small letters: `_CS_`, `_BIN` and `_BIN2` do. */
export function isCaseSensitive(collation: string): boolean {
  return /_(CS|BIN2?)(_|$)/i.test(collation);
}
