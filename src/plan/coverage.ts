import { PAGE_STEPS, PAGE_TITLE, type PageStep } from "./page.ts";
import type { Plan } from "./types.ts";

/** Which artifacts of a plan do a step of the page: id → their paths, in order; an empty list is a gap. */
export function coverage(plan: Plan): ReadonlyMap<PageStep, readonly string[]> {
  const ids = Object.keys(PAGE_STEPS) as PageStep[];
  return new Map(ids.map((id) => [id, plan.steps.filter((step) => step.page.includes(id)).map(({ path }) => path)]));
}

/**
 * docs/coverage.md: every numbered and lettered step and every note of the page, with the artifact and the section that does it.
 *
 * @param plan - of the sample topology for Persistent Chat
 */
export function coverageDocument(plan: Plan): string {
  const rows = [...coverage(plan)].map(([id, paths]) => {
    const { text, where } = PAGE_STEPS[id];
    return `| ${text} | ${paths.map((path) => `\`${path}\``).join("<br>")} | ${where} |`;
  });
  return [
    "# Coverage",
    "",
    `Every step and note of the page [${PAGE_TITLE}](https://learn.microsoft.com/skypeforbusiness/deploy/deploy-persistent-chat-server/configure-hadr-for-persistent-chat),`,
    "and what does it in the sample `samples/contoso-pchat.yaml`. Generated; `npm run generate` writes it.",
    "",
    "| The page | Artifact | Section |",
    "| --- | --- | --- |",
    ...rows,
    "",
  ].join("\n");
}
