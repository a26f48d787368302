import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { temporaryFolder, writeAll } from "../emit/support.ts";
import { ROOT } from "../support/fixtures.ts";
import { hasOracles } from "../support/oracles.ts";
import { hadrian, run } from "./support.ts";

const SHELLS = ["bash", "zsh", "fish", "powershell"] as const;
const scripts = new Map<string, string>();
/** What the help lists: by the words of each command its commands and its options. */
const listed = new Map<string, { readonly commands: readonly string[]; readonly options: readonly string[] }>();

beforeAll(async () => {
  for (const shell of SHELLS) {
    const { code, stdout, stderr } = await hadrian(["completion", shell]);
    expect([code, stderr]).toEqual([0, ""]);
    scripts.set(shell, stdout);
  }
  const waiting = [""];
  for (let words = waiting.pop(); words !== undefined; words = waiting.pop()) {
    const { stdout } = await hadrian([...words.split(" ").filter(Boolean), "--help"]);
    const part = (title: string) => new RegExp(`^${title}:\\n((?: .*\\n)+)`, "m").exec(stdout)?.[1] ?? "";
    const commands = [...part("Commands").matchAll(/^ {2}([a-z]+)/gm)].map(([, name = ""]) => name);
    const options = [...part("Options").matchAll(/^ {2}(?:(-\w), )?(--[a-z-]+)/gm)].flatMap(([, short, long = ""]) =>
      short === undefined ? [long] : [short, long],
    );
    listed.set(words, { commands, options });
    waiting.push(...commands.filter((name) => name !== "help").map((name) => `${words} ${name}`.trim()));
  }
});

/** What bash offers for each line, as it takes them apart; a line ends where the cursor is. */
async function inBash(lines: readonly string[], cwd = temporaryFolder()): Promise<readonly string[]> {
  writeFileSync(join(cwd, "hadrian.bash"), scripts.get("bash") ?? "");
  const ask = `source ./hadrian.bash
while IFS= read -r line; do
  COMP_WORDS=(\${line//=/ = })
  [[ $line == *" " || $line == *"=" ]] && [[ $line != *"=" ]] && COMP_WORDS+=("")
  COMP_CWORD=$((\${#COMP_WORDS[@]} - 1))
  _hadrian
  echo "\${COMPREPLY[*]}"
done`;
  const { code, stdout, stderr } = await run("bash", ["--norc", "-uc", ask], {
    cwd,
    input: lines.map((line) => `${line}\n`).join(""),
  });
  expect([code, stderr]).toEqual([0, ""]);
  return stdout.trimEnd().split("\n");
}

describe("bash", () => {
  test("every command and option of the help", async () => {
    expect(listed.size).toBeGreaterThan(8);
    const cases = [...listed].flatMap(([words, { commands, options }]) => {
      const called = `hadrian ${words}`.trim();
      const offered = options.join(" ");
      return commands.length > 0
        ? ([
            [`${called} `, commands.join(" ")],
            [`${called} -`, offered],
          ] as const)
        : ([[`${called} -`, offered]] as const);
    });
    expect(await inBash(cases.map(([line]) => line))).toEqual(cases.map(([, answer]) => answer));
  });

  test.each([
    ["hadrian val", "validate"],
    ["hadrian validate --fo", "--format"],
    ["hadrian validate --format ", "text json sarif github"],
    ["hadrian validate --format js", "json"],
    ["hadrian validate --format=", "text json sarif github"],
    ["hadrian validate --format=s", "sarif"],
    ["hadrian validate a.yaml --format gi", "github"],
    ["hadrian plan --format ", "text json"],
    ["hadrian init --platform sk", "skype-for-business-2015"],
    ["hadrian templates ch", "check"],
    ["hadrian templates check --f", "--fix"],
    ["hadrian completion ", "bash zsh fish powershell"],
    ["hadrian help exp", "explain"],
    // A file may be called as a command is.
    ["hadrian validate plan --st", "--strict"],
    // What only the user knows, and files, which bash completes by itself.
    ["hadrian plan --only ", ""],
    ["hadrian compile ", ""],
    ["hadrian compile -o ", ""],
    // Without anything else to say.
    ["hadrian schema ", "-o --output -h --help"],
  ])("%j", async (line, answer) => {
    expect(await inBash([line])).toEqual([answer]);
  });

  test.skipIf(spawnSync("script", ["--version"]).status !== 0)("at the prompt, with files", async () => {
    const cwd = temporaryFolder();
    writeAll(cwd, { "only one.yaml": "", "hadrian.bash": scripts.get("bash") ?? "" });
    const typed =
      "source ./hadrian.bash; hadrian() { printf '[%s]' \"$@\"; }\nhadrian vali\tonly\t--form\tsar\t\nexit\n";
    const { stdout } = await run("script", ["-qec", "bash --norc --noprofile -i", "/dev/null"], {
      cwd,
      input: typed,
      env: { TERM: "dumb", INPUTRC: "/dev/null", PS1: "$ " },
    });
    expect(stdout).toContain("[validate][only one.yaml][--format][sarif]");
  });
});

