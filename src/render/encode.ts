import type { Format } from "../plan/types.ts";

const BYTE_ORDER_MARK = Uint8Array.of(0xef, 0xbb, 0xbf);

/**
 * A text as it is written: UTF-8, T-SQL and PowerShell with a byte order mark, because Windows PowerShell reads a file without one
 * as ANSI.
 */
export function encode(text: string, format: Format): Uint8Array {
  const start = format === "markdown" ? 0 : BYTE_ORDER_MARK.length;
  const length = Buffer.byteLength(text);
  const bytes = Buffer.allocUnsafeSlow(start + length);
  if (start > 0) bytes.set(BYTE_ORDER_MARK);
  // Nearly every script is plain ASCII, which is copied several times as fast.
  if (length === text.length) bytes.write(text, start, "latin1");
  else bytes.write(text, start, "utf8");
  return bytes;
}
