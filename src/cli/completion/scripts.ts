// A file of its own in dist/: it is read when a script is asked for.
import { bash } from "./bash.ts";
import { fish } from "./fish.ts";
import { powershell } from "./powershell.ts";
import type { Verb } from "./tree.ts";
import { zsh } from "./zsh.ts";

export { verbsOf } from "./tree.ts";

/** The completion script of each shell. */
export const SCRIPTS = { bash, zsh, fish, powershell } satisfies Record<string, (verbs: readonly Verb[]) => string>;
