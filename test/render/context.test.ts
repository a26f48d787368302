import { describe, expect, it } from "vitest";
import { context } from "../../src/render/render.ts";
import { template } from "../../src/render/template.ts";
import { compileCase, okCases } from "../support/fixtures.ts";
import { strict } from "../support/strict.ts";

// Handlebars' strict mode is silent for a name in {{#if}}, {{#each}} or a hash: a typo there would drop a part of a script.
describe.each(okCases)("the templates of fixtures/ok/%s", (name) => {
  const { plan } = compileCase(name);

  it("ask for nothing that a step does not give", () => {
    if (plan === null) throw new Error("no plan");
    for (const step of plan.steps) {
      const folder = step.language === "markdown" ? "runbook" : step.language;
      expect(template(`${folder}/${step.kind}`)(strict(context(plan, step))).length, step.path).toBeGreaterThan(0);
    }
  });
});
