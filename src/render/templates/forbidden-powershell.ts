import { lexPowerShell } from "../lex/powershell.ts";

/** What is wrong with a piece of PowerShell, and where: an offset and a length. */
export interface PowerShellFault {
  readonly start: number;
  readonly length: number;
  readonly message: string;
  readonly hint: string;
}

/** Stands for each character of a string, so that what it says is not taken for code. */
const QUOTED = "\ufffd";

/** The code of a script: comments are blank, strings are filled, and everything keeps its offset. */
export function plainCode(text: string): string {
  return lexPowerShell(text)
    .tokens.map(({ kind, text: piece }) => {
      if (kind === "comment") return piece.replace(/[^\r\n]/g, " ");
      return kind === "string" ? piece.replace(/[^\r\n]/g, QUOTED) : piece;
    })
    .join("");
}

const DEFINITION = /(?<![\w$.-])(?:function|filter|workflow)\s+((?:[\w:.-]|`.)+)/gi;

/** A function's name as PowerShell has it: without its scope, without backticks, in one case. */
function functionName(written: string): string {
  return written.replaceAll("`", "").replace(/^\w+:/, "").toLowerCase();
}

/** The functions that a script defines. */
export function functionsOf(text: string): readonly string[] {
  return [...plainCode(text).matchAll(DEFINITION)].map(([, name = ""]) => functionName(name));
}

/** The words before a block whose return leaves the script, where nothing else is around it. */
const CONTROL = /(?<![\w$.-])(?:if|elseif|else|for|foreach|while|do|until|switch|try|catch|finally|trap)(?![\w-])/i;

/**
 * What a user's part of a PowerShell script may not hold: what defines the prelude's functions again, or leaves the script before its
 * end. It reads the text as it stands; what text does that is built and executed is not seen.
 *
 * @param text - of a template, or of a script without its prelude and end
 * @param reserved - functions that may not be defined, in lower case
 */
export function powerShellFaults(text: string, reserved: readonly string[]): readonly PowerShellFault[] {
  const faults: PowerShellFault[] = [];
  const code = plainCode(text);
  const say = (start: number, length: number, message: string, hint: string) =>
    faults.push({ start, length, message, hint });

  const defined = new Set(reserved);
  for (const match of code.matchAll(DEFINITION)) {
    const name = functionName(match[1] ?? "");
    if (defined.has(name)) {
      say(
        match.index,
        match[0].length,
        `The function ${name} is defined again.`,
        "Give a function of your own another name.",
      );
    }
    defined.add(name);
  }
  for (const { index, 0: found } of text.matchAll(/\bfunction:|\$\{?function:/gi)) {
    if (/^\s*#/.test(text.slice(text.lastIndexOf("\n", index) + 1, index))) continue;
    say(index, found.length, "This defines functions by another way.", "Write function Name { … }.");
  }
  for (const { index, 0: found } of code.matchAll(/(?<![\w$.-])(?:Set-Alias|New-Alias|sal|nal)(?![\w-])/gi)) {
    say(index, found.length, `${found} would put another command in a function's place.`, "Write the command itself.");
  }
  for (const { index } of code.matchAll(/@(?=\ufffd)/g)) {
    say(index, 1, "A here-string goes on over lines.", "Write one string a line.");
  }
  for (const { index, word } of exits(code)) {
    say(
      index,
      word.length,
      `${word} would leave the script before its end.`,
      "Write throw, or put it into a function.",
    );
  }
  return faults;
}

/** exit, wherever it stands; return, break and continue where no function and no block of a command is around them. */
function exits(code: string): readonly { readonly index: number; readonly word: string }[] {
  const found: { index: number; word: string }[] = [];
  /** For each block that is open, whether it is one of a function or a command. */
  const blocks: boolean[] = [];
  let statement = "";
  for (const match of code.matchAll(/[{}();\n]|(?<![\w$.-])(?:exit|return)(?![\w-])|[^{}();\n]/gi)) {
    const [piece] = match;
    if (piece === "{") {
      const inCode = /(?<![\w$.-])(?:function|filter|workflow)\b/i.test(statement) || !CONTROL.test(statement);
      blocks.push(inCode);
      statement = "";
    } else if (piece === "}") {
      blocks.pop();
      statement = "";
    } else if (piece === ";" || piece === "\n") {
      // A block may open on the line after its head.
      if (piece === ";" || !/(?:^|[\s)])$/.test(statement) || !isHeadOpen(statement)) statement = "";
    } else if (/^(?:exit|return)$/i.test(piece)) {
      if (/^exit$/i.test(piece) || !blocks.includes(true)) found.push({ index: match.index, word: piece });
      statement += piece;
    } else statement += piece;
  }
  return found;
}

/** Whether a statement so far is the head of a block that is still to be opened. */
function isHeadOpen(statement: string): boolean {
  return CONTROL.test(statement) || /(?<![\w$.-])(?:function|filter|workflow)\b/i.test(statement);
}
