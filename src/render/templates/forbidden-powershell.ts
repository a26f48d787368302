import { lexPowerShell } from "../lex/powershell.ts";
import { MOST_FAULTS } from "./problem.ts";

/** What is wrong with a piece of PowerShell, and where: an offset and a length. */
export interface PowerShellFault {
  readonly start: number;
  readonly length: number;
  readonly message: string;
  readonly hint: string;
}

/** What Hadrian's frame of a PowerShell script uses, in lower case: none of it may come to mean something else. */
export interface Reserved {
  readonly commands: ReadonlySet<string>;
  readonly variables: ReadonlySet<string>;
}

type Say = (start: number, length: number, message: string, hint: string) => void;

/** Stands for each character of a string, so that what it says is not taken for code. */
const QUOTED = "\ufffd";

/** A script's code, and what of it is no code that can be told by reading. */
interface Code {
  /** Comments are blank, strings are filled, and everything keeps its offset. */
  readonly code: string;
  /** Whether a string or comment is open at its end. */
  readonly isOpen: boolean;
  /** Comments that PowerShell obeys. */
  readonly directives: readonly number[];
  /** Code and blanks that are not ASCII: PowerShell takes other dashes, quotes and blanks for those that it knows. */
  readonly others: readonly number[];
  /** Strings with code in them. */
  readonly expanded: readonly number[];
}

