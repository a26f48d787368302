import schema from "../../schema/topology.schema.json" with { type: "json" };
import type { SchemaCode } from "../diagnostics/diagnostic.ts";
import { listed, nearest } from "../nearest.ts";
import type { Span } from "../source/lines.ts";
import { follow, type SourceNode, type SourceScalar, toPlain } from "../source/node.ts";
import { join, steps } from "../source/pointer.ts";
import type { Cut } from "./cuts.ts";
import { type SchemaError, validateDocument } from "./schema.generated.js";

/** One fault of the document's shape. */
export interface ShapeFault {
  readonly code: SchemaCode;
  readonly span: Span;
  readonly message: string;
  readonly hint: string;
}

interface SchemaPart {
  readonly title?: string;
  readonly $ref?: string;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly examples?: readonly unknown[];
  readonly anyOf?: readonly SchemaPart[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

/** Checks a document against the schema: one fault for each mistake, and what has to be cut out because of it. */
export function checkShape(root: SourceNode): {
  readonly faults: readonly ShapeFault[];
  readonly cuts: Map<string, Cut>;
} {
  const cuts = new Map<string, Cut>();
  const faults: ShapeFault[] = [];
  if (validateDocument(toPlain(root))) return { faults, cuts };

  const errors = (validateDocument.errors ?? []).filter(
    (error) => error.keyword !== "if" && error.keyword !== "propertyNames",
  );
  const unions = new Map<string, SchemaError>();
  // Places of which an error says more than that none of the union's parts fits.
  const detailed = new Set<string>();
  for (const error of errors) {
    if (error.keyword === "anyOf") unions.set(error.instancePath, error);
    else if (error.keyword !== "const" && error.keyword !== "type") detailed.add(error.instancePath);
  }

  const valued = new Set<string>();
  const misspelt = new Set<string>();
  const missing = new Map<string, { readonly error: SchemaError; readonly keys: string[] }>();
  for (const error of errors) {
    const found = follow(root, error.instancePath);
    // Reported when the YAML was read.
    if (found.node.kind === "refused" || found.left > 0) continue;
    if (error.keyword === "additionalProperties") {
      const key = String(error.params.additionalProperty);
      const pointer = join(error.instancePath, key);
      cuts.set(pointer, "remove");
      const keys = Object.keys(partOf(error).properties ?? {});
      const near = nearest(key, keys);
      if (near !== null && found.node.kind === "map" && !found.node.entries.has(near)) {
        // A misspelt key is not missing besides.
        const meant = join(error.instancePath, near);
        cuts.set(meant, "refuse");
        misspelt.add(meant);
      }
      faults.push(unknownKey(key, follow(root, pointer).key, error.instancePath, keys, near));
      continue;
    }
    if (error.keyword === "required") {
      const known = missing.get(error.instancePath);
      if (known === undefined) missing.set(error.instancePath, { error, keys: [String(error.params.missingProperty)] });
      else known.keys.push(String(error.params.missingProperty));
      continue;
    }
    if (error.propertyName !== undefined) {
      const pointer = join(error.instancePath, error.propertyName);
      if (valued.has(pointer)) continue;
      valued.add(pointer);
      cuts.set(pointer, "refuse");
      faults.push(badKey(error.propertyName, follow(root, pointer).key, error));
      continue;
    }
    if (error.keyword === "false schema") {
      cuts.set(error.instancePath, "remove");
      faults.push(excluded(root, error, found.key));
      continue;
    }
    const union = unions.get(error.instancePath);
    if (union !== undefined && error !== union) {
      // Of `none` or a part only what speaks of the part helps, and only where there is a part.
      const whole = error.keyword === "const" || error.keyword === "type";
      if (whole || found.node.kind === "list") continue;
    }
    if (error.keyword === "anyOf" && !speaksOfUnion(found.node, error, detailed)) continue;
    if (valued.has(error.instancePath)) continue;
    valued.add(error.instancePath);
    cuts.set(error.instancePath, "refuse");
    faults.push(badValue(found.node, isContainer(found.node) ? found.key : found.value, error));
  }
  for (const [pointer, { error, keys }] of missing) {
    const found = follow(root, pointer);
    // The root stays: what it has is checked all the same. Elsewhere what is missing is marked as such.
    for (const key of keys) cuts.set(join(pointer, key), "refuse");
    for (const key of keys) {
      if (!misspelt.has(join(pointer, key))) faults.push(missingKey(key, pointer, found.key, error));
    }
  }
  return { faults, cuts };
}

/** Whether the union as a whole is what failed: no part of it has an error that says more. */
function speaksOfUnion(node: SourceNode, union: SchemaError, detailed: ReadonlySet<string>): boolean {
  if (node.kind === "map") {
    const branch = partOf(union).anyOf?.[1];
    return branch !== undefined && resolvePart(branch).type !== "object";
  }
  return !detailed.has(union.instancePath);
}

function isContainer(node: SourceNode): boolean {
  return node.kind === "map" || node.kind === "list";
}

/** The part of the schema that an error is about. */
function partOf(error: SchemaError): SchemaPart {
  return (error.parentSchema ?? {}) as SchemaPart;
}

const DEFINITIONS = schema.$defs as unknown as Readonly<Record<string, SchemaPart>>;

function resolvePart(part: SchemaPart): SchemaPart {
  if (part.$ref === undefined) return part;
  const definition = DEFINITIONS[part.$ref.slice("#/$defs/".length)] ?? {};
  return { ...definition, ...(part.examples === undefined ? {} : { examples: part.examples }) };
}

const NOUNS: Readonly<Record<string, string>> = {
  object: "a map",
  array: "a list",
  string: "text",
  integer: "a whole number",
  boolean: "true or false",
};

function expected(part: SchemaPart): string {
  if (part.anyOf !== undefined)
    return part.anyOf
      .map((branch) => expected(resolvePart(branch)))
      .reverse()
      .join(", or ");
  if (part.const !== undefined) return String(part.const);
  if (part.type === "object" || part.type === "array") return NOUNS[part.type] as string;
  return part.title ?? NOUNS[part.type ?? ""] ?? "another value";
}

/** An example on one line, as it can be written after the key. */
function example(part: SchemaPart): string | null {
  const value = part.examples?.[0];
  return value === undefined ? null : flow(value);
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const pairs = Object.entries(value).map(([key, one]) => `${key}: ${flow(one)}`);
    return `{ ${pairs.join(", ")} }`;
  }
  // What YAML would read as a number, or people as one, in quotes.
  return typeof value === "string" && /^[0-9]+:|: |^\d+$/.test(value) ? `'${value}'` : String(value);
}

/** The key a pointer ends in, for messages; a list's item by its list and number. */
function nameOf(pointer: string): string {
  const path = steps(pointer);
  const last = path.at(-1);
  const parent = path.at(-2);
  if (last === undefined) return "the topology";
  const item = parent === "secondaries" || parent === "days" || (path[0] === "persistentChat" && path.length === 3);
  return item ? `${parent}[${last}]` : last;
}

/** A value as the user wrote it, shortened. */
function shown(node: SourceNode): string {
  switch (node.kind) {
    case "map":
      return "a map";
    case "list":
      return "a list";
    case "refused":
      return "refused";
    case "scalar":
      if (node.value === null) return "nothing";
      // Text that looks like another kind of value is told apart by its quotes.
      if (typeof node.value === "string" && /^(-?\d+(\.\d+)?|true|false|null|~)?$/.test(node.text))
        return `'${node.text}'`;
      return node.text.length > 60 ? `${node.text.slice(0, 57)}...` : node.text;
  }
}

/** The parts that have such a key, for one that stands in another. */
function homesOf(key: string): string[] {
  return Object.entries(DEFINITIONS)
    .filter(([name, part]) => !name.startsWith("complete") && Object.hasOwn(part.properties ?? {}, key))
    .map(([name, part]) => part.title ?? name);
}

function unknownKey(key: string, span: Span, parent: string, keys: readonly string[], near: string | null): ShapeFault {
  const homes = near === null ? homesOf(key) : [];
  const meant =
    near !== null ? `Did you mean ${near}? ` : homes.length > 0 ? `${key} belongs in ${listed(homes)}. ` : "";
  return {
    code: "S01",
    span,
    message: `Unknown key ${key} in ${nameOf(parent)}.`,
    hint: `${meant}Allowed: ${listed(keys)}; and keys that begin with x-.`,
  };
}

function missingKey(key: string, pointer: string, span: Span, error: SchemaError): ShapeFault {
  const part = partOf(error);
  const value = part.properties?.[key];
  const sample = value === undefined ? null : example(resolvePart(value as SchemaPart));
  return {
    code: "S02",
    span: pointer === "" ? { start: span.start, end: span.start } : span,
    message: `${pointer === "" ? "The topology" : nameOf(pointer)} has no ${key}.`,
    hint: sample === null ? `Write ${key} in it.` : `Write ${key}, as in ${key}: ${sample}`,
  };
}

function badKey(key: string, span: Span, error: SchemaError): ShapeFault {
  const part = partOf(error);
  const long = error.keyword === "maxLength";
  return {
    code: "S05",
    span,
    message: `${key === "" ? "An empty name" : key} is no name for one of the ${nameOf(error.instancePath)}.`,
    hint: long
      ? `At most ${String(error.params.limit)} characters.`
      : error.keyword === "minLength"
        ? "Write a name before the colon."
        : `Write ${part.title ?? "a name"}.`,
  };
}

/** `every` beside `at`, `day` beside `weekday`. */
function excluded(root: SourceNode, error: SchemaError, span: Span): ShapeFault {
  const path = steps(error.schemaPath.slice(error.schemaPath.indexOf("#") + 1));
  const other = path[path.indexOf("dependentSchemas") + 1] ?? "";
  const parent = error.instancePath.slice(0, error.instancePath.lastIndexOf("/"));
  return {
    code: "S11",
    span,
    message: `${nameOf(error.instancePath)} and ${other} exclude each other in ${nameOf(follow(root, parent).left === 0 ? parent : "")}.`,
    hint: `Keep one of them.`,
  };
}

function badValue(node: SourceNode, span: Span, error: SchemaError): ShapeFault {
  const name = nameOf(error.instancePath);
  const part = resolvePart(partOf(error));
  const sample = example(part);
  const asIn = sample === null ? "" : ` Example: ${name.includes("[") ? "" : `${name}: `}${sample}`;
  const fault = (code: SchemaCode, message: string, hint: string): ShapeFault => ({ code, span, message, hint });
  const empty = node.kind === "scalar" && node.value === null;

  switch (error.keyword) {
    case "type":
    case "anyOf": {
      const wanted = expected(part);
      if (empty) return fault("S03", `${name} has no value.`, `Write ${wanted}, or leave the key out.${asIn}`);
      if (part.type === "string" && node.kind === "scalar" && typeof node.value !== "string") {
        const kind = typeof node.value === "number" ? "a number" : "true or false";
        const quoted = part.title === undefined ? `Write it in quotes: '${node.text}'` : `Write ${wanted}.${asIn}`;
        return fault("S03", `${name}: ${shown(node)} is ${kind}; ${name} takes ${wanted}.`, quoted);
      }
      const quoted = shown(node).startsWith("'")
        ? `Write it without quotes: ${name}: ${(node as SourceScalar).text}`
        : null;
      return fault("S03", `${name} takes ${wanted}, not ${shown(node)}.`, quoted ?? `Write ${wanted}.${asIn}`);
    }
    case "enum": {
      const values = [...new Set((part.enum ?? []).map(String))];
      if (empty) return fault("S03", `${name} has no value.`, `Write one of: ${listed(values)}.`);
      // Between years nothing is near: 2013 is no misspelt 2012.
      const near = node.kind === "scalar" && !/^\d+$/.test(node.text) ? nearest(node.text, values) : null;
      const meant = near === null ? "" : `Did you mean ${near}? `;
      return fault("S04", `${name} cannot be ${shown(node)}.`, `${meant}Allowed: ${listed(values)}.`);
    }
    case "const":
      return fault("S04", `${name} cannot be ${shown(node)}.`, `Write ${name}: ${String(error.params.allowedValue)}`);
    case "pattern":
      return badPattern(node, span, part, name, asIn);
    case "minimum":
    case "maximum": {
      const bound = error.keyword === "minimum" ? "at least" : "at most";
      return fault(
        "S08",
        `${name}: ${shown(node)} is out of range.`,
        `Write a whole number of ${bound} ${String(error.params.limit)}.${asIn}`,
      );
    }
    case "minLength":
      return fault("S09", `${name} is empty.`, `Write ${expected(part)}, or leave the key out.${asIn}`);
    case "maxLength":
      return fault("S09", `${name} is longer than ${String(error.params.limit)} characters.`, `Shorten it.`);
    case "minItems":
    case "minProperties":
      return fault("S09", `${name} is empty.`, "Write at least one.");
    case "maxProperties":
      return fault(
        "S09",
        `${name} has more than ${String(error.params.limit)}: their scripts would be more than anyone reads, and than memory holds.`,
        "Split them into several topologies, each with a name of its own.",
      );
    case "uniqueItems":
      return fault("S10", `${name} has one value twice.`, "Name each once.");
    default:
      return fault(
        "S05",
        `${name} is not valid: ${error.message ?? error.keyword}.`,
        `Write ${expected(part)}.${asIn}`,
      );
  }
}

function badPattern(node: SourceNode, span: Span, part: SchemaPart, name: string, asIn: string): ShapeFault {
  const text = shown(node);
  if (
    part.title === DEFINITIONS.duration?.title ||
    part.title === DEFINITIONS.interval?.title ||
    name === "surviveOutage"
  ) {
    const units = part.title === DEFINITIONS.interval?.title ? "s, m or h" : "s, m, h or d";
    return {
      code: "S06",
      span,
      message: `${name}: ${text} is not ${expected(part)}.`,
      hint: `Write a whole number and ${units}, without a blank.${asIn}`,
    };
  }
  if (name === "host") {
    const port = /^(.*),\s*(\d+)$/.exec(text);
    const instance = /^([^\\]*)\\(.+)$/.exec(text);
    const hint =
      port !== null
        ? `Write host: ${port[1]} and port: ${port[2]}`
        : instance !== null
          ? `Write host: ${instance[1]} and instance: ${instance[2]}`
          : `Write ${expected(part)} and nothing else.${asIn}`;
    return { code: "S12", span, message: `host: ${text} is more than a host's name.`, hint };
  }
  return {
    code: "S05",
    span,
    message: `${name}: ${text} is not ${expected(part)}.`,
    hint: `Write ${expected(part)}.${asIn}`,
  };
}
