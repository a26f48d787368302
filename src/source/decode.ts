import type { Diagnostic, YamlCode } from "../diagnostics/diagnostic.ts";
import { indexLines } from "./lines.ts";

/** A topology of thousands of databases is a few megabytes; anything larger is a mistake. */
export const MAX_BYTES = 10 * 1024 * 1024;

/** The text of a file, or why it has none. Accepts UTF-8 with and without a byte order mark. */
export function decode(
  file: string,
  bytes: Uint8Array,
): { readonly text: string } | { readonly diagnostic: Diagnostic } {
  const fail = (code: YamlCode, message: string, hint: string, before = "") => {
    const place = indexLines(before).place({ start: before.length, end: before.length });
    return { diagnostic: { file, ...place, severity: "error" as const, code, message, hint } };
  };
  if (bytes.length > MAX_BYTES) {
    return fail(
      "Y03",
      `The file has ${bytes.length} bytes; the limit is ${MAX_BYTES}.`,
      "Split it into several topologies, or share settings by profiles and defaults.",
    );
  }
  const wide =
    bytes[0] === 0xff && bytes[1] === 0xfe ? "little" : bytes[0] === 0xfe && bytes[1] === 0xff ? "big" : null;
  if (wide !== null) {
    return fail(
      "Y02",
      `The file is UTF-16 (${wide}-endian).`,
      "Save it as UTF-8: in Notepad by Save As, in PowerShell by Set-Content -Encoding utf8.",
    );
  }
  const bom = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  try {
    return { text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes.subarray(bom)) };
  } catch {
    const at = firstInvalid(bytes);
    const before = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes.subarray(bom, at));
    const byte = (bytes[at] ?? 0).toString(16).toUpperCase().padStart(2, "0");
    return fail("Y01", `The file is not UTF-8: byte ${at + 1} is 0x${byte}.`, "Save it as UTF-8.", before);
  }
}

/** Index of the first byte that cannot stand where it does in UTF-8. */
function firstInvalid(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length === 0) return at;
    at += length;
  }
  return at;
}

/** Length of the well-formed sequence at an index (Unicode table 3-7), or 0. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at] as number;
  if (lead < 0x80) return 1;
  const within = (index: number, low = 0x80, high = 0xbf) => {
    const byte = bytes[at + index];
    return byte !== undefined && byte >= low && byte <= high;
  };
  if (lead >= 0xc2 && lead <= 0xdf) return within(1) ? 2 : 0;
  if (lead >= 0xe0 && lead <= 0xef) {
    const second = lead === 0xe0 ? within(1, 0xa0) : lead === 0xed ? within(1, 0x80, 0x9f) : within(1);
    return second && within(2) ? 3 : 0;
  }
  if (lead >= 0xf0 && lead <= 0xf4) {
    const second = lead === 0xf0 ? within(1, 0x90) : lead === 0xf4 ? within(1, 0x80, 0x8f) : within(1);
    return second && within(2) && within(3) ? 4 : 0;
  }
  return 0;
}
