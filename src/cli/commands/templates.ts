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
      .action(async (dir?: string) => answer(await (await import("../templates.ts")).listTemplates(dir ?? null))),
  );
  templates.addCommand(
    declare(
      "eject",
      "copy the templates that may be replaced to DIR; a file that is there already is never overwritten",
      ["hadrian templates eject house-style"],
    )
      .argument("[DIR]", folder, "templates")
      .action(async (dir: string) => answer(await (await import("../templates.ts")).ejectTemplates(dir))),
  );
  templates.addCommand(
    declare(
      "check",
      "check the templates in DIR: names, syntax, quoting, blocks, what would undo the guard; the findings go to standard output",
      ["hadrian templates check house-style", "hadrian templates check house-style --fix"],
    )
      .argument("[DIR]", folder, "templates")
      .option("--fix", "lay out the queries of T-SQL templates first, in place")
      .action(async (dir: string, { fix = false }: { fix?: boolean }) =>
        answer(await (await import("../templates.ts")).checkTemplates(dir, fix)),
      ),
  );
  return templates;
};
