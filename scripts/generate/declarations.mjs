// Reads types of the repository's modules with their comments: `node scripts/generate/declarations.mjs '[{"module":…,"name":…}]'`
// prints them as JSON.
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
// The compiler that checks the types is the one that reads them. Its API may change with its version, which is pinned.
import { API, TypeFlags } from "typescript/unstable/sync";
import { root } from "./files.mjs";

const self = fileURLToPath(import.meta.url);
/** As the compiler writes paths, on Windows too. */
const base = root.replaceAll("\\", "/");

/**
 * What the named types hold.
 *
 * @param wanted - each with the `module` that exports it and its `name`
 * @returns the same with `text`, the type's comment, and `members`: each with its `name`, its `text`, whether it is a `list`, the
 *   `texts` of its plain types, and the `objects` that it may be, with their `id`, `name` (null: it has none), `text` and `members`
 */
export function declarations(wanted) {
  // In a process of its own: when it ends, the compiler may write to its standard error that it was stopped.
  const text = execFileSync(process.execPath, [self, JSON.stringify(wanted)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 2 ** 26,
  });
  return JSON.parse(text);
}

/** The literal that an object has as its `kind`, among objects that differ by it. */
const kindOf = ({ members }) => members.find(({ name }) => name === "kind")?.texts[0] ?? "";

function readTypes({ checker, program }, wanted) {
  const textOf = (symbol) => checker.getDocumentationCommentOfSymbol(symbol).replace(/\s+/g, " ").trim();

  function objectOf(type) {
    // Of `A & B` it is A that says what it is.
    const [main] = type.isIntersectionType() ? type.getTypes() : [type];
    const symbol = main.getSymbol();
    const isNamed = main === type && symbol !== undefined && !symbol.name.startsWith("__");
    return {
      id: type.id,
      name: isNamed ? symbol.name : null,
      text: symbol === undefined ? "" : textOf(symbol),
      members: membersOf(type),
    };
  }

  function shapeOf(type) {
    if (checker.isArrayType(type)) {
      const item = shapeOf(checker.getTypeArguments(type)[0]);
      if (item.list) throw new Error("a list of lists");
      return { ...item, list: true };
    }
    // A boolean is a union of true and false.
    if (type.flags & TypeFlags.Boolean) return { texts: ["boolean"], list: false, objects: [] };
    if (type.isUnionType()) {
      const shapes = type.getTypes().map(shapeOf);
      const texts = new Set(shapes.flatMap((shape) => shape.texts));
      const isBoolean = texts.has("true") && texts.has("false");
      const plain = [...texts].filter((text) => text !== "null" && !(isBoolean && /^(true|false)$/.test(text))).sort();
      return {
        texts: [...(isBoolean ? ["boolean"] : []), ...plain, ...(texts.has("null") ? ["null"] : [])],
        list: false,
        objects: shapes.flatMap(({ objects }) => objects).sort((a, b) => (kindOf(a) < kindOf(b) ? -1 : 1)),
      };
    }
    if (type.isObjectType() || type.isIntersectionType()) {
      return { texts: [], list: false, objects: [objectOf(type)] };
    }
    return { texts: [checker.typeToString(type)], list: false, objects: [] };
  }

  const known = new Map();

  function membersOf(type) {
    const before = known.get(type.id);
    if (before !== undefined) return before;
    // In the order in which they are declared: the compiler's own order may differ from run to run.
    const symbols = checker
      .getPropertiesOfType(type)
      .map((symbol) => [symbol, symbol.declarations[0]])
      .sort(([, a], [, b]) => (a.path === b.path ? a.index - b.index : a.path < b.path ? -1 : 1))
      .map(([symbol]) => symbol);
    const members = checker
      .getTypeOfSymbol(symbols)
      .map((one, index) => ({ name: symbols[index].name, text: textOf(symbols[index]), ...shapeOf(one) }));
    known.set(type.id, members);
    return members;
  }

  return wanted.map((one) => {
    const file = program.getSourceFile(`${base}${one.module}`);
    const exported = file === undefined ? [] : checker.getExportsOfModule(checker.getSymbolAtLocation(file));
    const symbol = exported.find(({ name }) => name === one.name);
    if (symbol === undefined) throw new Error(`${one.module} exports no type ${one.name}`);
    return { ...one, text: textOf(symbol), members: membersOf(checker.getDeclaredTypeOfSymbol(symbol)) };
  });
}

if (process.argv[1] === self) {
  const wanted = JSON.parse(process.argv[2]);
  // A project of these modules alone, which is never written: the whole repository's takes the compiler much longer.
  const config = `${base}declarations.tsconfig.json`;
  const text = JSON.stringify({
    extends: "./tsconfig.json",
    compilerOptions: { types: [] },
    include: [],
    files: wanted.map(({ module }) => module),
  });
  const api = new API({
    cwd: root,
    fs: {
      readFile: (path) => (path === config ? text : undefined),
      fileExists: (path) => (path === config ? true : undefined),
    },
  });
  try {
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config);
    process.stdout.write(JSON.stringify(readTypes(project, wanted)));
  } finally {
    api.close();
  }
}
