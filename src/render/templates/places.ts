import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import type { Language } from "../../plan/types.ts";
import { HELPERS, type Place } from "../helpers.ts";
import { followMarkdown, type MarkdownMode } from "../lex/markdown.ts";
import { lexPowerShell, type PowerShellMode } from "../lex/powershell.ts";
import { lexTsql, type TsqlMode } from "../lex/tsql.ts";
import type { Trees } from "./expand.ts";
import { languageOf } from "./language.ts";
import { type Node, type Nodes, placeWithin, type Stretch } from "./nodes.ts";
import type { TemplateProblem } from "./problem.ts";

type Mode = TsqlMode | PowerShellMode | MarkdownMode;

/** What a template is in the middle of at one place, and every character that may stand before it. */
interface State {
  readonly mode: Mode;
  readonly last: string;
}

/** Stands for what was interpolated. */
const WRITTEN = "\ufffc";

/**
 * Walks a template with its partials and follows what each piece stands in the middle of, through every branch: each value has to be
 * quoted for its place, and strings, names and comments have to end where their part ends.
 *
 * @param template - its path: `tsql/seed`
 * @param trees - it and its partials, without a circle
 */
export function checkPlaces(template: string, trees: Trees): readonly TemplateProblem[] {
  const language = languageOf(template);
  if (language === null) throw new Error(`${template} lies in no folder of templates`);
  const found = new Map<string, TemplateProblem>();
  const walk = walker(language, trees, (problem) => {
    const { line, column } = problem.at;
    found.set(`${problem.template} ${line} ${column} ${problem.code}`, problem);
  });
  const nodes = trees.get(template) ?? [];
  const exit = walk(nodes, template, { mode: START[language], last: "\n" });
  const end = nodes.at(-1)?.at;
  if (end !== undefined && !ENDS.includes(exit.mode)) {
    const at = { line: end.endLine, column: end.endColumn, endLine: end.endLine, endColumn: end.endColumn };
    found.set("end", { template, at, ...open(exit.mode) });
  }
  return [...found.values()];
}

const START: Readonly<Record<Language, Mode>> = { tsql: "code", powershell: "code", markdown: "text" };
const ENDS: readonly Mode[] = ["code", "--", "#", "text"];

function open(mode: Mode): { code: TemplateCode; message: string; hint: string } {
  const what =
    mode.startsWith("/*") || mode === "<#"
      ? "comment"
      : mode === "```" || mode === "`"
        ? "piece of code"
        : "string or name";
  return {
    code: "H05",
    message: `A ${what} is open here.`,
    hint: "Close it where it was opened: in the same line, block and file.",
  };
}

/** Which round of the nearest {{#each}} is walked: `@first` chooses by it. */
type Round = "first" | "later";

