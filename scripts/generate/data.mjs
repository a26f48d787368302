// What each template gets, from the types of the data in src and their comments: a document, and the names for checking templates.
import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import Handlebars from "handlebars";
import { declarations } from "./declarations.mjs";
import { read, root } from "./files.mjs";

const NOTE = "Made by scripts/generate.mjs from the types of the templates' data; do not edit.";

/** What several templates get beside their own data: the type, where it is, and which folders' templates get it. */
const COMMON = [
  {
    title: "Every step",
    name: "HeaderData",
    module: "src/render/header.ts",
    folders: ["tsql", "powershell", "runbook"],
  },
  { title: "Every T-SQL script", name: "TsqlData", module: "src/plan/step.ts", folders: ["tsql"] },
  { title: "Every PowerShell script", name: "PowerShellData", module: "src/plan/step.ts", folders: ["powershell"] },
];

/** What a house may add to every script of a language: src/render/templates/language.ts names them, too. */
const ADDITIONS = ["tsql", "powershell"].flatMap((folder) =>
  ["head", "before", "after"].map((name) => `${folder}/${name}`),
);

/** Every step, as everybody is told of it: its `kind` names all that there are. */
const FACTS = { name: "StepFacts", module: "src/plan/step-facts.ts" };

/** The documents that speak of the whole are no steps. */
const DOCUMENTS = ["runbook/runbook", "runbook/operation"];
const isStep = (template) => !DOCUMENTS.includes(template);

const files = readdirSync(`${root}templates`, { recursive: true })
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => file.endsWith(".hbs"))
  .sort();
const isPartial = (file) => basename(dirname(file)) === "partials";
/** Hadrian's frame is nobody's to write. */
const isFrame = (file) => file.startsWith("frame/");
const withoutExtension = (file) => file.slice(0, -".hbs".length);

const templates = files.filter((file) => !isPartial(file) && !isFrame(file)).map(withoutExtension);
const partials = new Map(files.filter(isPartial).map((file) => [basename(file, ".hbs"), withoutExtension(file)]));

/** The partials that a file calls: `name`, and the names of the `given` arguments. */
function callsOf(file) {
  const calls = [];
  class Calls extends Handlebars.Visitor {
    PartialStatement({ name, hash }) {
      calls.push({ name: name.original, given: (hash?.pairs ?? []).map(({ key }) => key) });
    }
  }
  new Calls().accept(Handlebars.parse(read(`templates/${file}.hbs`)));
  return calls;
}

/** The partials that a template uses, and those that they use, in the order in which they are met. */
function partialsOf(template, found = new Set()) {
  for (const { name } of callsOf(template)) {
    if (found.has(name)) continue;
    found.add(name);
    partialsOf(partials.get(name), found);
  }
  return found;
}

/** `tsql/mirror-seed` → MirrorSeedData of src/plan/steps/mirror-seed.ts. */
function dataOf(template) {
  const kind = basename(template);
  const name = `${kind.replace(/(?:^|-)(.)/g, (_, letter) => letter.toUpperCase())}Data`;
  return { template, name, module: isStep(template) ? `src/plan/steps/${kind}.ts` : `src/render/${kind}.ts` };
}

/** Stops where a kind of step has no template, or a template no kind. */
function checkKinds({ members }) {
  const kinds = members.find(({ name }) => name === "kind").texts.map((text) => JSON.parse(text));
  const named = templates.filter(isStep).map((template) => basename(template));
  const odd = [...kinds.filter((kind) => !named.includes(kind)), ...named.filter((kind) => !kinds.includes(kind))];
  if (odd.length > 0) throw new Error(`${odd.join(", ")}: a template and Kind of ${FACTS.module} go together`);
}