/** Takes a script apart. */
export function readCode(text: string): Code {
  const { tokens, exit } = lexPowerShell(text);
  const directives: number[] = [];
  const others: number[] = [];
  const expanded: number[] = [];
  const pieces = tokens.map(({ kind, text: piece, start }) => {
    if (kind === "comment") {
      if (isDirective(piece)) directives.push(start);
      return piece.replace(/[^\r\n]/g, " ");
    }
    if (kind === "string") {
      if (!/^['\u2018-\u201b]/.test(piece) && /\$[({]/.test(piece)) expanded.push(start);
      return piece.replace(/[^\r\n]/g, QUOTED);
    }
    if (/[^\t\r\n -~]/.test(piece)) others.push(start);
    return piece;
  });
  return { code: pieces.join(""), isOpen: exit !== "code", directives, others, expanded };
}

/** Whether PowerShell obeys a comment: #Requires, or what begins a signature, behind which it reads nothing more. */
export function isDirective(comment: string): boolean {
  return /^#requires/i.test(comment) || /^#sig#/i.test(comment.slice(0, 100).replace(/\s/g, ""));
}

const DEFINITION = /(?<![\w$.-])function\s+([^\s({]*)/gi;
/** What the frame calls and a template defines. */
const STEP = "invoke-step";
/** The frame gives these a first value; a script's template gives them another. */
const OPEN: readonly string[] = ["database", "changes", "hopeless", "next"];

/** What the frame of PowerShell scripts uses: the functions that it defines, the commands that it calls, the variables that it sets. */
export function reservedBy(frame: string): Reserved {
  const { code } = readCode(frame);
  const defined = [...code.matchAll(DEFINITION)].map(([, name = ""]) => name.toLowerCase());
  const called = [...code.matchAll(/(?<![\w$.-])[a-z]+-\w+/gi)].map(([name]) => name.toLowerCase());
  const parameters = /^param\(([^)]*)\)/im.exec(code)?.[1] ?? "";
  const set = [
    ...code.matchAll(/^\$(\w+)\s*=/gm),
    ...code.matchAll(/\$script:(\w+)/gi),
    ...parameters.matchAll(/\$(\w+)/g),
  ].map(([, name = ""]) => name.toLowerCase());
  return {
    commands: new Set([...defined, ...called].filter((name) => name !== STEP)),
    variables: new Set(set.filter((name) => !OPEN.includes(name))),
  };
}

/** What is refused wherever it stands: by it a name could be built that is not seen, or come to mean something else. */
const BANNED: readonly (readonly [pattern: RegExp, what: string, hint: string])[] = [
  [/`/g, "makes another name of what it stands in.", "Break a line behind a comma or |."],
  [/\$\{/g, "begins a name of any characters.", "Name it by letters and digits."],
  [/--%/g, "takes the rest of the line as it is.", "Write each argument in quotes."],
  [/#/g, "begins a comment here, or does not, as the words around it are read.", "Put a blank before it."],
  [/\w-*[$\ufffd]/g, "grows together with what stands behind it.", "Put a blank between them."],
  [/@(?=\ufffd)/g, "and a quote begin a here-string, which goes on over lines.", "Write one string a line."],
  [/&/g, "runs what is not written here.", "Write the command itself."],
  [/(?<![^\s;{(|=,])\.(?=[\s$({\ufffd]|$)/g, "runs a script in place.", "Write the command itself."],
  [
    /(?<![\w$.:-])exit(?![\w-])(?!\s*=)|::\s*exit\b|\bSetShouldExit\b/gi,
    "would leave the script before its end.",
    "Write throw, or return from a function.",
  ],
  [
    /(?<![\w$.:-])(?:trap|filter|workflow|configuration|class|enum|using|begin|process|end|dynamicparam|clean)(?![\w-])(?!\s*=)/gi,
    "is no word of a template's.",
    "Write functions of plain statements; a word that is meant as a text stands in quotes.",
  ],
  [
    /(?<![\w$.-])(?:(?:Set|New|Import)-Alias|(?:Set|New|Clear|Remove)-Variable|Set-StrictMode|Invoke-Expression|sal|nal|ipal|set|sv|nv|clv|rv|iex)(?![\w-])(?!\s*=)/gi,
    "would make a name mean something else, or run what is not written here.",
    "Write the command or the assignment itself.",
  ],
];

/**
 * What a user's part of a PowerShell script may not hold: what makes a name of the frame's mean something else, runs before the guard, or
 * leaves the script before its end. At a script's own level it lets nothing stand but functions and plain values. It reads the text as it
 * stands; what text does that is built and executed is not seen.
 *
 * @param text - the part, as its template has it or as it was rendered
 * @param reserved - what the frame uses
 * @param level - `script`: functions and values at the script's own level, which come before the guard; `function`: a function's body
 * @returns the first faults of many
 */
export function powerShellFaults(
  text: string,
  reserved: Reserved,
  level: "script" | "function",
): readonly PowerShellFault[] {
  const faults: PowerShellFault[] = [];
  const say: Say = (start, length, message, hint) => {
    if (faults.length < MOST_FAULTS) faults.push({ start, length, message: message.slice(0, 200), hint });
  };
  const { code, isOpen, directives, others, expanded } = readCode(text);
  if (isOpen) say(text.length, 1, "A string or comment is open at its end.", "Close it, and end the last line.");
  for (const at of directives) say(at, 1, "PowerShell obeys this comment.", "Write it otherwise.");
  for (const at of others)
    say(at, 1, "Code is ASCII: PowerShell reads other characters as its own.", "Put it in quotes.");
  for (const at of expanded)
    say(at, 1, "$( or ${ in double quotes is code within a string.", "Format it: '{0}' -f value.");
  for (const [pattern, what, hint] of BANNED) {
    for (const { index, 0: found } of code.matchAll(pattern)) say(index, found.length, `${found} ${what}`, hint);
  }
  // In quotes too, but not in comments.
  for (const { index, 0: found } of text.matchAll(/(?<!\w)(?:function:|alias:|variable:(?=\S))/gi)) {
    if (code[index] === " ") continue;
    say(index, found.length, `${found} defines names by another way.`, "Write function Name { … }, or an assignment.");
  }
  const defined = new Set(reserved.commands);
  for (const { index, 0: found, 1: name = "" } of code.matchAll(DEFINITION)) {
    const key = name.toLowerCase();
    if (!/^[a-z][\w-]*$/.test(key)) {
      say(index, found.length, "A function's name is letters, digits and hyphens.", "Write function Name { … }.");
    } else if (defined.has(key)) {
      say(index, found.length, `${key} is Hadrian's, or defined above.`, "Give your function another name.");
    }
    defined.add(key);
  }
  const outline = outlineOf(code, reserved, say);
  if (outline !== null && level === "script") checkLevel(code, outline, reserved, say);
  return faults;
}

/** What stands at a script's own level. */
interface Outline {
  /** Where its braces close, by where they open. */
  readonly braces: ReadonlyMap<number, number>;
  /** Where its lines and statements end. */
  readonly ends: readonly number[];
}

/** What is open: a bracket of any kind, and what is known of the statement in it. */
interface Open {
  readonly mark: string;
  readonly start: number;
  /** Whether break and continue stay within a loop; the branches of a switch are what stands in its braces. */
  readonly isLoop: boolean;
  readonly isSwitch: boolean;
  /** The keyword whose braces are to come. */
  keyword: string;
  /** A variable that may not be written, and stands in this statement. */
  target: { readonly start: number; readonly text: string } | null;
}

const OTHER: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
const LOOPS: readonly string[] = ["for", "foreach", "while", "do", "switch"];
const BRANCHES: readonly string[] = ["if", "elseif", "else", "try", "catch", "finally"];
const TOKENS = /\$(?:\w+:)?\w+|\+\+|--|[\w-]+|\ufffd+|\n|\S/g;
/** What PowerShell itself goes by, in any scope. */
const SETTINGS = /^\$(?:\w+:)?(?:\w*preference|ps\w+|ofs)$/;

/**
 * Follows brackets, loops and assignments through a script: break stays in its loop, and nothing of the frame's is written. Null where a
 * bracket has no other half.
 */
function outlineOf(code: string, { variables }: Reserved, say: Say): Outline | null {
  const braces = new Map<number, number>();
  const ends: number[] = [];
  const bracket = (mark: string, start: number, isLoop: boolean, isSwitch: boolean): Open => {
    return { mark, start, isLoop, isSwitch, keyword: "", target: null };
  };
  const stack: Open[] = [bracket("", 0, false, false)];
  let before = "";
  for (const { 0: token, index } of code.matchAll(TOKENS)) {
    const top = stack.at(-1) as Open;
    const word = token.toLowerCase();
    if (token === "{") {
      const isBranch = before !== "@" && (top.isSwitch || BRANCHES.includes(top.keyword));
      const isLoop = before !== "@" && LOOPS.includes(top.keyword);
      stack.push(bracket(token, index, isLoop || (isBranch && top.isLoop), isLoop && top.keyword === "switch"));
      top.keyword = "";
    } else if (token === "(" || token === "[") stack.push(bracket(token, index, false, false));
    else if (Object.hasOwn(OTHER, token)) {
      if (top.mark !== OTHER[token]) {
        say(index, 1, "This brace has no other half in its part.", "Close what the part opens, and no more.");
        return null;
      }
      stack.pop();
      if (stack.length === 1) braces.set(top.start, index);
    } else if (token === ";" || token === "\n" || token === "|") {
      if (token !== "\n" || before !== ",") top.target = null;
      if (token !== "\n") top.keyword = "";
      if (stack.length === 1 && token !== "|") ends.push(index);
      if (token === "\n") continue;
    } else if (token.startsWith("$") && token.length > 1) {
      const [, scope = "", name = ""] = /^\$(?:(\w+):)?(\w+)$/.exec(word) ?? [];
      if (SETTINGS.test(word) || (/^(?:script|global)$/.test(scope) && variables.has(name))) {
        top.target = { start: index, text: token };
        if (/(?:\+\+|--|\[ref\])\s*$/i.test(code.slice(Math.max(0, index - 16), index))) written(top);
      }
      top.keyword = "";
    } else if (token === "=" || token === "++" || token === "--" || (word === "in" && top.target?.text === before)) {
      written(top);
    } else if (word === "break" || word === "continue") {
      if (!top.isLoop || !/^[ \t]*(?:[;}\r\n]|$)/.test(code.slice(index + word.length, index + word.length + 80))) {
        say(index, word.length, `${word} outside of its loop leaves the script.`, "Write return, or throw.");
      }
    } else if ((LOOPS.includes(word) || BRANCHES.includes(word)) && before !== "|") top.keyword = word;
    else if (top.keyword !== "switch" || !word.startsWith("-")) top.keyword = "";
    before = token;
  }
  const open = stack[1];
  if (open !== undefined) {
    say(open.start, 1, "This brace has no other half in its part.", "Close what the part opens, and no more.");
    return null;
  }
  return { braces, ends };

  function written(top: Open): void {
    if (top.target === null) return;
    const { start, text } = top.target;
    say(start, text.length, `${text} is Hadrian's, or PowerShell's own.`, "Give your variable another name.");
    top.target = null;
  }
}

const FUNCTION = /function\s+[a-z][\w-]*\s*(?:\([^(){}]*\)\s*)?(?=\{)/iy;
const ASSIGNMENT = /\$(?:script:)?(\w+)\s*=(?!=)/iy;
/** Variables that mean something to PowerShell. */
const AUTOMATIC =
  /^(?:ps\w*|\w*preference|args|error|executioncontext|home|host|input|matches|myinvocation|ofs|profile)$/;

/** What stands at the script's own level is functions and values. */
function checkLevel(code: string, { braces, ends }: Outline, reserved: Reserved, say: Say): void {
  let nextEnd = 0;
  let at = 0;
  for (;;) {
    at = endOf(/[\s;]*/y, code, at);
    if (at >= code.length) return;
    const start = at;
    const body = endOf(FUNCTION, code, at);
    const close = braces.get(body);
    if (body > at && close !== undefined) {
      at = close + 1;
      continue;
    }
    ASSIGNMENT.lastIndex = at;
    const assigned = ASSIGNMENT.exec(code);
    const value = assigned === null ? null : valueAt(code, ASSIGNMENT.lastIndex);
    const name = assigned?.[1]?.toLowerCase() ?? "";
    const length = (code.slice(start, start + 160).split("\n", 1)[0] ?? "").trimEnd().length;
    if (value?.isPlain !== true) {
      say(
        start,
        length,
        "This would run before the guard.",
        "Put it into a function; here stand functions and plain values.",
      );
    } else if (reserved.variables.has(name) || AUTOMATIC.test(name)) {
      say(start, length, `$${name} is Hadrian's, or PowerShell's own.`, "Give your variable another name.");
    }
    at = value?.end ?? at;
    if (value?.isPlain === true) continue;
    while ((ends[nextEnd] ?? code.length) < at) nextEnd++;
    at = ends[nextEnd] ?? code.length;
  }
}

function endOf(pattern: RegExp, code: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(code) ? pattern.lastIndex : at;
}

/** A piece of a value: blanks, a member's name, a string, a variable, a number, an operator, a type, a bracket or mark. */
const PIECE =
  /\s+|((?:\w+|\ufffd+)[ \t]*=)|\ufffd+|\$(?:script:)?\w+(?![\w:])|-?\d+(?:\.\d+)?(?:[kmgt]b)?(?=[\s,;)}\]+]|$)|-(?:f|join|split|replace|eq|ne|and|or|not)(?![\w-])|\[(?:string|int|long|byte|bool|double|decimal|char|datetime|timespan|ordered|pscustomobject)(?:\[\])?\]|@[({]|[([)}\],;+]/iy;

/**
 * The value that begins at an offset. Nothing that is called can stand in it: no word but a member's name in @{ }, no block, no member
 * of an object.
 *
 * @returns where it ends, or what is no value begins
 */
function valueAt(code: string, from: number): { readonly end: number; readonly isPlain: boolean } {
  const open: string[] = [];
  let before = "=";
  let at = from;
  while (at < code.length) {
    PIECE.lastIndex = at;
    const match = PIECE.exec(code);
    if (match === null) return { end: at, isPlain: false };
    const [piece, member] = match;
    const isLine = piece.includes("\n");
    if (open.length === 0 && (piece === ";" || (isLine && !/[=,+]$|^-[a-z]+$/i.test(before)))) break;
    const isFirst = /[=,+({[;\n]$/.test(before);
    const isMember = member !== undefined && open.at(-1) === "@{" && /^(?:@\{|;|\n)$/.test(before);
    // What looks like an operator is a command where an operand could stand.
    if ((member !== undefined && !isMember) || (isFirst && /^-[a-z]/i.test(piece))) return { end: at, isPlain: false };
    if (/[({[]$/.test(piece)) open.push(piece);
    else if (/^[)}\]]$/.test(piece) && open.pop()?.slice(-1) !== OTHER[piece]) return { end: at, isPlain: false };
    if (isLine) before = "\n";
    else if (piece.trim() !== "") before = piece;
    at += piece.length;
  }
  return { end: at, isPlain: before !== "=" && open.length === 0 };
}
