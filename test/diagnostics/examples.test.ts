import { describe, expect, test } from "vitest";
import type { Diagnostic, DiagnosticCode } from "../../src/diagnostics/diagnostic.ts";
import { exampleText, families, familyOf } from "../../src/diagnostics/explanation.ts";
import { sourceOf } from "../../src/diagnostics/source.ts";
import { overrideTemplates, type TemplateFile } from "../../src/render/templates/override.ts";
import { readSource } from "../../src/source/read.ts";
import { explanations } from "../../src/validate/explanations.ts";
import { validate } from "../../src/validate/validate.ts";
import { wholeTopology } from "../support/examples.ts";

const found = (bytes: Uint8Array) => validate({ file: "t.yaml", bytes }).diagnostics;
const codesOf = (diagnostics: readonly Diagnostic[]) => [...new Set(diagnostics.map(({ code }) => code))];

/** What is said of a piece of a template: as the batch that a house has before the work. */
function codesOfTemplate(piece: string): DiagnosticCode[] {
  const path = "tsql/before.hbs";
  return codesOf(overrideTemplates([{ path, file: path, bytes: Buffer.from(`${exampleText(piece)}\n`) }]).diagnostics);
}

const TEMPLATES: Readonly<Record<string, TemplateFile>> = {
  H02: { path: "tsql/sed.hbs", file: "tsql/sed.hbs", bytes: Buffer.from("-- Contoso") },
  H07: { path: "tsql/head.hbs", file: "tsql/head.hbs", bytes: Buffer.from("PRINT N'Contoso';\n") },
  H10: { path: "tsql/seed.hbs", file: "tsql/seed.hbs", bytes: Buffer.from("-- Contoso", "utf16le") },
};

/** What the sentences of these examples speak of. */
const BYTES: Readonly<Record<string, { readonly before: Uint8Array; readonly after: Uint8Array }>> = {
  Y01: { before: Buffer.from("# Köln", "latin1"), after: Buffer.from("# Köln") },
  Y02: {
    before: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("# Köln", "utf16le")]),
    after: Buffer.from("\uFEFF# Köln"),
  },
  Y03: { before: Buffer.alloc(12_000_000, "#"), after: Buffer.alloc(1_000_000, "#") },
};

describe.each(families)("family $letter", ({ letter }) => {
  const own = explanations.filter(({ code }) => code.startsWith(letter));
  const shown = own.filter(({ example }) => !example.isProse);

  test("it has codes, in order, each once", () => {
    const codes = own.map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes).toEqual([...new Set(codes)].sort());
  });

  if (letter === "H") {
    test.each(shown)("$code: before", ({ code, example }) => {
      expect(codesOfTemplate(example.before)).toEqual([code]);
    });
    // H08 is found in what was rendered: test/render/templates/rendered.test.ts.
    test.each(own.filter(({ code, example }) => example.isProse && code !== "H08"))(
      "$code: the files its sentences speak of",
      ({ code }) => {
        const file = TEMPLATES[code];
        if (file === undefined) throw new Error(`there is no file for ${code}`);
        expect(codesOf(overrideTemplates([file]).diagnostics)).toEqual([code]);
      },
    );
  } else if (letter === "Y") {
    // Such a text stops the reading, or is no file that a topology could be laid over.
    test.each(shown)("$code: before", ({ code, example }) => {
      const { diagnostics } = readSource("t.yaml", Buffer.from(exampleText(example.before)));
      expect([...new Set(diagnostics.map((one) => one.code))]).toEqual([code]);
    });
    test.each(own.filter(({ example }) => example.isProse))("$code: the bytes its sentences speak of", ({ code }) => {
      const bytes = BYTES[code];
      if (bytes === undefined) throw new Error(`there are no bytes for ${code}`);
      expect(found(bytes.before).map((one) => one.code)).toEqual([code]);
      // Comments alone: that is read, and then is empty.
      expect(found(bytes.after).map((one) => one.code)).toEqual(["Y04"]);
    });
  } else {
    test.each(shown)("$code: before", ({ code, severity, also, example }) => {
      const text = wholeTopology(exampleText(example.before));
      expect(codesOf(found(Buffer.from(text))), text).toEqual([code]);
      for (const one of found(Buffer.from(text))) expect([severity, also]).toContain(one.severity);
    });
  }

  test.each(shown)("$code: after", ({ example }) => {
    if (letter === "H") {
      expect(codesOfTemplate(example.after)).toEqual([]);
      return;
    }
    const text = wholeTopology(exampleText(example.after));
    expect(found(Buffer.from(text)), text).toEqual([]);
  });

  test.each(own)("$code: short, different, with a source", ({ example, source, title, why, hint }) => {
    const [before, after] = [exampleText(example.before), exampleText(example.after)];
    expect(before).not.toBe(after);
    for (const text of [before, after]) {
      expect(text.split("\n").length).toBeLessThanOrEqual(15);
      for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(150);
      expect(text).not.toMatch(/^\s|\s$/);
    }
    expect(sourceOf(source).text).not.toBe("");
    for (const text of [title, why, hint]) expect(text).not.toMatch(/\n|\s\s/);
  });
});

test("a code's family is known", () => {
  for (const { code } of explanations) expect(code).toMatch(new RegExp(`^${familyOf(code).letter}\\d\\d$`));
});

describe("sources", () => {
  test("are addresses where those follow from the path", () => {
    expect(sourceOf("docs/t-sql/statements/create-endpoint-transact-sql.md").address).toBe(
      "https://learn.microsoft.com/sql/t-sql/statements/create-endpoint-transact-sql",
    );
    expect(sourceOf("Skype/SfbServer/deploy/x/y.md").address).toBe(
      "https://learn.microsoft.com/skypeforbusiness/deploy/x/y",
    );
    expect(sourceOf("skype/skype-ps/SkypeForBusiness/Install-CsMirrorDatabase.md")).toEqual({
      text: "MicrosoftDocs/office-docs-powershell, skype/skype-ps/SkypeForBusiness/Install-CsMirrorDatabase.md",
      address: null,
    });
    expect(sourceOf("policy").address).toBeNull();
    expect(() => sourceOf("docs/none")).toThrow("docs/none is no source");
  });
});
