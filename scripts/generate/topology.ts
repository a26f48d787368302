// docs/topology.md: every key of the topology, from schema/topology.schema.json.
import { stringify } from "yaml";

/** A part of the schema, as far as the reference reads it. */
interface Part {
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly pattern?: string;
  readonly required?: readonly string[];
  readonly else?: Part;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly additionalProperties?: Part | false;
  readonly items?: Part;
  readonly anyOf?: readonly Part[];
  readonly examples?: readonly unknown[];
}
interface Schema extends Part {
  readonly $defs: Readonly<Record<string, Part>>;
}

interface Section {
  /** Its part of the schema: a name of $defs; empty for the document. */
  readonly part: string;
  readonly level: 2 | 3 | 4;
  readonly title: string;
  /** Where its keys stand. */
  readonly path: string;
  /** The path with names in the place of `<…>`, for the example; a number is a place in a list. */
  readonly example: readonly (string | 0)[];
  /** Where, from a complete server or database, its keys stand: what has to be there once defaults and profiles are merged. */
  readonly complete?: readonly [part: "completeServer" | "completeDatabase", ...keys: string[]];
}

const DATABASE = ["databases", "mgc"];
const SECONDARY = [...DATABASE, "logShipping", "secondaries", 0] as const;

/** As a person reads: what stands where, then what it is used in. */
const SECTIONS: readonly Section[] = [
  { part: "", level: 2, title: "The document", path: "", example: [] },
  {
    part: "server",
    level: 2,
    title: "Servers",
    path: "`servers.<id>`",
    example: ["servers", "sql-a1"],
    complete: ["completeServer"],
  },
  {
    part: "endpoint",
    level: 3,
    title: "Endpoint",
    path: "`servers.<id>.endpoint`",
    example: ["servers", "sql-a1", "endpoint"],
    complete: ["completeServer", "endpoint"],
  },
  {
    part: "share",
    level: 2,
    title: "Shares",
    path: "`shares.<path>`",
    example: ["shares", "\\\\fs1.contoso.com\\logship"],
  },
  { part: "persistentChat", level: 2, title: "Persistent Chat", path: "`persistentChat`", example: ["persistentChat"] },
  {
    part: "chatServer",
    level: 3,
    title: "Chat servers",
    path: "`persistentChat.servers[]`",
    example: ["persistentChat", "servers", 0],
  },
  {
    part: "database",
    level: 2,
    title: "Databases",
    path: "`databases.<name>`",
    example: DATABASE,
    complete: ["completeDatabase"],
  },
  {
    part: "mirroring",
    level: 3,
    title: "Mirroring",
    path: "`databases.<name>.mirroring`",
    example: [...DATABASE, "mirroring"],
    complete: ["completeDatabase", "mirroring"],
  },
  {
    part: "logShipping",
    level: 3,
    title: "Log shipping",
    path: "`databases.<name>.logShipping`",
    example: [...DATABASE, "logShipping"],
    complete: ["completeDatabase", "logShipping"],
  },
  {
    part: "backup",
    level: 4,
    title: "Backup job",
    path: "`databases.<name>.logShipping.backup`",
    example: [...DATABASE, "logShipping", "backup"],
    complete: ["completeDatabase", "logShipping", "backup"],
  },
  {
    part: "secondary",
    level: 4,
    title: "Secondaries",
    path: "`databases.<name>.logShipping.secondaries[]`",
    example: SECONDARY,
    complete: ["completeDatabase", "logShipping", "secondaries"],
  },
  {
    part: "copy",
    level: 4,
    title: "Copy job",
    path: "`databases.<name>.logShipping.secondaries[].copy`",
    example: [...SECONDARY, "copy"],
    complete: ["completeDatabase", "logShipping", "secondaries", "copy"],
  },
  {
    part: "restore",
    level: 4,
    title: "Restore job",
    path: "`databases.<name>.logShipping.secondaries[].restore`",
    example: [...SECONDARY, "restore"],
  },
  {
    part: "secondaryMirror",
    level: 4,
    title: "Secondary's mirror",
    path: "`databases.<name>.logShipping.secondaries[].mirror`",
    example: [...SECONDARY, "mirror"],
    complete: ["completeDatabase", "logShipping", "secondaries", "mirror"],
  },
  {
    part: "monitor",
    level: 4,
    title: "Monitor",
    path: "`databases.<name>.logShipping.monitor`",
    example: [...DATABASE, "logShipping", "monitor"],
    complete: ["completeDatabase", "logShipping", "monitor"],
  },
  {
    part: "connectionOptions",
    level: 4,
    title: "Connection options",
    path: "`databases.<name>.logShipping.connectionOptions`, and the same of each secondary",
    example: [...DATABASE, "logShipping", "connectionOptions"],
  },
  {
    part: "seed",
    level: 3,
    title: "Seed",
    path: "`databases.<name>.seed`",
    example: ["databases", "Sales", "seed"],
    complete: ["completeDatabase", "seed"],
  },
  {
    part: "backupStore",
    level: 3,
    title: "Backup store",
    path: "`databases.<name>.backupStore`",
    example: ["databases", "mgccomp", "backupStore"],
    complete: ["completeDatabase", "backupStore"],
  },
  {
    part: "backupStoreMirror",
    level: 4,
    title: "Backup store's mirror",
    path: "`databases.<name>.backupStore.mirror`",
    example: ["databases", "mgccomp", "backupStore", "mirror"],
  },
  {
    part: "schedule",
    level: 2,
    title: "Schedules",
    path: "`schedule` of a backup job, a copy job and a restore job",
    example: [...DATABASE, "logShipping", "backup", "schedule"],
  },
  {
    part: "weekly",
    level: 3,
    title: "Weekly",
    path: "`schedule.weekly`",
    example: [...DATABASE, "logShipping", "backup", "schedule", "weekly"],
    complete: ["completeDatabase", "logShipping", "backup", "schedule", "weekly"],
  },
  {
    part: "monthly",
    level: 3,
    title: "Monthly",
    path: "`schedule.monthly`",
    example: [...DATABASE, "logShipping", "backup", "schedule", "monthly"],
    complete: ["completeDatabase", "logShipping", "backup", "schedule", "monthly"],
  },
  {
    part: "acknowledge",
    level: 2,
    title: "Acknowledged warnings",
    path: "`acknowledge`, at the top, and of a server, a profile and a database",
    example: ["databases", "Sales", "acknowledge"],
  },
  { part: "profile", level: 2, title: "Profiles", path: "`profiles.<name>`", example: ["profiles", "east"] },
];

