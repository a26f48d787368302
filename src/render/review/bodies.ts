import { createHash } from "node:crypto";
import type { Language, Plan, PlannedStep } from "../../plan/types.ts";
import { type Names, namesOf } from "./names.ts";
import { type Printed, powerShellStatements, tsqlStatements } from "./statements.ts";

/** A rendered file: its path below the topology's folder, and its bytes. */
export interface RenderedFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** Files that are the same but for names: one reading serves all. */
export interface Body {
  readonly language: Language;
  /** In the order in which they are run. */
  readonly files: readonly BodyFile[];
  /** What they change, with placeholders for the names by which they differ. */
  readonly statements: readonly Printed[];
}

/** A file of a body. */
export interface BodyFile {
  readonly step: PlannedStep;
  /** The path, with a placeholder for the database. */
  readonly pattern: string;
}

/** What the files of a topology's folder change. */
export interface Bodies {
  readonly bodies: readonly Body[];
  /** Scripts that only look. */
  readonly reading: number;
}

/**
 * Reads the scripts of a topology, and puts those together that are the same but for names. Of each script only its digest is kept, and
 * one of a body is taken apart.
 *
 * @param plan - tells what each file is called by
 * @param files - as they will be written
 */
export function bodiesOf({ topology, steps }: Plan, files: readonly RenderedFile[]): Bodies {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const groups = new Map<string, { readonly language: Language; readonly first: Names; readonly files: BodyFile[] }>();
  let reading = 0;
  for (const step of steps) {
    const language = step.format;
    if (language === "markdown") continue;
    const script = scriptOf(byPath.get(step.path));
    if (script === null) continue;
    if (changesNothing(script)) {
      reading++;
      continue;
    }
    const names = namesOf(topology, step);
    const body = bodyOf(script);
    // Where a placeholder stands in the script itself, it could be told from no name.
    const isPlain = !/<(?:database|server|file)>/.test(body);
    const digest = createHash("sha256")
      .update(language)
      .update(isPlain ? names.plain(body) : script)
      .digest("base64");
    const group = groups.get(digest) ?? { language, first: names, files: [] };
    groups.set(digest, group);
    group.files.push({ step, pattern: names.pattern });
  }
  const bodies = [...groups.values()].map((group): Body => {
    const [{ step } = unreachable()] = group.files;
    const differs = (name: (step: PlannedStep) => string | null) =>
      new Set(group.files.map((file) => name(file.step))).size > 1;
    const rename = group.first.rename({
      database: differs(({ database }) => database),
      server: differs(({ server }) => server),
    });
    const read = group.language === "powershell" ? powerShellStatements : tsqlStatements;
    const statements = read(bodyOf(scriptOf(byPath.get(step.path)) ?? ""), rename);
    return { language: group.language, files: group.files, statements };
  });
  return { bodies, reading };
}

function unreachable(): never {
  throw new Error("a body has a file");
}

function scriptOf(file: RenderedFile | undefined): string | null {
  return file === undefined
    ? null
    : Buffer.from(file.bytes.buffer, file.bytes.byteOffset, file.bytes.length).toString("utf8");
}

/** By the list of its head, which is made of what the script does; a house's own comments stand below it. */
function changesNothing(script: string): boolean {
  return /^(?:--|#) Changes.*$/m.exec(script)?.[0].endsWith(" nothing") ?? false;
}

/** What is a script's own: what stands below the prelude, which is the same in all. */
function bodyOf(script: string): string {
  const prelude = /^(?:--|#) ==== Prelude/m.exec(script);
  if (prelude === null) return script;
  const end = /^(?:-- Guard:|# ==== End of the prelude)/gm;
  end.lastIndex = prelude.index;
  return script.slice(end.exec(script)?.index ?? 0);
}
