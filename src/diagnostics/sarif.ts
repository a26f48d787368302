import * as nodePath from "node:path";
import type { Acknowledged, Diagnostic } from "./diagnostic.ts";
import { sentence, shownExample } from "./explain.ts";
import type { Explanation } from "./explanation.ts";
import { type Paths, uriOf } from "./location.ts";
import { toMarkdown } from "./markdown.ts";
import { sourceOf } from "./source.ts";

/** What a SARIF log needs beyond the diagnostics. */
export interface SarifOptions {
  /** Hadrian's own version. */
  readonly version: string;
  /** Every code that may occur. */
  readonly explanations: readonly Explanation[];
  /** The folder that locations are relative to. */
  readonly folder: string;
  readonly path?: Paths;
}

/** A SARIF 2.1.0 log of one run over all files, with the rules that occur in it. What was acknowledged is a suppressed result. */
export function toSarif(diagnostics: readonly (Diagnostic | Acknowledged)[], options: SarifOptions): string {
  const { version, explanations, folder, path = nodePath } = options;
  const occurring = new Set(diagnostics.map(({ code }) => code));
  const rules = explanations.filter(({ code }) => occurring.has(code));
  const indexes = new Map(rules.map(({ code }, index) => [code, index]));
  const uris = new Map<string, string>();
  const log = {
    $schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "Hadrian", version, rules: rules.map(ruleOf) } },
        columnKind: "utf16CodeUnits",
        results: diagnostics.map((one) => {
          const uri = uris.get(one.file) ?? uriOf(one.file, folder, path);
          uris.set(one.file, uri);
          const { line: startLine, column: startColumn, endLine, endColumn } = one;
          return {
            ruleId: one.code,
            ruleIndex: indexes.get(one.code),
            level: one.severity,
            // The braces of a hint are not doubled, as they might be: viewers show them as they stand, and people copy them.
            message: { text: one.hint === "" ? one.message : `${one.message} ${one.hint}` },
            locations: [
              {
                physicalLocation: { artifactLocation: { uri }, region: { startLine, startColumn, endLine, endColumn } },
              },
            ],
            ...("reason" in one && { suppressions: [{ kind: "inSource", justification: one.reason }] }),
          };
        }),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function ruleOf(explanation: Explanation) {
  const { code, name, title, why, hint, example, severity, source } = explanation;
  const { text, address } = sourceOf(source);
  const shown = (what: string) => (example.isProse ? what : shownExample(what));
  const parts = [
    why,
    `How to mend it: ${hint}`,
    `Before:\n${shown(example.before)}`,
    `After:\n${shown(example.after)}`,
    `Source: ${text}`,
  ];
  return {
    id: code,
    ...(name !== null && { name: name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()) }),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: why },
    help: { text: parts.join("\n\n"), markdown: toMarkdown(explanation) },
    ...(address !== null && { helpUri: address }),
    defaultConfiguration: { level: severity },
  };
}