/** Everything there is to say: what is common, the templates with what they alone get, and the objects that several hold. */
function model() {
  const [facts, ...described] = declarations([FACTS, ...COMMON, ...templates.map(dataOf)]);
  checkKinds(facts);
  const common = described.slice(0, COMMON.length);
  const all = described.slice(COMMON.length);
  const commonOf = (template) => {
    const [folder] = template.split("/");
    return isStep(template) ? common.filter(({ folders }) => folders.includes(folder)) : [];
  };
  const own = all.map((data) => {
    const before = commonOf(data.template);
    const names = new Set(before.flatMap(({ members }) => members.map(({ name }) => name)));
    return { ...data, before, members: data.members.filter(({ name }) => !names.has(name)) };
  });

  // A named object that stands in more than one place is described once.
  const uses = new Map();
  const count = (members) => {
    for (const { objects } of members) {
      for (const object of objects) {
        const known = object.name === null ? undefined : uses.get(object.name);
        if (known !== undefined) {
          if (known.id !== object.id) throw new Error(`two types are named ${object.name}`);
          known.times++;
          continue;
        }
        if (object.name !== null) uses.set(object.name, { ...object, times: 1 });
        count(object.members);
      }
    }
  };
  for (const { members } of [...common, ...own]) count(members);
  const shared = [...uses.values()].filter(({ times }) => times > 1).sort((a, b) => (a.name < b.name ? -1 : 1));
  return { common, own, shared: new Map(shared.map((one) => [one.name, one])) };
}

const cell = (text) => text.replaceAll("|", "\\|");
const code = (text) => `\`${cell(text)}\``;

/** The rows of a table: a member, then those below it, unless they are described elsewhere. */
function rows(members, shared, prefix = "") {
  return members.flatMap(({ name, text, texts, list, objects }) => {
    if (text === "") throw new Error(`${prefix}${name}: its type has no comment`);
    const linked = objects.length === 1 && shared.has(objects[0].name) ? objects[0].name : null;
    const kinds = [
      ...(linked === null ? [] : [`[${linked}](#${linked.toLowerCase()})`]),
      ...(linked === null && objects.length > 0 ? ["object"] : []),
      ...(texts.length === 0 ? [] : [code(texts.join(" | "))]),
    ];
    const row = `| ${code(prefix + name)} | ${list ? "list of " : ""}${kinds.join(" or ")} | ${cell(text)} |`;
    const path = `${prefix}${name}${list ? "[]" : ""}`;
    if (objects.length === 1) return [row, ...(linked === null ? rows(objects[0].members, shared, `${path}.`) : [])];
    return [row, ...variants(objects, shared, path)];
  });
}

/** The rows of objects that differ by their `kind`. */
function variants(objects, shared, path) {
  if (objects.length === 0) return [];
  const kindOf = ({ members }) => members.find(({ name }) => name === "kind").texts[0];
  const has = ({ members }, name) => members.some((member) => member.name === name);
  const [first] = objects;
  const everywhere = first.members.filter(({ name }) => objects.every((object) => has(object, name)));
  const common = everywhere.map((member) =>
    member.name === "kind" ? { ...member, texts: objects.map(kindOf) } : member,
  );
  return [
    ...rows(common, shared, `${path}.`),
    ...objects.flatMap((object) => {
      const only = object.members.filter(({ name }) => !everywhere.some((member) => member.name === name));
      const place = `${path.replace(/\[\]$/, "")}[${kindOf(object).replaceAll('"', "")}]`;
      return [`| ${code(place)} | object | ${cell(object.text)} |`, ...rows(only, shared, `${place}.`)];
    }),
  ];
}

const table = (members, shared) =>
  members.length === 0 ? [] : ["| Member | Type | Meaning |", "| --- | --- | --- |", ...rows(members, shared), ""];

/** docs/template-data.md. */
function document({ common, own, shared }) {
  const link = ({ title }) => `[${title.replace("Every", "every")}](#${title.toLowerCase().replaceAll(" ", "-")})`;
  return [
    "# What each template gets",
    "",
    "The data of every template in `templates/`, for whoever writes one of their own. Generated from the types; `npm run generate`",
    "writes it.",
    "",
    "`[]` stands for each item of a list: `parts[].heading` is `{{heading}}` within `{{#each parts}}`. `parts[server]` is an item whose",
    '`kind` is `"server"`. `null` and an empty list are false in `{{#if}}`, and so are `0` and an empty text.',
    "",
    "`tsql/head`, `tsql/before` and `tsql/after` get what every step and every T-SQL script get; `powershell/head`, `powershell/before` and",
    "`powershell/after` what every step and every PowerShell script get. Everywhere `x.name` is the topology's own key `x-name`, or null where it has none.",
    "",
    ...common.flatMap(({ title, members, text }) => [`## ${title}`, "", text, "", ...table(members, shared)]),
    "## The templates",
    "",
    ...own.flatMap(({ template, text, before, members }) => {
      const used = [...partialsOf(template)].map((name) => code(name)).join(", ");
      const beside = before.map(link).join(" and ");
      return [
        `### ${template}`,
        "",
        text,
        "",
        ...(used === "" ? [] : [`Partials: ${used}.`, ""]),
        ...(beside === ""
          ? []
          : [members.length === 0 ? `It gets what ${beside} get.` : `Beside what ${beside} get:`, ""]),
        ...table(members, shared),
      ];
    }),
    "## Arguments of partials",
    "",
    "A partial reads the data of whatever calls it. Calls of these add to it, as `{{> token stage=1}}` does; where one does not, the",
    "name is the data's own.",
    "",
    "| Partial | Arguments |",
    "| --- | --- |",
    ...argumentRows(),
    "",
    "## Objects that stand in several places",
    "",
    ...[...shared.values()].flatMap(({ name, text, members }) => [
      `### ${name}`,
      "",
      text,
      "",
      ...table(members, shared),
    ]),
  ].join("\n");
}

