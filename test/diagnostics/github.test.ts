import { posix } from "node:path";
import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { toGithub } from "../../src/diagnostics/github.ts";
import type { Paths } from "../../src/diagnostics/location.ts";
import { errDiagnostics } from "../support/err.ts";

const path: Paths = { ...posix, resolve: (file) => posix.resolve("/repo/sub", file) };
const written = (...diagnostics: Diagnostic[]) => toGithub(diagnostics, { folder: "/repo", path });
const one: Diagnostic = {
  file: "t.yaml",
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 6,
  severity: "error",
  code: "S01",
  message: "Wrong.",
  hint: "Right.",
};

/** Reads a command as the runner does. */
function read(line: string) {
  const [, severity, list = "", data = ""] = /^::(\w+) ([^\n]*?)::([^\n]*)$/.exec(line) ?? [];
  const plain = (text: string) => text.replace(/%(25|0D|0A|3A|2C)/g, (found) => decodeURIComponent(found));
  const properties = Object.fromEntries(list.split(",").map((pair) => pair.split("=").map(plain)));
  return { severity, properties, message: plain(data) };
}

describe("annotations", () => {
  test("say where, what and what to write instead", () => {
    expect(written(one)).toBe(
      "::error file=sub/t.yaml,line=2,endLine=2,col=3,endColumn=6,title=Hadrian S01::Wrong. Right.\n",
    );
    expect(written({ ...one, severity: "warning", hint: "" })).toMatch(/^::warning .*::Wrong\.\n$/);
    expect(written()).toBe("");
  });

  test("escape what would end a property or a command", () => {
    const file = "a,b:c%d\r\n::e.yaml";
    const message = "50%: a, b\r\n::error::injected %0A";
    const line = written({ ...one, file, message });
    expect(line).toContain("file=sub/a%2Cb%3Ac%25d%0D%0A%3A%3Ae.yaml,");
    expect(line).toContain("::50%25: a, b%0D%0A::error::injected %250A Right.\n");
    expect(line.trimEnd()).not.toContain("\n");
    expect(read(line.trimEnd())).toMatchObject({ properties: { file: `sub/${file}` }, message: `${message} Right.` });
  });

  test("a file outside the repository, and standard input, keep their names", () => {
    expect(written({ ...one, file: "/other/t.yaml" })).toContain("file=/other/t.yaml,");
    expect(written({ ...one, file: "<stdin>" })).toContain("file=<stdin>,");
  });

  test("of fixtures/err are one line each, and read back", () => {
    const diagnostics = errDiagnostics();
    const lines = toGithub(diagnostics, { folder: process.cwd() }).trimEnd().split("\n");
    expect(lines.map((line) => read(line))).toEqual(
      diagnostics.map(({ file, line, column, endLine, endColumn, severity, code, message, hint }) => ({
        severity,
        properties: {
          file,
          line: String(line),
          endLine: String(endLine),
          col: String(column),
          endColumn: String(endColumn),
          title: `Hadrian ${code}`,
        },
        message: hint === "" ? message : `${message} ${hint}`,
      })),
    );
  });
});
