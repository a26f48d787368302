const REASONS: Readonly<Record<string, string>> = {
  EACCES: "permission denied",
  EBUSY: "it is in use",
  EDQUOT: "the disk quota is used up",
  EISDIR: "it is a folder",
  ELOOP: "too many symbolic links",
  EMFILE: "too many open files",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or folder",
  ENOSPC: "no space left on the device",
  ENOTDIR: "a part of the path is not a folder",
  EPERM: "the operation is not permitted",
  EROFS: "the file system is read-only",
  EXDEV: "it is on another device",
};

/** True for what the operating system reports of a file, as against a bug of ours. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException & { code: string } {
  return error instanceof Error && "syscall" in error && typeof (error as NodeJS.ErrnoException).code === "string";
}

/** Why a file could not be read or written, in words: `no space left on the device (ENOSPC)`. */
export function reasonOf(error: NodeJS.ErrnoException): string {
  const code = error.code ?? "unknown";
  return `${REASONS[code] ?? error.message} (${code})`;
}
