import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { peekName, sharedNames } from "../../src/cli/names.ts";
import { isTopologyName } from "../../src/emit/checks.ts";
import { readSource } from "../../src/source/read.ts";
import { topology, wrong } from "./support.ts";

const bytes = (text: string) => new TextEncoder().encode(text);

describe("peekName", () => {
  test.each([
    ["version: 1\nname: one\n", "one"],
    ["# a comment\n\nname: one  # and one more\n", "one"],
    ["\uFEFFversion: 1\r\nname: 'one'\r\n", "one"],
    ['version: 1\nname: "one-2"', "one-2"],
    ["version: 1\nservers:\n  name: two\nname: one\n", "one"],
  ])("%j", (text, name) => expect(peekName(bytes(text))).toBe(name));

  test.each([
    ["flow style", "{ version: 1, name: one }"],
    ["flow style over lines", "{\nname: one\n}"],
    ["a flow collection within one", '{ x: {\nname: one\n}, "name": two }'],
    ["an anchor", "version: 1\nname: &n one\n"],
    ["an alias", "x-n: &n one\nname: *n\n"],
    ["a tag", "version: 1\nname: !!str one\n"],
    ["a quoted key", 'version: 1\n"name": one\n'],
    ["an escape", 'version: 1\nname: "\\x6fne"\n'],
    ["a block scalar", "version: 1\nname: >-\n  one\n"],
    ["a merge alone", "x-b: &b { name: one }\n<<: *b\n"],
    ["two of them", "name: one\nname: two\n"],
    ["two spellings", "name: one\nname : two\n"],
    ["the map indented", "  version: 1\n  name: one\n"],
    ["text before it", "|\nname: one\n"],
    ["a directive", "%YAML 1.2\n---\nname: one\n"],
    ["a lone carriage return", "version: 1\rname: one\n"],
    ["UTF-16", "v\0e\0r\0:\0 \0one\0\nname: one"],
    ["nothing", ""],
  ])("%s is left to the parser", (_, text) => expect(peekName(bytes(text))).toBe(null));

  test("is what the parser says, wherever both say something", () => {
    const line = fc.constantFrom(
      "name: one",
      "name: 'two'",
      'name: "three" # x',
      "name : four",
      '"name": five',
      "? name",
      ": six",
      "<<: *m",
      "x-m: &m { name: seven }",
      "x-m: &m",
      "  name: eight",
      "version: 1",
      "x: {",
      "}",
      "  }",
      "x: [",
      "]",
      'x: "',
      '"',
      "x: '",
      "'",
      "  '",
      "x: |",
      "x: >-",
      "x: |1",
      " text",
      "- item",
      "---",
      "...",
      "# comment",
      "",
      "\t",
      "*m : y",
      "&a b: c",
      "!!map",
    );
    let both = 0;
    fc.assert(
      fc.property(fc.array(line, { maxLength: 9 }), fc.constantFrom("\n", "\r\n"), (lines, end) => {
        const content = bytes(lines.join(end));
        const peeked = peekName(content);
        const { source, diagnostics } = readSource("t.yaml", content);
        if (peeked === null || source?.root.kind !== "map" || diagnostics.length > 0) return;
        const entry = source.root.entries.get("name")?.value;
        // One with blanks in it goes on in the next line, and names no topology.
        if (entry?.kind === "scalar" && !isTopologyName(String(entry.value))) return;
        both++;
        expect(entry).toMatchObject({ kind: "scalar", value: peeked });
      }),
      { numRuns: 20_000 },
    );
    expect(both).toBeGreaterThan(50);
  });
});

test("only complete topologies share a name", async () => {
  const source = (file: string, text: string) => ({ file, bytes: bytes(text) });
  const flow = source("d.yaml", topology("one").replace("name: one", 'name: "\\x6fne"'));
  const [a, b, c] = [source("a", topology("one")), source("b", wrong("one")), source("c", topology("two"))];
  expect(await sharedNames([a, b, c])).toEqual(new Map());
  expect(await sharedNames([a, b, { file: "e", unreadable: "gone" }, c, flow])).toEqual(new Map([["one", [a, flow]]]));
});
