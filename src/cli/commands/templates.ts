import { closeSync, fstatSync, lstatSync, openSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { EXIT, type ExitCode, UsageError } from "../exit.ts";
import type { TemplateFile } from "../templating.ts";
import { complain, isColoured, print, tell } from "../terminal.ts";
import { type Declaration, declare } from "./command.ts";

export const templatesCommand: Declaration = (answer) => {
  const templates = declare(
    "templates",
    "a user's own templates: what there is, a copy to change, a check of the copy",
    [
      "hadrian templates list",
      "hadrian templates eject house-style",
      "hadrian templates check house-style",
      "hadrian compile topology.yaml -o out --templates house-style",
    ],
  );
  const folder = "the folder of the templates";
  templates.addCommand(
    declare("list", "print the templates, and what a house may add, by the names that files take", [
      "hadrian templates list",
      "hadrian templates list house-style",
    ])
      .argument("[DIR]", `${folder}; those that it replaces are marked`)
      .action(async (dir?: string) => answer(await listTemplates(dir ?? null))),
  );
  templates.addCommand(
    declare(
      "eject",
      "copy the templates that may be replaced to DIR; a file that is there already is never overwritten",
      ["hadrian templates eject house-style"],
    )
      .argument("[DIR]", folder, "templates")
      .action(async (dir: string) => answer(await ejectTemplates(dir))),
  );
  templates.addCommand(
    declare(
      "check",
      "check the templates in DIR: names, syntax, quoting, blocks, what would undo the guard; the findings go to standard output",
      ["hadrian templates check house-style", "hadrian templates check house-style --fix"],
    )
      .argument("[DIR]", folder, "templates")
      .option("--fix", "lay out the queries of T-SQL templates first, in place")
      .action(async (dir: string, { fix = false }: { fix?: boolean }) => answer(await checkTemplates(dir, fix))),
  );
  return templates;
};

/** The names; with a folder, which of them it replaces. */
async function listTemplates(folder: string | null): Promise<ExitCode> {
  if (folder === "") throw new UsageError("the folder's name is empty");
  const { additions, ENDING, replaceable } = await import("../templating.ts");
  const { readTemplateFolder } = await import("../template-folder.ts");
  const files = folder === null ? [] : readTemplateFolder(folder);
  if (files === null) return EXIT.io;
  const replaced = new Set(files.map(({ path }) => path));
  for (const [title, some, state] of [
    ["Templates, one for each kind of step; a file of yours takes the place of Hadrian's", replaceable, "replaced by"],
    ["What you may add to every script: comments on top, lines before the work, lines after it", additions, "is"],
  ] as const) {
    const lines = some.map((name) => {
      const path = `${name}${ENDING}`;
      return replaced.has(path) ? `  ${path}  (${state} ${join(folder ?? "", path)})` : `  ${path}`;
    });
    print(`${title}:\n${lines.join("\n")}\n`);
  }
  return EXIT.done;
}

/** All files or none; what is there already is left as it is, and stops it where it differs. */
async function ejectTemplates(folder: string): Promise<ExitCode> {
  if (folder === "") throw new UsageError("the folder's name is empty");
  const { ENDING, ownSources, replaceable } = await import("../templating.ts");
  const { makeFolders } = await import("../../emit/folders.ts");
  const { isSystemError, reasonOf } = await import("../../emit/reason.ts");
  const wanted = replaceable.map((name) => [join(folder, `${name}${ENDING}`), ownSources.get(name) ?? ""] as const);
  try {
    const missing: (readonly [string, string])[] = [];
    for (const [file, text] of wanted) {
      const there = presentText(file);
      if (there === null) missing.push([file, text]);
      else if (there !== text) {
        complain(file, "it is there already, and is not Hadrian's; nothing was written");
        return EXIT.io;
      }
    }
    for (const [file, text] of missing) {
      makeFolders(dirname(file));
      writeFileSync(file, text, { flag: "wx" });
    }
    print(`${folder}: ${wanted.length} templates, ${missing.length === 0 ? "unchanged" : "written"}\n`);
    tell(
      "Change what you need and delete the rest: a file that is missing is Hadrian's own, and is kept up to date.\n" +
        `Then: hadrian templates check ${folder}\n`,
    );
    return EXIT.done;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    complain(error.path ?? folder, reasonOf(error));
    return EXIT.io;
  }
}

/** What a plain file holds; null where there is none. A link counts as something else. */
function presentText(file: string): string | null {
  const stat = lstatSync(file, { throwIfNoEntry: false });
  if (stat === undefined) return null;
  if (!stat.isFile()) return "";
  const descriptor = openSync(file, "r");
  try {
    return fstatSync(descriptor).size > 1024 * 1024 ? "" : readFileSync(descriptor, "utf8");
  } finally {
    closeSync(descriptor);
  }
}

/** Every finding on stdout, how many on stderr. With `fix`, queries are laid out first. */
async function checkTemplates(folder: string, fix: boolean): Promise<ExitCode> {
  if (folder === "") throw new UsageError("the folder's name is empty");
  const { readTemplateFolder } = await import("../template-folder.ts");
  const read = readTemplateFolder(folder);
  if (read === null) return EXIT.io;
  if (read.length === 0) {
    complain(folder, "there is no template in this folder; `hadrian templates eject` writes them");
    return EXIT.input;
  }
  const files = fix ? await fixTemplates(read) : read;
  if (files === null) return EXIT.io;
  const { toText } = await import("../../diagnostics/text.ts");
  const { overrideTemplates } = await import("../templating.ts");
  const { diagnostics, texts } = overrideTemplates(files);
  print(toText(diagnostics, { textOf: (file) => texts.get(file) ?? null, colour: isColoured(process.stdout) }));
  const count = diagnostics.length;
  tell(
    `${count === 0 ? "no" : count} error${count === 1 ? "" : "s"} in ${files.length} template${files.length === 1 ? "" : "s"}\n`,
  );
  return count === 0 ? EXIT.done : EXIT.input;
}

/** The files with their queries laid out, in place too; null where one could not be written, which has been told. */
async function fixTemplates(files: readonly TemplateFile[]): Promise<readonly TemplateFile[] | null> {
  const { fixTemplate } = await import("../templating.ts");
  const { isSystemError, reasonOf } = await import("../../emit/reason.ts");
  const fixed: TemplateFile[] = [];
  for (const file of files) {
    const bytes = fixTemplate(file);
    if (bytes !== null) {
      try {
        writeFileSync(file.file, bytes);
      } catch (error) {
        if (!isSystemError(error)) throw error;
        complain(file.file, reasonOf(error));
        return null;
      }
      tell(`${file.file}: queries laid out\n`);
    }
    fixed.push(bytes === null ? file : { ...file, bytes });
  }
  return fixed;
}
