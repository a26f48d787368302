import { createHash } from "node:crypto";

/** The hash by which a file is known in the manifest: 64 hexadecimal digits. */
export function sha256(bytes: Uint8Array | string): string {
  return createHash("sha256").update(bytes).digest("hex");
}
