import type { Language } from "../../plan/types.ts";
import { lexPowerShell, type PowerShellMode } from "../lex/powershell.ts";
import { lexTsql, type TsqlMode } from "../lex/tsql.ts";
import { forbiddenIn } from "./forbidden.ts";
import { isDirective, powerShellFaults, type Reserved } from "./forbidden-powershell.ts";
import { additionOf, formatOf } from "./language.ts";
import type { TemplateProblem } from "./problem.ts";
import { type Program, placeOf, placeWithin } from "./tree.ts";

/**
 * Checks what only a user's template can get wrong: words that would undo the guard, and code in a head, which stands before it. It
 * looks at the text as it is written; what comes together only in rendering is found in what was rendered.
 *
 * @param template - its path: `tsql/head`
 * @param reserved - what the frame of PowerShell scripts uses
 */
export function checkOwn(template: string, program: Program, reserved: Reserved): readonly TemplateProblem[] {
  const language = formatOf(template);
  // A document runs nowhere.
  if (language === null || language === "markdown") return [];
  const pieces = [...piecesOf(program)];
  const isHead = additionOf(template) === "head";
  const problems = isHead ? codeOf(template, pieces, language) : [];
  if (language === "tsql") problems.push(...tsql(template, pieces));
  else if (!isHead) problems.push(...powerShell(template, pieces, reserved));
  return problems;
}

type Piece = hbs.AST.ContentStatement | hbs.AST.MustacheStatement | hbs.AST.PartialStatement;

/** The texts, values and calls of partials of a template, in the order of its source. */
function* piecesOf({ body }: Program): Generator<Piece> {
  for (const node of body) {
    if (node.type === "BlockStatement") {
      const { program, inverse } = node as hbs.AST.BlockStatement;
      if (program !== undefined) yield* piecesOf(program);
      if (inverse !== undefined) yield* piecesOf(inverse);
    } else if (node.type !== "CommentStatement") yield node as Piece;
  }
}

const isText = (piece: Piece): piece is hbs.AST.ContentStatement => piece.type === "ContentStatement";

/** What a head has beside comments; #Requires takes effect before the script begins. */
function codeOf(template: string, pieces: readonly Piece[], language: Language): TemplateProblem[] {
  let mode: TsqlMode | PowerShellMode = "code";
  return pieces.flatMap((piece): TemplateProblem[] => {
    const say = (at: TemplateProblem["at"]): TemplateProblem[] => {
      const message = "A head is comments only: it stands before the guard.";
      return [{ template, at, code: "H07", message, hint: "Put it into before.hbs." }];
    };
    if (!isText(piece)) return mode === "code" || piece.type === "PartialStatement" ? say(placeOf(piece)) : [];
    const { tokens, exit } =
      language === "tsql" ? lexTsql(piece.value, mode as TsqlMode) : lexPowerShell(piece.value, mode as PowerShellMode);
    mode = exit;
    const code = tokens.find(({ kind, text }) => (kind !== "space" && kind !== "comment") || isDirective(text));
    return code === undefined ? [] : say(placeWithin(piece, code.start, code.text.length));
  });
}

function tsql(template: string, pieces: readonly Piece[]): TemplateProblem[] {
  let mode: TsqlMode = "code";
  return pieces.filter(isText).flatMap((piece) => {
    const { tokens, exit } = lexTsql(piece.value, mode);
    mode = exit;
    return forbiddenIn(tokens).map(({ token, message, hint }): TemplateProblem => {
      return { template, at: placeWithin(piece, token.start, token.text.length), code: "H06", message, hint };
    });
  });
}

function powerShell(template: string, pieces: readonly Piece[], reserved: Reserved): TemplateProblem[] {
  let text = "";
  const starts: { readonly start: number; readonly piece: hbs.AST.ContentStatement }[] = [];
  for (const piece of pieces) {
    if (isText(piece)) starts.push({ start: text.length, piece });
    // A value stands for a string in code, and for words elsewhere.
    text += isText(piece) ? piece.value : piece.type === "MustacheStatement" ? "''" : "\n";
  }
  return powerShellFaults(text, reserved, additionOf(template) === null ? "script" : "function").flatMap(
    ({ start, length, message, hint }): TemplateProblem[] => {
      const found = starts.findLast((one) => one.start <= start);
      if (found === undefined) return [];
      const at = placeWithin(found.piece, start - found.start, length);
      return [{ template, at, code: "H06", message, hint }];
    },
  );
}
