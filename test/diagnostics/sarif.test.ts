import official from "@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json" with { type: "json" };
import { Ajv } from "ajv";
import formats from "ajv-formats";
import { describe, expect, test } from "vitest";
import type { Acknowledged, Diagnostic } from "../../src/diagnostics/diagnostic.ts";
import { toSarif } from "../../src/diagnostics/sarif.ts";
import { explanations } from "../../src/validate/explanations.ts";
import { errDiagnostics, errFiles } from "../support/err.ts";
import { ROOT } from "../support/fixtures.ts";

/** The official schema, as Microsoft's package of SARIF matchers has it. */
const { $schema, id, ...schema } = official;
// One of its patterns has a stray bracket, which only the older syntax takes.
const ajv = new Ajv({ allErrors: true, strict: false, unicodeRegExp: false });
formats.default(ajv);
const fits = ajv.compile(schema);

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly name: string; readonly version: string; readonly rules: Rule[] } };
    readonly columnKind: string;
    readonly results: Result[];
  }[];
}
interface Rule {
  readonly id: string;
  readonly name?: string;
  readonly helpUri?: string;
  readonly help: { readonly text: string; readonly markdown: string };
  readonly defaultConfiguration: { readonly level: string };
}
interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
  readonly locations: {
    readonly physicalLocation: { readonly artifactLocation: { readonly uri: string }; readonly region: object };
  }[];
}

/** A log's only run; the log fits the schema. */
function runOf(diagnostics: readonly (Diagnostic | Acknowledged)[]) {
  const log = JSON.parse(toSarif(diagnostics, { version: "1.2.3", explanations, folder: ROOT })) as Log;
  expect([fits(log), fits.errors]).toEqual([true, null]);
  expect(log.runs).toHaveLength(1);
  return log.runs[0]!;
}

const one: Diagnostic = {
  file: "a b.yaml",
  line: 2,
  column: 3,
  endLine: 2,
  endColumn: 6,
  severity: "warning",
  code: "L11",
  message: "Wrong.",
  hint: "Write { port: 1 }.",
};

test("the schema is the official one, which the validator understands", () => {
  expect($schema).toBe("http://json-schema.org/draft-04/schema#");
  expect(id).toMatch(/sarif-2\.1\.0/);
  // What draft 4 says otherwise than the drafts after it.
  expect(JSON.stringify(schema)).not.toMatch(/"exclusive(Minimum|Maximum)":(true|false)/);
  expect(fits({ version: "2.1.0" })).toBe(false);
});

describe("a log", () => {
  test("of every file of fixtures/err is valid, and has every finding", () => {
    const diagnostics = errDiagnostics();
    const { tool, columnKind, results } = runOf(diagnostics);
    expect(tool.driver).toMatchObject({ name: "Hadrian", version: "1.2.3" });
    expect(columnKind).toBe("utf16CodeUnits");
    expect(results.map(({ ruleId }) => ruleId)).toEqual(diagnostics.map(({ code }) => code));
    for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
    const uris = results.map(({ locations }) => locations[0]?.physicalLocation.artifactLocation.uri);
    expect([...new Set(uris)].sort()).toEqual([...errFiles].sort());
  });

  test("of nothing found is valid", () => {
    expect(runOf([])).toMatchObject({ results: [], tool: { driver: { rules: [] } } });
  });

  test("places a finding, with its own level, message and hint", () => {
    const { results, tool } = runOf([one, { ...one, file: "<stdin>", hint: "" }]);
    expect(results[0]).toEqual({
      ruleId: "L11",
      ruleIndex: 0,
      level: "warning",
      message: { text: "Wrong. Write { port: 1 }." },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "a%20b.yaml" },
            region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 6 },
          },
        },
      ],
    });
    expect(results[1]?.message.text).toBe("Wrong.");
    expect(results[1]?.locations[0]?.physicalLocation.artifactLocation.uri).toBe("%3Cstdin%3E");
    expect(tool.driver.rules).toHaveLength(1);
    expect(tool.driver.rules[0]).toMatchObject({
      id: "L11",
      name: "WitnessApart",
      defaultConfiguration: { level: "error" },
    });
  });

  test("explains every code that there is", () => {
    const { tool } = runOf(explanations.map(({ code }) => ({ ...one, code })));
    const { rules } = tool.driver;
    expect(rules.map((rule) => rule.id)).toEqual(explanations.map(({ code }) => code));
    for (const { id, help, helpUri } of rules) {
      expect(help.text, id).toMatch(/\n\nHow to mend it: .+\n\nBefore:\n[\s\S]+\n\nAfter:\n[\s\S]+\n\nSource: ./);
      expect(help.markdown, id).toMatch(
        /\*\*How to mend it:\*\* .+\n\nBefore:\n\n[\s\S]+\n\nAfter:\n\n[\s\S]+\n\nSource: ./,
      );
      if (helpUri !== undefined) expect(new URL(helpUri).protocol).toBe("https:");
    }
    expect(rules.filter(({ helpUri }) => helpUri !== undefined).length).toBeGreaterThan(50);
  });
});

test("what was acknowledged is suppressed, with the reason, and what was not is no such thing", () => {
  const { results } = runOf([one, { ...one, reason: "A tool's" }]);
  expect(results.map(({ suppressions }) => suppressions)).toEqual([
    undefined,
    [{ kind: "inSource", justification: "A tool's" }],
  ]);
});