/** Values with a form of their own, which stand in a section of theirs. */
const FORMS = ["duration", "interval", "timeOfDay", "serverId"];

const INTRODUCTION = `# The topology's keys

Made by scripts/generate.mjs from schema/topology.schema.json, which editors use for completion; do not edit.

A topology is one YAML file. This is a whole one; \`samples/\` has larger ones.

\`\`\`yaml
version: 1
name: contoso-sales
platform: sql-server

defaults:
  servers: { version: 2019, edition: enterprise, engineAccount: CONTOSO\\svc-sql, agentAccount: CONTOSO\\svc-agent }

servers:
  sql-a: { host: sqla.contoso.com, site: east }
  sql-c: { host: sqlc.contoso.com, site: west }

databases:
  Sales:
    logShipping:
      primary: sql-a
      backup: { share: '\\\\fs1.contoso.com\\logship' }
      secondaries:
        - { server: sql-c, copy: { to: 'D:\\LogShip\\Sales' } }
\`\`\`

## How it is read

- A key that is not listed here is an error. Keys that begin with \`x-\` are free anywhere, for your own use; anchors, aliases and merge
  keys (\`<<\`) work.
- A server has what \`defaults.servers\` says, and over it what it says itself. A database has what \`defaults.databases\` says, over it its
  profile, and over that what it says itself. Maps merge key by key; lists and values replace.
- **required** is what a server or a database needs once all that is merged: it may stand in any of these places.
- \`none\` turns off what a default or a profile turned on. A dash in the third column: nothing, until you write it.
- \`<database>\` in a path or a name stands for the database's name.
- \`@name\` is the parameter of SQL Server's own procedure that a key becomes.
- Write what has a backslash in single quotes, or in none: in double quotes YAML reads \`\\n\` as a line break.
- There is no key for a password: no topology and no script holds one.
`;

