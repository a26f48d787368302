import { type Input, type Validated, validateWith } from "./pipeline.ts";
import { rawRules, rules } from "./rules/index.ts";

/** Reads, checks and resolves one topology: every diagnostic of the YAML, the schema and the rules, in one run. */
export function validate(source: Input): Validated {
  return validateWith(source, rules, rawRules);
}
