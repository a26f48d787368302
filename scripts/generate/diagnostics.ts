// docs/diagnostics.md
import { EXIT } from "../../src/cli/exit.ts";
import { families } from "../../src/diagnostics/explanation.ts";
import { plainText } from "../../src/diagnostics/markdown.ts";
import { explanations } from "../../src/validate/explanations.ts";
import { EXAMPLES, entries, table } from "./entries.ts";

const MEANINGS: Readonly<Record<keyof typeof EXIT, string>> = {
  done: "Done.",
  input: "The input has errors; or warnings, under `--strict`.",
  different: "`--check` found a difference.",
  usage: "The command line asks for what cannot be: an unknown command, option or code, a missing FILE.",
  bug: "A bug in Hadrian; the message says how to report it.",
  io: "A file could not be read or written. The others are worked on all the same.",
  interrupted: "Interrupted by Ctrl-C. Nothing is half written.",
};

interface Schema {
  readonly $defs: {
    readonly diagnostic: {
      readonly properties: Readonly<
        Record<string, { readonly type?: string; readonly enum?: string[]; readonly description: string }>
      >;
    };
  };
}

/** Every code that is not a rule's, the forms in which diagnostics are printed, and the exit codes. */
export function diagnosticsDocument(read: (path: string) => string): string {
  const { properties } = (JSON.parse(read("schema/diagnostics.schema.json")) as Schema).$defs.diagnostic;
  const keys = Object.entries(properties).map(([key, { type, enum: values, description }]) => {
    return `| \`${key}\` | ${type ?? (values ?? []).map((value) => `\`${value}\``).join(" or ")} | ${plainText(description)} |`;
  });
  const codes = Object.entries(EXIT).map(([key, code]) => `| ${code} | ${MEANINGS[key as keyof typeof EXIT]} |`);
  const parts = families
    .filter(({ letter }) => letter !== "L")
    .map(({ letter, title, about }) => {
      const own = explanations.filter(({ code }) => code.startsWith(letter));
      return `## ${letter}: ${title}\n\n${about}\n\n${table(own, "What is wrong")}\n\n${entries(own, 3)}`;
    });
  return `# Diagnostics

What Hadrian says of a file: the place, what is wrong, and what to write instead.

\`\`\`
topology.yaml:19:21: error Sales: Server sql-a is the primary already. [L01]
  19 |         - { server: sql-a, copy: { to: 'D:\\LogShip\\Sales' } }
     |                     ^^^^^
  hint: Name another instance: each of these roles needs a server of its own.
\`\`\`

The code in brackets is looked up here, in [Rules of operation](rules.md) where it begins with L, or by \`hadrian explain CODE\`. An error
refuses to compile; a warning does so only under \`--strict\`. Generated; \`npm run generate\` writes it.

${EXAMPLES} Those under Y stand for a
file's text as it is read.

## Forms

\`hadrian validate --format\` prints them on standard output, in one of these forms. Files that cannot be read are told on standard
error in each of them, and the output stays whole.

| Form | For |
| --- | --- |
| \`text\` | people: as above, in colour on a terminal |
| \`json\` | programs: one array, [schema/diagnostics.schema.json](../schema/diagnostics.schema.json) |
| \`sarif\` | code scanning and editors: SARIF 2.1.0, with the help of each code that occurs; acknowledged warnings are suppressed results |
| \`github\` | GitHub Actions: an annotation at each place |

A diagnostic in JSON:

| Key | Value | Meaning |
| --- | --- | --- |
${keys.join("\n")}

## Exit codes

Where several hold, the gravest counts: 70, 74, 1, 2 in this order.

| Code | Meaning |
| --- | --- |
${codes.join("\n")}

${parts.join("\n\n")}
`;
}
