// docs/assumptions.md
import { plainText } from "../../src/diagnostics/markdown.ts";

/** What the scripts or the rehearsal take for granted, and how it is settled. */
export interface Assumption {
  readonly id: string;
  readonly assumption: string;
  /** Which scripts, rules or properties of the rehearsal depend on it. */
  readonly matters: string;
  /** Files of the repository that behave by it. */
  readonly where: readonly string[];
  readonly settle: { readonly language: "sql" | "powershell" | "text"; readonly text: string };
}

/** What was one and has its source by now. */
export interface Settled {
  readonly id: string;
  readonly fact: string;
  readonly source: string;
}

/** Every assumption, in the order of test/rehearsal/assumptions.json. */
export function assumptionsDocument(read: (path: string) => string): string {
  const all = JSON.parse(read("test/rehearsal/assumptions.json")) as readonly Assumption[];
  const settled = JSON.parse(read("test/rehearsal/settled.json")) as readonly Settled[];
  return `# Assumptions

What no page of Microsoft's settles, and the generated scripts or the rehearsal in \`test/rehearsal\` go by all the same: ${all.length} entries.
Each says where it matters, and has a query or a command with which someone who has the servers can settle it. Run them on test
servers: some make databases, jobs and log shipping, and names and paths in them are examples. R1 to R11 are what the rehearsal proves.

They stand in \`test/rehearsal/assumptions.json\`. One that is settled moves to \`test/rehearsal/settled.json\`, with its source, and stands
at the end. Generated; \`npm run generate\` writes it.

${all.map(section).join("\n\n")}

## Settled

What was assumed once, and where it is said by now.

${settled.map(({ id, fact, source }) => `- ${id}: ${plainText(fact)} <${source}>`).join("\n")}
`;
}

function section({ id, assumption, matters, where, settle }: Assumption): string {
  return [
    `## ${id}`,
    plainText(assumption),
    `**Where it matters:** ${plainText(matters)}`,
    `In ${where.map((path) => `\`${path}\``).join(", ")}.`,
    `\`\`\`${settle.language}\n${settle.text}\n\`\`\``,
  ].join("\n\n");
}
