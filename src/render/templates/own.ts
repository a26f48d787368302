import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import { lexPowerShell, type PowerShellMode } from "../lex/powershell.ts";
import { lexTsql, type TsqlMode } from "../lex/tsql.ts";
import { forbiddenIn } from "./forbidden.ts";
import { additionOf, languageOf } from "./language.ts";
import type { TemplateProblem } from "./problem.ts";
import { type Program, placeOf, placeWithin } from "./tree.ts";

/**
 * Checks what only a user's template can get wrong: words that would undo the guard, and code in a head, which stands before it. It
 * looks at the text as it is written; what comes together only in rendering is found in what was rendered.
 *
 * @param template - its path: `tsql/head`
 */
export function checkOwn(template: string, program: Program): readonly TemplateProblem[] {
  const problems: TemplateProblem[] = [];
  const language = languageOf(template);
  const isHead = additionOf(template) === "head";
  let mode: TsqlMode | PowerShellMode = "code";

  const walk = ({ body }: Program): void => {
    for (const node of body) {
      if (node.type === "ContentStatement") content(node as hbs.AST.ContentStatement);
      if (node.type === "PartialStatement" && isHead) notComment(placeOf(node));
      if (node.type === "BlockStatement") {
        const { program: inner, inverse } = node as hbs.AST.BlockStatement;
        if (inner !== undefined) walk(inner);
        if (inverse !== undefined) walk(inverse);
      }
    }
  };
  const notComment = (at: TemplateProblem["at"]) => {
    const message = "A head is comments only: it stands before the guard.";
    problems.push({ template, at, code: "H07" satisfies TemplateCode, message, hint: "Put it into before.hbs." });
  };
  const content = (node: hbs.AST.ContentStatement) => {
    if (language === "powershell") {
      const { tokens, exit } = lexPowerShell(node.value, mode as PowerShellMode);
      mode = exit;
      const code = tokens.find(
        ({ kind, text }) => (kind !== "space" && kind !== "comment") || /^#requires/i.test(text),
      );
      if (isHead && code !== undefined) notComment(placeWithin(node, code.start, code.text.length));
    }
    if (language !== "tsql") return;
    const { tokens, exit } = lexTsql(node.value, mode as TsqlMode);
    mode = exit;
    const code = tokens.find(({ kind }) => kind !== "space" && kind !== "comment");
    if (isHead && code !== undefined) notComment(placeWithin(node, code.start, code.text.length));
    for (const { token, message, hint } of forbiddenIn(tokens)) {
      const at = placeWithin(node, token.start, token.text.length);
      problems.push({ template, at, code: "H06" satisfies TemplateCode, message, hint });
    }
  };
  walk(program);
  return problems;
}
