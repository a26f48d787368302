import { expect, test } from "vitest";
import { hadrian } from "./support.ts";

test("every command has a help with examples that call it", async () => {
  const { stdout } = await hadrian(["--help"]);
  const listed = stdout.slice(stdout.indexOf("Commands:"), stdout.indexOf("Examples:"));
  const commands = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name]) => name ?? "");
  expect(commands).toEqual(expect.arrayContaining(["init", "validate", "compile", "plan", "schema"]));
  for (const command of commands.filter((name) => name !== "help")) {
    const help = await hadrian([command, "--help"]);
    expect([command, help.code, help.stderr]).toEqual([command, 0, ""]);
    expect(help.stdout).toMatch(new RegExp(`\\nExamples:\\n(?: {2}\\$ .*\\n?)*.*hadrian ${command}\\b`));
    expect(await hadrian(["help", command])).toEqual(help);
  }
});

test("every exit code is in the help", async () => {
  const { stdout } = await hadrian(["--help"]);
  const text = stdout.slice(stdout.indexOf("Exit codes:"));
  for (const code of [0, 1, 2, 64, 70, 74, 130]) expect(text).toMatch(new RegExp(`\\b${code} `));
});