const MERGING = `## Defaults

\`defaults.servers\` takes every key of [a server](#servers), \`defaults.databases\` every key of [a profile](#profiles).
`;

/** The text of docs/topology.md. */
export function topologyDocument(schema: Schema): string {
  const named = new Set([...SECTIONS.map(({ part }) => part), ...FORMS]);
  for (const name of Object.keys(schema.$defs)) {
    if (!named.has(name) && !name.startsWith("complete")) throw new Error(`no section for $defs/${name}`);
  }
  const sections = SECTIONS.flatMap((section) => {
    const text = sectionText(schema, section);
    return section.part === "profile" ? [MERGING, text] : [text];
  });
  return [INTRODUCTION, ...sections, formsText(schema)].join("\n");
}

function sectionText(schema: Schema, section: Section): string {
  const part = section.part === "" ? schema : definition(schema, section.part);
  const complete = completeOf(schema, section);
  const required = new Set([...(part.required ?? []), ...(complete.required ?? [])]);
  const rows = Object.entries(part.properties ?? {}).map(([key, value]) => {
    const { meaning, fallback } = described(value);
    const unless = complete.else?.required?.includes(key) ? "**required**, unless: see right" : fallback;
    return `| \`${key}\` | ${valueText(schema, value)} | ${required.has(key) ? "**required**" : unless} | ${meaning} |`;
  });
  const head = `${"#".repeat(section.level)} ${section.title}\n`;
  const path = section.path === "" ? [] : [`${section.path}\n`];
  const intro = section.part === "" ? [] : [`${prose(part.description ?? "")}\n`];
  const table = `| key | value | default | what it is |\n| --- | --- | --- | --- |\n${rows.join("\n")}\n`;
  const keys = rows.length === 0 ? [] : [table];
  const example = section.part === "" ? [] : [exampleText(schema, part.examples ?? [], section)];
  return [head, ...path, ...intro, ...keys, ...example].join("\n");
}

/** What the schema asks of a part once defaults and profiles are merged. */
function completeOf(schema: Schema, { complete }: Section): Part {
  if (complete === undefined) return {};
  const [name, ...keys] = complete;
  let part: Part = definition(schema, name);
  for (const key of keys) {
    const next = part.properties?.[key];
    if (next === undefined) throw new Error(`$defs/${name} has no ${keys.join(".")}`);
    part = next.$ref === undefined ? (next.items ?? next) : definition(schema, next.$ref.slice("#/$defs/".length));
  }
  return part;
}

/** What a value may be: `a`, `b`; a whole number from 1 to 7; text, as `x`. */
function valueText(schema: Schema, part: Part): string {
  if (part.anyOf !== undefined)
    return orNone(part.anyOf.map((one) => valueText(schema, { examples: part.examples ?? [], ...one })));
  if (part.$ref !== undefined) {
    const name = part.$ref.slice("#/$defs/".length);
    const section = SECTIONS.find((one) => one.part === name)?.title ?? "Values";
    return `[${definition(schema, name).title}](#${slug(section)})${FORMS.includes(name) ? as(part) : ""}`;
  }
  if (part.const !== undefined) return code(part.const);
  if (part.enum !== undefined) return [...new Set(part.enum.map(code))].join(", ");
  switch (part.type) {
    case "boolean":
      return "`true`, `false`";
    case "integer": {
      const { minimum = 0, maximum = Number.MAX_SAFE_INTEGER } = part;
      const range = maximum >= 2 ** 31 - 1 ? `${minimum} or more` : `${minimum} to ${maximum}`;
      return `a whole number, ${range}${as(part)}`;
    }
    case "array":
      return `a list, each ${valueText(schema, part.items ?? {})}`;
    case "object":
      return part.title === "defaults"
        ? "[defaults](#defaults)"
        : `by name, ${part.additionalProperties ? valueText(schema, part.additionalProperties) : "anything"}`;
    default:
      return `${part.title === undefined ? "text" : prose(part.title)}${as(part)}`;
  }
}

