import type { Input, Source } from "./inputs.ts";
import { runStage } from "./thread.ts";

/**
 * Which topologies of a run have one name, and so one folder; found before anything is compiled, so that none of them is
 * written and no more than one need be held at a time.
 *
 * @returns for each such name its topologies, in their order
 */
export async function sharedNames(inputs: readonly Input[]): Promise<ReadonlyMap<string, readonly Source[]>> {
  const shared = new Map<string, readonly Source[]>();
  if (inputs.length < 2) return shared;
  const byName = new Map<string, Source[]>();
  for (const input of inputs) {
    if ("unreadable" in input) continue;
    const name = await nameOf(input, "name");
    if (name !== null) byName.set(name, [...(byName.get(name) ?? []), input]);
  }
  for (const [name, sources] of byName) {
    if (sources.length < 2) continue;
    // A topology that is not complete takes no name: nothing is written for it.
    const named: Source[] = [];
    for (const source of sources) if ((await nameOf(source, "validate")) === name) named.push(source);
    if (named.length > 1) shared.set(name, named);
  }
  return shared;
}

/** The name in the text, or that of a complete topology. A bug on the way is told by the compilation that follows. */
async function nameOf(source: Source, stage: "name" | "validate"): Promise<string | null> {
  return runStage({ stage, sources: [source], own: null }, "looking at").then(
    ({ name }) => name,
    () => null,
  );
}