function walker(language: Language, trees: Trees, tell: (problem: TemplateProblem) => void) {
  function walk(nodes: Nodes, template: string, entry: State, round: Round = "first"): State {
    return nodes.reduce((state, node) => step(node, template, state, round), entry);
  }

  function step(node: Node, template: string, state: State, round: Round): State {
    switch (node.kind) {
      case "text":
        return follow(node, template, state);
      case "write":
        return write(node, template, state);
      case "if":
        if (node.test.kind === "first") {
          return walk(round === "first" ? node.body : node.otherwise, template, state, round);
        }
        return join(
          node,
          template,
          walk(node.body, template, state, round),
          walk(node.otherwise, template, state, round),
        );
      case "each": {
        const once = walk(node.body, template, state, "first");
        // A later round begins with what one before it left: the first, or another later one.
        const twice = join(node, template, once, walk(node.body, template, once, "later"));
        const more = join(node, template, twice, walk(node.body, template, twice, "later"));
        return join(node, template, more, walk(node.otherwise, template, state, round));
      }
      case "batch":
        walk(node.body, template, { mode: "code", last: "\n" }, round);
        return state;
      case "partial":
        return walk(trees.get(node.name) ?? [], node.name, state, round);
    }
  }

  function join(node: Node, template: string, left: State, right: State): State {
    if (left.mode !== right.mode) {
      tell({
        template,
        at: head(node.at),
        code: "H05",
        message: "This block ends in the middle of something in one case and not in another.",
        hint: "Open and close strings, names and comments within each branch.",
      });
    }
    // Where they differ, the rest is looked at as if they had ended as they should.
    const mode = left.mode === right.mode ? left.mode : START[language];
    return { mode, last: [...new Set(left.last + right.last)].join("") };
  }

  function write(node: Node & { kind: "write" }, template: string, state: State): State {
    const { value, at } = node;
    if (value.kind !== "call") throw new Error("a value that no helper writes");
    const place = placeOf(language, state.mode);
    const fits = HELPERS[value.helper]?.fits ?? [];
    const say = (message: string, hint: string) => tell({ template, at, code: "H04", message, hint });
    if (!fits.includes(place)) {
      const better = Object.keys(HELPERS).filter((name) => HELPERS[name]?.fits.includes(place));
      say(
        `${value.helper} does not fit here, ${PLACES[place]}.`,
        better.length === 0 ? "Write the value outside of it." : `Here fit: ${better.join(", ")}.`,
      );
    } else if (place === "tsql code" || place === "powershell code") {
      if (/[\p{L}\p{N}_@#$'"[\]\ufffc]/u.test(state.last)) {
        say(
          "What is written here would grow together with what stands before it.",
          "Put a blank or a comma between them.",
        );
      }
    }
    return { mode: state.mode, last: WRITTEN };
  }

  function follow(node: Node & { kind: "text" }, template: string, state: State): State {
    const { text } = node;
    const say = (offset: number, length: number, code: TemplateCode, message: string, hint: string) =>
      tell({ template, at: placeWithin(node, offset, length), code, message, hint });
    const place = placeOf(language, state.mode);
    if ((place === "tsql code" || place === "powershell code") && state.last.includes(WRITTEN)) {
      const first = /^[\p{L}\p{N}_@#$'"[\]]/u.exec(text);
      if (first !== null) {
        say(0, 1, "H04", "This would grow together with the value before it.", "Put a blank or a comma between them.");
      }
    }
    const last = text.at(-1) ?? state.last;
    if (language === "markdown") {
      return { mode: followMarkdown(text, state.mode as MarkdownMode, state.last.includes("\n")), last };
    }
    if (language === "powershell") {
      const { tokens, exit } = lexPowerShell(text, state.mode as PowerShellMode);
      for (const token of tokens) {
        if (token.kind !== "string") continue;
        const before = tokens[tokens.indexOf(token) - 1];
        if (before?.text.endsWith("@") && token.start > 0 && text.charAt(token.start - 1) === "@") {
          say(token.start - 1, 2, "H05", "Here-strings are not used in templates.", "Write one string a line.");
        } else if (token.text.includes("\n") && isCut(token, text, state.mode, exit)) {
          say(
            token.start,
            token.text.length,
            "H05",
            "A string runs over the end of its line.",
            "Close it within the line.",
          );
        } else if (/^["\u201c-\u201e].*(?<!`)\$\(/.test(token.text)) {
          say(
            token.start,
            token.text.length,
            "H05",
            "$( in double quotes is code within a string.",
            "Format it: '{0}' -f value.",
          );
        }
      }
      return { mode: exit, last };
    }
    const { tokens, exit } = lexTsql(text, state.mode as TsqlMode);
    for (const token of tokens) {
      if (token.kind !== "string" && token.kind !== "name") continue;
      if (token.text.includes("\n") && isCut(token, text, state.mode, exit)) {
        say(
          token.start,
          token.text.length,
          "H05",
          "A string or name runs over the end of its line.",
          "Close it within the line.",
        );
      }
    }
    sqlcmd(text, tokens, state, say);
    return { mode: exit, last };
  }

  return walk;
}

/** What sqlcmd would take for its own, wherever it stands. */
function sqlcmd(
  text: string,
  tokens: ReturnType<typeof lexTsql>["tokens"],
  state: State,
  say: (offset: number, length: number, code: TemplateCode, message: string, hint: string) => void,
): void {
  for (const { index } of text.matchAll(/\$\(/g)) {
    say(index, 2, "H12", "sqlcmd would replace $(…), even in a comment.", "Write it otherwise.");
  }
  for (const match of text.matchAll(/^[ \t]*((?:GO|EXIT|QUIT|RESET|ED)(?![\w@#$])|!!|:)/gim)) {
    if (match.index === 0 && !state.last.includes("\n")) continue;
    const command = match[1] ?? "";
    const offset = match.index + match[0].length - command.length;
    const token = tokens.find(({ start, text: piece }) => offset >= start && offset < start + piece.length);
    if (/^go$/i.test(command) && token?.kind === "word") continue;
    say(
      offset,
      command.length,
      "H12",
      `sqlcmd would take ${command} at the head of a line for a command.`,
      "Begin the line otherwise.",
    );
  }
}

const PLACES: Readonly<Record<Place, string>> = {
  "tsql code": "in code",
  "tsql --": "in a -- comment",
  "tsql /*": "in a block comment",
  "tsql '": "within a string",
  "tsql [": "within a name in brackets",
  'tsql "': "within double quotes",
  "powershell code": "in code",
  "powershell #": "in a # comment",
  "powershell <#": "in a block comment",
  "powershell '": "within a string",
  'powershell "': "within a string in double quotes",
  "markdown text": "in text",
  "markdown ```": "in a fenced block",
  "markdown `": "in a span of code",
};

function placeOf(language: Language, mode: Mode): Place {
  return `${language} ${mode.startsWith("/*") ? "/*" : mode}` as Place;
}

/** The block's own tag. */
function head(at: Stretch): Stretch {
  return { ...at, endLine: at.line, endColumn: at.column + 3 };
}

/** Whether a token goes on before or after this piece of text: within it stand values, or branches. */
function isCut(token: { start: number; text: string }, text: string, entry: Mode, exit: Mode): boolean {
  return (
    (token.start === 0 && entry !== "code") || (token.start + token.text.length === text.length && exit !== "code")
  );
}