/** `none` is the last of several. */
function orNone(values: readonly string[]): string {
  const [first, ...others] = values.filter((value) => value !== "`none`");
  if (first === undefined || others.length > 0) throw new Error("only none and one more can be told");
  return values.length === 2 ? `${first}, or \`none\`` : first;
}

/** An example of a value, where its default is none. */
function as({ examples = [], default: fallback }: Part): string {
  const [example] = examples;
  return example === undefined || example === fallback || typeof example === "object" ? "" : `, as ${code(example)}`;
}

/** What a key means, and what holds without it: its default, or what the description calls so. */
function described({ description = "", default: fallback }: Part): {
  readonly meaning: string;
  readonly fallback: string;
} {
  const told = /\s*\bDefault: (.+?)\.(?= [A-Z]|$)/.exec(description);
  const meaning = prose(told === null ? description : description.replace(told[0], ""));
  if (fallback !== undefined) return { meaning, fallback: code(fallback) };
  return { meaning, fallback: told?.[1] === undefined ? "–" : prose(told[1]) };
}

/** The examples in their place; beside them what the parts around them cannot be without. */
function exampleText(schema: Schema, examples: readonly unknown[], { example }: Section): string {
  const blocks = examples.map((value) => {
    const document = example.reduceRight<unknown>((inner, key, index) => {
      const item = key === 0 ? [inner] : { [key]: inner };
      const around = SECTIONS.find((section) => section.example.join("/") === example.slice(0, index).join("/"));
      if (around === undefined || around.part === "") return item;
      const { required = [], examples: [whole] = [] } = definition(schema, around.part);
      const beside = Object.entries(whole ?? {}).filter(([name]) => required.includes(name));
      return { ...Object.fromEntries(beside), ...item };
    }, value);
    // A time of day in quotes: other readers of YAML take it for a number.
    const yaml = stringify(document, { lineWidth: 0 }).replace(/ (\d\d:\d\d(?::\d\d)?)$/gm, " '$1'");
    return `\`\`\`yaml\n${yaml}\`\`\`\n`;
  });
  return blocks.join("\n");
}

function formsText(schema: Schema): string {
  const rows = FORMS.map((name) => {
    const { title, description, examples = [] } = definition(schema, name);
    return `| ${title} | ${prose((description ?? "").replace(/^[^:]+: /, ""))} | ${examples.map(code).join(", ")} |`;
  });
  return `## Values\n\n| value | what it is | examples |\n| --- | --- | --- |\n${rows.join("\n")}\n`;
}

function definition(schema: Schema, name: string): Part {
  const found = schema.$defs[name];
  if (found === undefined) throw new Error(`no $defs/${name}`);
  return found;
}

const code = (value: unknown): string => `\`${String(value)}\``;

const slug = (title: string): string => title.toLowerCase().replaceAll("'", "").replaceAll(" ", "-");

/** Text of the schema as Markdown: `none`, and what has a backslash, `<…>` or `@` in it, is code. */
function prose(text: string): string {
  return text.replace(/`[^`]*`|\bnone\b|NT SERVICE\\\w+|[^\s,;:`]*(?:\\|<\w+>|@)[^\s,;:`]*/g, (match) => {
    if (match.startsWith("`")) return match;
    const [, word = match, end = ""] = /^(.*?)([.)]*)$/.exec(match) ?? [];
    return `\`${word}\`${end}`;
  });
}
