import { lexPowerShell } from "../lex/powershell.ts";

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

/** Stands for each character of a string, so that what it says is not taken for code. */
const QUOTED = "\ufffd";

/** The code of a script: comments are blank, strings are filled, and everything keeps its offset; and whether one is open at its end. */
export function readCode(text: string): { readonly code: string; readonly isOpen: boolean } {
  const { tokens, exit } = lexPowerShell(text);
  const pieces = tokens.map(({ kind, text: piece }) => {
    if (kind === "comment") return piece.replace(/[^\r\n]/g, " ");
    return kind === "string" ? piece.replace(/[^\r\n]/g, QUOTED) : piece;
  });
  return { code: pieces.join(""), isOpen: exit !== "code" };
}

const DEFINITION = /(?<![\w$.-])(?:function|filter|workflow)\s+((?:[\w:.-]|`.)+)/gi;
const ASSIGNMENT = /^\$\{?(?:\w+:)?(\w+)\}?\s*=(?!=)/;

/** What the frame calls and a template defines. */
const STEP = "invoke-step";
/** The prelude gives these a first value; a script's template gives them another. */
const OPEN: readonly string[] = ["database", "changes", "hopeless"];

/** What the frame of PowerShell scripts uses: the functions that it defines, the commands that it calls, the variables that it sets. */
export function reservedBy(frame: string): Reserved {
  const { code } = readCode(frame);
  const defined = [...code.matchAll(DEFINITION)].map(([, name = ""]) => functionName(name));
  const called = [...code.matchAll(/(?<![\w$.-])[a-z]+-\w+/gi)].map(([name]) => name.toLowerCase());
  const set = statementsOf(code).map(({ text }) => ASSIGNMENT.exec(text)?.[1]?.toLowerCase() ?? "");
  return {
    commands: new Set([...defined, ...called].filter((name) => name !== STEP)),
    variables: new Set(set.filter((name) => name !== "" && !OPEN.includes(name))),
  };
}

/** A function's name as PowerShell has it: without its scope, without backticks, in one case. */
function functionName(written: string): string {
  return written.replaceAll("`", "").replace(/^\w+:/, "").toLowerCase();
}

/**
 * What a user's part of a PowerShell script may not hold: what makes a name of the frame's mean something else, runs before the guard, or
 * leaves the script before its end. It reads the text as it stands; what text does that is built and executed is not seen.
 *
 * @param text - the part, as its template has it or as it was rendered
 * @param reserved - what the frame uses
 * @param level - `script`: functions and values at the script's own level, which come before the guard; `function`: a function's body
 */
export function powerShellFaults(
  text: string,
  reserved: Reserved,
  level: "script" | "function",
): readonly PowerShellFault[] {
  const faults: PowerShellFault[] = [];
  const { code, isOpen } = readCode(text);
  const say = (start: number, length: number, message: string, hint: string) =>
    faults.push({ start, length, message, hint });
  if (isOpen) say(text.length, 1, "A string or comment is open at its end.", "Close it, and end the last line.");

  const defined = new Set(reserved.commands);
  for (const match of code.matchAll(DEFINITION)) {
    const name = functionName(match[1] ?? "");
    if (defined.has(name)) {
      say(match.index, match[0].length, `${name} is Hadrian's, or defined above.`, "Give your function another name.");
    }
    defined.add(name);
  }
  for (const { index, 0: found } of text.matchAll(/(?<!\w)(?:function|alias):/gi)) {
    if (/\S/.test(code.slice(index, index + found.length))) {
      say(index, found.length, `${found} defines commands by another way.`, "Write function Name { … }.");
    }
  }
  for (const { index, 0: found } of code.matchAll(/(?<![\w$.-])(?:Set-Alias|New-Alias|sal|nal)(?![\w-])/gi)) {
    say(index, found.length, `${found} would put another command in a name's place.`, "Write the command itself.");
  }
  for (const { index } of code.matchAll(/@(?=\ufffd)/g)) {
    say(index, 1, "A here-string goes on over lines.", "Write one string a line.");
  }
  for (const { index, 0: found } of code.matchAll(/(?<![\w$.-])exit(?![\w-])/gi)) {
    say(index, found.length, "exit would leave the script before its end.", "Write throw, or return from a function.");
  }
  const open = unbalanced(code);
  if (open !== null)
    say(open, 1, "This brace has no other half in its part.", "Close what the part opens, and no more.");
  if (level === "script") {
    for (const { start, text: statement } of statementsOf(code)) {
      const fault = scriptFault(statement, reserved);
      if (fault !== null) say(start, (statement.split("\n", 1)[0] ?? "").trimEnd().length, ...fault);
    }
  }
  return faults;
}

/** Where braces, brackets or parentheses do not match; null where they do. */
function unbalanced(code: string): number | null {
  const pairs: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };
  const open: { readonly mark: string; readonly index: number }[] = [];
  for (const { 0: mark, index } of code.matchAll(/`.|[()[\]{}]/gs)) {
    if (mark.startsWith("`")) continue;
    const other = pairs[mark];
    if (other === undefined) open.push({ mark, index });
    else if (open.pop()?.mark !== other) return index;
  }
  return open[0]?.index ?? null;
}

/** The statements at a script's own level. */
function statementsOf(code: string): readonly { readonly start: number; readonly text: string }[] {
  const found: { start: number; text: string }[] = [];
  let depth = 0;
  let start = 0;
  const end = (at: number) => {
    const text = code.slice(start, at);
    const first = text.search(/\S/);
    if (first >= 0) found.push({ start: start + first, text: text.slice(first) });
    start = at + 1;
  };
  for (const { 0: mark, index } of code.matchAll(/`\r?\n|`.|[()[\]{};\n]/gs)) {
    if (mark.startsWith("`")) continue;
    if ("([{".includes(mark)) depth++;
    else if (")]}".includes(mark)) {
      depth--;
      // A function ends with its brace; what stands behind it is another statement.
      if (depth === 0 && mark === "}" && /^\s*(?:function|filter)\s/i.test(code.slice(start, index))) {
        end(index + 1);
        start = index + 1;
      }
    } else if (depth === 0) {
      const text = code.slice(start, index);
      const goesOn = mark === "\n" && /(?:[=,|+]|-\w+)\s*$|^\s*(?:function|filter)\b[^{]*$/i.test(text);
      if (!goesOn) end(index);
    }
  }
  end(code.length);
  return found;
}

/** Calls of anything: commands, methods, blocks and expressions that are run. Names of a table's members are none. */
const CALL = /[&|]|::|\.\s*\w+\s*\(|\$\(|(?<![\w$.\ufffd-])[a-z_][\w-]*(?![\w-])(?!\s*=)/i;

/** What is wrong with a statement at the script's own level. */
function scriptFault(statement: string, reserved: Reserved): [message: string, hint: string] | null {
  if (/^(?:function|filter)\s+\S+\s*(?:\([^{}]*\)\s*)?\{/i.test(statement)) return null;
  const assigned = ASSIGNMENT.exec(statement);
  const name = assigned?.[1]?.toLowerCase();
  if (
    assigned === null ||
    name === undefined ||
    CALL.test(statement.slice(assigned[0].length).replace(/\[[\w.]+(?:\[\])?\]/g, ""))
  ) {
    return ["This would run before the guard.", "Put it into a function; here stand functions and values only."];
  }
  if (reserved.variables.has(name) || /^ps|preference$/.test(name)) {
    return [`$${name} is Hadrian's, or PowerShell's own.`, "Give your variable another name."];
  }
  return null;
}