/** The rows of the partials that are given more than their caller's data: `{{> token stage=1}}`. */
function argumentRows() {
  const given = new Map();
  for (const call of files.map(withoutExtension).flatMap(callsOf)) {
    given.set(call.name, new Set([...(given.get(call.name) ?? []), ...call.given]));
  }
  return [...given]
    .filter(([, names]) => names.size > 0)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, names]) => `| ${code(name)} | ${[...names].sort().map(code).join(", ")} |`);
}

const camel = (name) => name[0].toLowerCase() + name.slice(1);

/** src/render/data.generated.ts. */
function names({ common, own, shared }) {
  /** The names, each with those below it: those of every `kind` together. */
  const parts = (members) => {
    const all = new Map();
    for (const { name, objects } of members) all.set(name, [...(all.get(name) ?? []), ...objects]);
    return [...all].map(([name, objects]) => {
      const [first] = objects;
      if (first === undefined) return `${name}: null`;
      if (shared.has(first.name) && objects.every(({ id }) => id === first.id)) {
        const below = camel(first.name);
        return below === name ? name : `${name}: ${below}`;
      }
      return `${name}: { ${parts(objects.flatMap((object) => object.members)).join(", ")} }`;
    });
  };

  const written = new Map();
  const write = (name) => {
    const { members } = shared.get(name);
    if (written.has(name)) return;
    const needed = (list) => {
      for (const { objects } of list) {
        for (const object of objects) shared.has(object.name) ? write(object.name) : needed(object.members);
      }
    };
    needed(members);
    written.set(name, `const ${camel(name)}: Names = { ${parts(members).join(", ")} };`);
  };
  for (const name of shared.keys()) write(name);
  const templates = [
    ...own.map(({ template, before, members }) => {
      const all = [...before.map(({ name }) => `...${camel(name)}`), ...parts(members)];
      return `  ${JSON.stringify(template)}: { ${all.join(", ")} },`;
    }),
    ...ADDITIONS.map((template) => {
      const [folder] = template.split("/");
      const all = common.filter(({ folders }) => folders.includes(folder)).map(({ name }) => `...${camel(name)}`);
      return `  ${JSON.stringify(template)}: { ${all.join(", ")} },`;
    }),
  ];
  const basic = common.map(({ name, members }) => `const ${camel(name)} = { ${parts(members).join(", ")} };`);
  // What stands only where several kinds are one has no name of its own.
  const all = [...written.values(), ...basic, ...templates].join("\n");
  const isUsed = ([name]) => new RegExp(`\\b${camel(name)}\\b(?!:)`).test(all);
  return [
    `// ${NOTE}`,
    "",
    "/** Names of members, each with the names below it, or null where there are none. A list has the names of its items. */",
    "export interface Names {",
    "  readonly [name: string]: Names | null;",
    "}",
    "",
    ...[...written].filter(isUsed).map(([, text]) => text),
    ...basic,
    "",
    "/** What each template gets, by its name. */",
    "export const data: Readonly<Record<string, Names>> = {",
    ...templates,
    "};",
    "",
  ].join("\n");
}

/** Path → text of what is made from the types. */
export function data() {
  const all = model();
  return new Map([
    ["docs/template-data.md", document(all)],
    ["src/render/data.generated.ts", names(all)],
  ]);
}
