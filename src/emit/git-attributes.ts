import type { Artifact } from "./artifact.ts";

/** The file that keeps git from changing line ends. */
export const GIT_ATTRIBUTES = ".gitattributes";

/**
 * Git must hand back each file of the folder as it was written, whatever the repository or somebody's machine says of line
 * ends: a file with others would be one that somebody edited.
 */
export function gitAttributes(): Artifact {
  return { path: GIT_ATTRIBUTES, bytes: new TextEncoder().encode("* -text\n") };
}
