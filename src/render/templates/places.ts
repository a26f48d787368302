import type { TemplateCode } from "../../diagnostics/diagnostic.ts";
import type { Format } from "../../plan/types.ts";
import type { Place } from "../../source/lines.ts";
import { HELPERS, type LexicalContext } from "../helpers.ts";
import { followMarkdown, type MarkdownMode } from "../lex/markdown.ts";
import { lexPowerShell, type PowerShellMode } from "../lex/powershell.ts";
import { COMMAND } from "../lex/sqlcmd.ts";
import { lexTsql, type TsqlMode } from "../lex/tsql.ts";
import { formatOf, partialPath } from "./language.ts";
import { BATCHES } from "./parse.ts";
import { type Call, MOST_FAULTS, type TemplateProblem } from "./problem.ts";
import { isFirst, nameOf, type Program, type Programs, placeOf, placeWithin, tagOf } from "./tree.ts";

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
 * @param programs - it and its partials, without a circle
 */
export function checkPlaces(template: string, programs: Programs): readonly TemplateProblem[] {
  const format = formatOf(template);
  if (format === null) throw new Error(`${template} lies in no folder of templates`);
  const found = new Map<string, TemplateProblem>();
  const tell = (problem: TemplateProblem) => {
    const { line, column } = problem.at;
    found.set(`${problem.template} ${line} ${column} ${problem.code}`, problem);
  };
  const program = programs.get(template);
  if (program === undefined) return [];
  const exit = walker(format, programs, tell)(program, template, { mode: START[format], last: "\n" });
  if (!ENDS.includes(exit.mode)) tell({ template, at: endOf(program), ...open(exit.mode) });
  return [...found.values()];
}

/** Where a program ends, which has something in it. */
function endOf({ body }: Program): Place {
  const last = body.at(-1);
  if (last === undefined) throw new Error("an empty program leaves nothing open");
  const { endLine, endColumn } = placeOf(last);
  return { line: endLine, column: endColumn, endLine, endColumn };
}

const START: Readonly<Record<Format, Mode>> = { tsql: "code", powershell: "code", markdown: "text" };
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

