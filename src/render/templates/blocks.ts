import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import { lexTsql } from "../lex/tsql.ts";
import { partialPath } from "./language.ts";
import { BATCHES } from "./parse.ts";
import type { Call, TemplateProblem } from "./problem.ts";
import { nameOf, type Program, type Programs, placeOf, placeWithin, tagOf } from "./tree.ts";

/**
 * Checks that a T-SQL template is made of blocks, each of which becomes a batch: what stands outside of them would be in no script. A
 * script that changes something is made of {{#look}}, {{#work}} and {{#post}}, one that only reads of {{#read}}.
 *
 * @param template - its path: `tsql/seed`
 * @param programs - it and its partials, without a circle
 * @param reads - whether it is for a script that only reads
 */
export function checkBlocks(template: string, programs: Programs, reads: boolean): readonly TemplateProblem[] {
  const found = new Map<string, TemplateProblem>();
  const allowed = BATCHES.filter((name) => (name === "read") === reads);
  const shown = allowed.map((name) => `{{#${name}}}`).join(", ");
  let calls: readonly Call[] = [];
  let hasBlock = false;

  const say = (file: string, at: TemplateProblem["at"], message: string, hint: string) => {
    const problem = { template: file, at, code: "H07" satisfies TemplateCode, message, hint, calls } as const;
    found.set(`${file} ${at.line} ${at.column}`, problem);
  };
  const outside = (file: string, at: TemplateProblem["at"]) =>
    say(file, at, "This stands outside of every block.", `Put it into one of: ${shown}.`);

  function walk(program: Program | undefined, file: string, isInside: boolean): void {
    for (const node of program?.body ?? []) {
      switch (node.type) {
        case "ContentStatement":
          if (!isInside) content(node as hbs.AST.ContentStatement, file);
          break;
        case "MustacheStatement":
          if (!isInside) outside(file, placeOf(node));
          break;
        case "PartialStatement": {
          const path = partialPath(file, nameOf((node as hbs.AST.PartialStatement).name));
          const above = calls;
          calls = [...above, { template: file, at: placeOf(node) }];
          walk(programs.get(path), path, isInside);
          calls = above;
          break;
        }
        case "BlockStatement": {
          const { path, program: body, inverse } = node as hbs.AST.BlockStatement;
          const isBatch = BATCHES.includes(nameOf(path));
          if (isBatch) {
            hasBlock = true;
            if (isInside) say(file, tagOf(node), "This block stands within another one.", "Close that one before it.");
            else if (!allowed.includes(nameOf(path))) {
              say(file, tagOf(node), `{{#${nameOf(path)}}} is not a block of this script.`, `There are: ${shown}.`);
            }
          }
          walk(body, file, isInside || isBatch);
          walk(inverse, file, isInside || isBatch);
        }
      }
    }
  }

  function content(node: hbs.AST.ContentStatement, file: string): void {
    const token = lexTsql(node.value).tokens.find(({ kind }) => kind !== "space" && kind !== "comment");
    if (token !== undefined) outside(file, placeWithin(node, token.start, token.text.length));
  }

  const program = programs.get(template);
  walk(program, template, false);
  if (!hasBlock && found.size === 0) {
    const at = { line: 1, column: 1, endLine: 1, endColumn: 1 };
    say(template, at, "This template has no block: its script would do nothing.", `Write one of: ${shown}.`);
  }
  return [...found.values()];
}