describe.each(SHELLS)("%s", (shell) => {
  test("names every command, option and choice", () => {
    const script = scripts.get(shell) ?? "";
    const choices = ["skype-for-business-2015", "sarif", "powershell"];
    const named = [...listed.values()].flatMap(({ commands, options }) => [...commands, ...options]);
    for (const name of [...named, ...choices]) {
      // fish writes -s o -l output.
      const shown = shell === "fish" ? name.replace(/^--/, "-l ").replace(/^-(?=\w$)/, "-s ") : name;
      expect(script).toMatch(new RegExp(`(?<![\\w-])${shown}(?![\\w-])`));
    }
    expect(script).toMatch(/^[\n\x20-\x7e]+$/);
  });
});

// Its structure is looked at above, on every machine.
if (spawnSync("zsh", ["--version"]).status === 0) {
  describe("zsh", () => {
    test("reads it, and is offered the values", async () => {
      const ask = `compdef() { :; }
  compadd() { shift; print -r -- "$*"; }
  _describe() { print -r -- "\${(j: :)\${(@P)@[-1]}%%:*}"; }
  eval "$(cat)"
  for line in "" "validate --format " "templates check --"; do
    words=(hadrian "\${(@s: :)line}") CURRENT=$#words
    _hadrian
  done`;
      const { stdout, stderr } = await run("zsh", ["-fc", ask], { input: scripts.get("zsh") ?? "" });
      expect(stderr).toBe("");
      expect(stdout).toContain("text json sarif github\n");
    });
  });
}

// Its structure is looked at above, on every machine.
if (spawnSync("fish", ["--version"]).status === 0) {
  describe("fish", () => {
    test("reads it, and offers the values", async () => {
      const cwd = temporaryFolder();
      writeFileSync(join(cwd, "hadrian.fish"), scripts.get("fish") ?? "");
      const ask = "source hadrian.fish; complete -C 'hadrian validate --format '; complete -C 'hadrian templates '";
      const { stdout, stderr } = await run("fish", ["--no-config", "-c", ask], { cwd });
      expect(stderr).toBe("");
      for (const word of ["text", "json", "sarif", "github", "list", "eject", "check"]) {
        expect(stdout).toMatch(new RegExp(`^${word}\\b`, "m"));
      }
    });
  });
}

describe.skipIf(!hasOracles)("powershell", () => {
  test("is parsed by its own engine, without what Windows PowerShell lacks", { timeout: 600_000 }, () => {
    const file = join(temporaryFolder(), "hadrian.ps1");
    writeFileSync(file, `\uFEFF${(scripts.get("powershell") ?? "").replaceAll("\n", "\r\n")}`);
    const project = join(ROOT, "test", "oracle");
    const { stdout, stderr } = spawnSync(
      "dotnet",
      ["run", "--project", project, "-c", "Release", "--", "--json", file],
      { encoding: "utf8" },
    );
    const answer = JSON.parse(stdout || "null");
    expect(answer, stderr).not.toBeNull();
    // The other checks are of what Hadrian generates for servers; with ::new() PowerShell 5 came, as did completers.
    const findings: readonly { code: string; message: string }[] = answer.findings;
    const wrong = findings.filter(({ code, message }) => {
      return code === "ps-grammar" || (code === "ps-version" && !message.startsWith("::new()"));
    });
    expect(wrong).toEqual([]);
    expect(findings.length).toBeGreaterThan(0);
  });
});
