import type { Input, Source } from "./inputs.ts";
import { runStage } from "./thread.ts";

/**
 * Which topologies of a run have one name, and so one folder; found before anything is compiled, so that none of them is
 * written and no more than one need be held at a time.
 *
 * @returns for each such name its topologies, in their order
 */
export async function sharedNames(inputs: readonly Input[]): Promise<ReadonlyMap<string, readonly Source[]>> {
  const byName = new Map<string, Source[]>();
  for (const input of inputs) {
    if ("unreadable" in input) continue;
    const name = peekName(input.bytes) ?? (await nameOf(input));
    if (name !== null) byName.set(name, [...(byName.get(name) ?? []), input]);
  }
  const shared = new Map<string, readonly Source[]>();
  for (const [name, sources] of byName) {
    if (sources.length < 2) continue;
    // A look at the text is not enough to refuse one: a topology that is not complete takes no name.
    const named: Source[] = [];
    for (const source of sources) if ((await nameOf(source)) === name) named.push(source);
    if (named.length > 1) shared.set(name, named);
  }
  return shared;
}

/** The name of a complete topology; null for any other. A bug on the way is told by the compilation that follows. */
async function nameOf(source: Source): Promise<string | null> {
  return runStage({ stage: "name", sources: [source], own: null }, "looking at").then(
    ({ name }) => name,
    () => null,
  );
}

/**
 * The name that a topology has if it has any, by a look at its text; null where only reading it as YAML can tell.
 *
 * It answers only for a block map that begins in column 1 and has one line `name: …` there. Whatever else such a file
 * holds, that line is an entry of the root: text, quotes and flow collections within a block map must be indented. A second
 * entry of that name is an error, an entry wins over a merge, and text that goes on in the next line is no topology's name.
 */
export function peekName(bytes: Uint8Array): string | null {
  const text = new TextDecoder().decode(bytes);
  // A carriage return by itself: left to the parser.
  if (/\r(?!\n)/.test(text)) return null;
  const lines = text.split(/\r?\n/);
  const first = lines.find((line) => !/^[ \t]*(?:#|$)/.test(line));
  if (first === undefined || !/^[A-Za-z][A-Za-z0-9-]*:(?: |$)/.test(first)) return null;
  const [line, ...others] = lines.filter((line) => /^name[ \t]*:/.test(line));
  if (line === undefined || others.length > 0) return null;
  const [, plain, single, double] =
    /^name: +(?:([a-z0-9][a-z0-9-]*)|'([a-z0-9][a-z0-9-]*)'|"([a-z0-9][a-z0-9-]*)")(?: +#.*| *)$/.exec(line) ?? [];
  return plain ?? single ?? double ?? null;
}