function walker(format: Format, programs: Programs, report: (problem: TemplateProblem) => void) {
  let calls: readonly Call[] = [];
  const tell = (problem: TemplateProblem) => report({ ...problem, calls });
  /** What a program was found to end in, by how it was entered: loops within loops would be walked again and again. */
  const known = new WeakMap<Program, Map<string, State>>();

  function walk(program: Program | undefined, template: string, entry: State, round: Round = "first"): State {
    if (program === undefined) return entry;
    const exits = known.get(program) ?? new Map<string, State>();
    known.set(program, exits);
    const key = `${round} ${entry.mode} ${entry.last}`;
    const before = exits.get(key);
    if (before !== undefined) return before;
    const exit = program.body.reduce((state, node) => statement(node, template, state, round), entry);
    exits.set(key, exit);
    return exit;
  }

  function statement(node: hbs.AST.Statement, template: string, state: State, round: Round): State {
    switch (node.type) {
      case "ContentStatement":
        return follow(node as hbs.AST.ContentStatement, template, state);
      case "MustacheStatement":
        return write(node as hbs.AST.MustacheStatement, template, state);
      case "BlockStatement":
        return block(node as hbs.AST.BlockStatement, template, state, round);
      case "PartialStatement": {
        const path = partialPath(template, nameOf((node as hbs.AST.PartialStatement).name));
        const above = calls;
        calls = [...above, { template, at: placeOf(node) }];
        const exit = walk(programs.get(path), path, state, round);
        calls = above;
        return exit;
      }
      default:
        return state;
    }
  }

  function block(node: hbs.AST.BlockStatement, template: string, state: State, round: Round): State {
    const name = nameOf(node.path);
    const { program, inverse } = node;
    if (BATCHES.includes(name)) {
      const exit = walk(program, template, { mode: START[format], last: "\n" });
      if (!ENDS.includes(exit.mode)) tell({ template, at: endOf(program), ...open(exit.mode) });
      return state;
    }
    if (name === "each") {
      const once = walk(program, template, state, "first");
      // A later round begins with what one before it left: the first, or another later one.
      const twice = join(node, template, once, walk(program, template, once, "later"));
      const more = join(node, template, twice, walk(program, template, twice, "later"));
      return join(node, template, more, walk(inverse, template, state, round));
    }
    if (isFirst(node.params[0])) {
      return walk((name === "if") === (round === "first") ? program : inverse, template, state, round);
    }
    return join(node, template, walk(program, template, state, round), walk(inverse, template, state, round));
  }

  function join(node: hbs.AST.Node, template: string, left: State, right: State): State {
    if (left.mode !== right.mode) {
      tell({
        template,
        at: tagOf(node),
        code: "H05",
        message: "This block ends in the middle of something in one case and not in another.",
        hint: "Open and close strings, names and comments within each branch.",
      });
    }
    // Where they differ, the rest is looked at as if they had ended as they should.
    const mode = left.mode === right.mode ? left.mode : START[format];
    return { mode, last: [...new Set(left.last + right.last)].sort().join("") };
  }

  function write(node: hbs.AST.MustacheStatement, template: string, state: State): State {
    const helper = nameOf(node.path);
    const context = contextOf(format, state.mode);
    const fits = HELPERS[helper]?.fits ?? [];
    const at = placeOf(node);
    const say = (message: string, hint: string) => tell({ template, at, code: "H04", message, hint });
    if (!fits.includes(context)) {
      const better = Object.keys(HELPERS).filter((name) => HELPERS[name]?.fits.includes(context));
      say(
        `${helper} does not fit here, ${WORDS[context]}.`,
        better.length === 0 ? "Write the value outside of it." : `Here fit: ${better.join(", ")}.`,
      );
    } else if (context === "tsql /*" && state.last.includes("*")) {
      say("What is written here could close the comment.", "Put a blank between them.");
    } else if (context === "tsql code" || context === "powershell code") {
      if (/[\p{L}\p{N}_@#$'"[\]\ufffc]/u.test(state.last)) {
        say(
          "What is written here would grow together with what stands before it.",
          "Put a blank or a comma between them.",
        );
      }
    }
    return { mode: state.mode, last: WRITTEN };
  }

  function follow(node: hbs.AST.ContentStatement, template: string, state: State): State {
    const text = node.value;
    if (text === "") return state;
    let said = 0;
    const say = (offset: number, length: number, code: TemplateCode, message: string, hint: string) => {
      if (++said <= MOST_FAULTS) tell({ template, at: placeWithin(node, offset, length), code, message, hint });
    };
    const context = contextOf(format, state.mode);
    if ((context === "tsql code" || context === "powershell code") && state.last.includes(WRITTEN)) {
      const first = /^[\p{L}\p{N}_@#$'"[\]]/u.exec(text);
      if (first !== null) {
        say(0, 1, "H04", "This would grow together with the value before it.", "Put a blank or a comma between them.");
      }
    }
    const joined = [...state.last].find((before) => MARKS[context]?.test(`${before}${text.charAt(0)}`));
    if (joined !== undefined) {
      say(
        0,
        1,
        "H05",
        `This would be ${joined}${text.charAt(0)}, with what stands before the tag.`,
        "Write both on one side of it.",
      );
    } else if (context === "tsql /*" && state.last.includes(WRITTEN) && text.startsWith("*")) {
      say(0, 1, "H05", "With the value before it this could open a comment.", "Put a blank between them.");
    }
    for (const { index } of text.matchAll(UNSEEN)) {
      say(
        index,
        1,
        "H05",
        "A character stands here that ends a line for one reader and not for another.",
        "Delete it.",
      );
    }
    const last = text.at(-1) ?? state.last;
    if (format === "markdown") {
      return { mode: followMarkdown(text, state.mode as MarkdownMode, state.last.includes("\n")), last };
    }
    if (format === "powershell") {
      const { tokens, exit } = lexPowerShell(text, state.mode as PowerShellMode);
      for (const token of tokens) {
        if (token.kind !== "string") continue;
        if (text.charAt(token.start - 1) === "@") {
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
  /** Where a GO is a word of its own, which is told as one. */
  const words = new Set(tokens.flatMap(({ kind, start }) => (kind === "word" ? [start] : [])));
  for (const match of text.matchAll(COMMAND)) {
    if (match.index === 0 && !state.last.includes("\n")) continue;
    const command = match[1] ?? "";
    const offset = match.index + match[0].length - command.length;
    if (/^go$/i.test(command) && words.has(offset)) continue;
    say(
      offset,
      command.length,
      "H12",
      `sqlcmd would take ${command} at the head of a line for a command.`,
      "Begin the line otherwise.",
    );
  }
}

/** Two characters that are one mark, which a tag between them would hide. */
const MARKS: Readonly<Partial<Record<LexicalContext, RegExp>>> = {
  "tsql code": /^(?:--|\/\*|''|\]\]|"")$/,
  "tsql /*": /^(?:\*\/|\/\*)$/,
  "powershell code": /^(?:<#|[@'\u2018-\u201b]['\u2018-\u201b]|[@"\u201c-\u201e]["\u201c-\u201e])$/,
  "powershell <#": /^#>$/,
};

/** Control characters but for blanks, and line separators: some readers end a comment there. */
const UNSEEN = /[^\P{Cc}\t\n]|[\u2028\u2029]/gu;

const WORDS: Readonly<Record<LexicalContext, string>> = {
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

function contextOf(format: Format, mode: Mode): LexicalContext {
  return `${format} ${mode.startsWith("/*") ? "/*" : mode}` as LexicalContext;
}

/** Whether a token goes on before or after this piece of text: within it stand values, or branches. */
function isCut(token: { start: number; text: string }, text: string, entry: Mode, exit: Mode): boolean {
  return (
    (token.start === 0 && entry !== "code") || (token.start + token.text.length === text.length && exit !== "code")
  );
}
