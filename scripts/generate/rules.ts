// docs/rules.md
import { numbersWithoutRule } from "../../src/diagnostics/explanation.ts";
import { explanations } from "../../src/validate/explanations.ts";
import { EXAMPLES, entries, table } from "./entries.ts";

const numbers = `${numbersWithoutRule.slice(0, -1).join(", ")} and ${numbersWithoutRule.at(-1)}`;

/** Every rule of operation, from the rules themselves. */
export function rulesDocument(): string {
  const rules = explanations.filter(({ code }) => code.startsWith("L"));
  return `# Rules of operation

What Hadrian knows of running mirroring and log shipping, and checks in every topology: ${rules.length} rules, of which each stands in a
file of its own in \`src/validate/rules\`. They run on every part of a topology that reads well, even where other parts do not, so that
one run tells everything. An error refuses to compile; a warning does so only under \`--strict\`.

\`hadrian explain L05\` prints one of them. [Diagnostics](diagnostics.md) has the other codes. Generated; \`npm run generate\` writes it.

${EXAMPLES}

${table(rules, "What has to hold")}

${entries(rules, 2)}

## ${numbers}

There are no rules of these numbers: what they stand for needs no look at the topology.

Some of it holds by construction:

- The log shipping primary is the mirroring principal, and its mirror becomes a primary with the same share, settings, schedules and
  monitor: both halves are made from one part of the topology, and there is no way to write two.
- For the mirror's half nothing is run on the secondary. The secondary reads one folder, and does not mind who wrote a file.
- The mirror names its partner first, then the principal; the witness comes last. The scripts are numbered in that order.
- What is there already is compared and never overwritten.

The rest only the servers know. The scripts of \`setup/01-preflight\` change nothing and print PASS, WARN or FAIL for each; the guard of
each later script looks again at what it needs:

- the server: its name, version, edition and collation, its services' accounts, whether SQL Server Agent runs, the clock, the alerts for
  14420 and 14421 and whom they tell;
- the database: state, recovery model, read-only, AUTO_CLOSE, access, FILESTREAM and memory-optimized data, containment, availability
  group, replication, change data capture, encryption, owner, users without a login;
- the chain of log backups, and who else takes some; shares and folders as the engine's account sees them; the endpoint; log shipping
  and mirroring that are there already.
`;
}
