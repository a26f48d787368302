import { catalogue } from "../diagnostics/catalogue.ts";
import type { DiagnosticCode } from "../diagnostics/diagnostic.ts";
import { type Explanation, families } from "../diagnostics/explanation.ts";
import { rawRules, rules } from "./rules/index.ts";

/** What there is to say of every code, by family and number. */
export const explanations: readonly Explanation[] = families.flatMap(({ letter }) => {
  return [...catalogued(), ...ruled()]
    .filter(({ code }) => code.startsWith(letter))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
});

function catalogued(): Explanation[] {
  return Object.entries(catalogue).map(([code, entry]) => {
    return { severity: "error", ...entry, code: code as DiagnosticCode, name: null, also: null };
  });
}

function ruled(): Explanation[] {
  // A rule in two parts, one over the raw document, is one code.
  const byCode = new Map([...rawRules, ...rules].map((rule) => [rule.code, rule]));
  return [...byCode.values()].map(({ check: _, also = null, ...facts }) => ({ ...facts, also }));
}
