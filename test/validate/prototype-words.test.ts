import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parse, stringify } from "yaml";
import schema from "../../schema/topology.schema.json" with { type: "json" };
import { compile } from "../../src/compile.ts";
import { shown } from "../../src/model/shown.ts";
import { validate } from "../../src/validate/validate.ts";
import { okCases, ROOT } from "../support/fixtures.ts";

/** Words that every object of JavaScript knows, each with one of the same shape that none does. */
const WORDS = [
  ["constructor", "conxtructor"],
  ["__proto__", "__prxto__"],
  ["toString", "toStrinx"],
  ["hasOwnProperty", "hasOwnPropertx"],
] as const;

type Path = readonly (string | number)[];
/** Maps whose keys are the user's own. */
const NAMED = ["servers", "databases", "profiles", "shares", "acknowledge"];

interface Position {
  readonly text: string;
  readonly path: Path;
  readonly on: "key" | "value";
}

/** Every place of the accepted topologies where a text or a key stands, each kind of place once. */
function positions(): ReadonlyMap<string, Position> {
  const found = new Map<string, Position>();
  const texts = okCases.map((name) => readFileSync(join(ROOT, "fixtures/ok", name, "topology.yaml"), "utf8"));
  // The small ones first: what they have is tried in them.
  for (const written of texts.sort((left, right) => left.length - right.length)) {
    const text = written.replace(/^version: 1$/m, "version: 1\nx-note: { ticket: CHG1, deep: { er: text } }");
    const visit = (value: unknown, path: Path, kind: string) => {
      const add = (on: Position["on"]) => {
        const key = `${kind} ${on}`;
        if (!found.has(key)) found.set(key, { text, path, on });
      };
      if (Array.isArray(value)) for (const [index, one] of value.entries()) visit(one, [...path, index], `${kind}/*`);
      else if (typeof value === "object" && value !== null) {
        const isNamed =
          NAMED.includes(String(path.at(-1))) && path.at(-2) !== "persistentChat" && path[0] !== "defaults";
        for (const [key, one] of Object.entries(value)) {
          const below = isNamed ? `${kind}/*` : `${kind}/${key}`;
          visit(one, [...path, key], below);
          const at = `${below} key`;
          if (!found.has(at)) found.set(at, { text, path: [...path, key], on: "key" });
        }
      } else if (path.length > 0) add("value");
    };
    visit(parse(text, { merge: true }), [], "");
  }
  return found;
}

/** The topology with a word at the position; nothing but this word and its stand-in differs between two of them. */
function put({ text, path, on }: Position, word: string): string {
  const made = parse(text, { merge: true, maxAliasCount: -1 });
  const at = path.slice(0, -1).reduce((value, step) => value[step], made);
  const last = path.at(-1) as string;
  if (on === "value") at[last] = "PLACE";
  else {
    const pairs = Object.entries(at).map(([key, value]) => [key === last ? "PLACE" : key, value]);
    for (const key of Object.keys(at)) delete at[key];
    Object.assign(at, Object.fromEntries(pairs));
  }
  return stringify(made, { aliasDuplicateObjects: false }).replace(/\bPLACE\b/, word);
}

const source = (text: string) => ({ file: "t.yaml", bytes: Buffer.from(text) });

/** What is said of a topology, without the word. */
function saidOf(text: string, word: string) {
  const { diagnostics, topology, origins } = validate(source(text));
  if (topology !== null && origins !== null) JSON.stringify(shown(topology, origins));
  return diagnostics.map(({ code, line, message }) => `${code} ${line} ${message.replaceAll(word, "…")}`).sort();
}

const all = [...positions()];

describe("a word that every object knows", () => {
  it("is tried in every key of the topology that takes text", () => {
    const known = new Set(all.map(([kind]) => kind.split(" ")[0]?.split("/").at(-1)));
    const missing = Object.entries(schema.$defs)
      .filter(([name]) => !name.startsWith("complete"))
      .flatMap(([, part]) => Object.entries("properties" in part ? part.properties : {}))
      .filter(([, part]) => "type" in part && part.type === "string")
      .map(([key]) => key)
      .filter((key) => !known.has(key));
    expect(missing).toEqual([]);
    expect(all.length).toBeGreaterThan(150);
  });

  it.each(all)("is like any other at %s", { timeout: 60_000 }, (_, position) => {
    for (const [word, other] of WORDS) {
      expect(saidOf(put(position, word), word), word).toEqual(saidOf(put(position, other), other));
    }
  });

  it.each(all.filter(([kind]) => !/schedule|alert|restore\//.test(kind)))(
    "is compiled, or refused, at %s",
    { timeout: 60_000 },
    (_, position) => {
      const [made, like] = WORDS[1].map((word) => compile(source(put(position, word))));
      expect(made?.artifacts.length).toBe(like?.artifacts.length);
    },
  );
});
