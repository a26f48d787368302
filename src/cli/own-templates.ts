import { toText } from "../diagnostics/text.ts";
import type { OwnTemplates } from "../render/own.ts";
import { EXIT, type ExitCode, UsageError } from "./exit.ts";
import { readTemplateFolder } from "./template-folder.ts";
import { complain, isColoured, tell } from "./terminal.ts";

/** Reads and checks a user's templates for a run; an exit code where that has failed, which has been told. */
export async function ownTemplates(folder: string): Promise<OwnTemplates | ExitCode> {
  if (folder === "") throw new UsageError("the templates' folder has an empty name");
  const files = readTemplateFolder(folder);
  if (files === null) return EXIT.io;
  const { nameOf, overrideTemplates } = await import("./templating.ts");
  const { set, diagnostics, texts } = overrideTemplates(files);
  if (diagnostics.length > 0) {
    tell(toText(diagnostics, { textOf: (file) => texts.get(file) ?? null, colour: isColoured(process.stderr) }));
    complain(folder, "the templates have errors; nothing is written");
    return EXIT.input;
  }
  return { set, files: Object.fromEntries(files.map(({ path, file }) => [nameOf(path), file])) };
}
