import { expect, test } from "vitest";
import { sharedNames } from "../../src/cli/names.ts";
import { topology, wrong } from "./support.ts";

const source = (file: string, text: string) => ({ file, bytes: new TextEncoder().encode(text) });

test("only complete topologies share a name", async () => {
  const flow = source("d.yaml", topology("one").replace("name: one", 'name: "\\x6fne"'));
  const [a, b, c] = [source("a", topology("one")), source("b", wrong("one")), source("c", topology("two"))];
  expect(await sharedNames([a, b, c])).toEqual(new Map());
  expect(await sharedNames([a, b, { file: "e", unreadable: "gone" }, c, flow])).toEqual(new Map([["one", [a, flow]]]));
});

test.each([
  ["a comment", "name: one  # and one more"],
  ["single quotes", "name: 'one'"],
  ["an escape", 'name: "\\u006fne"'],
  ["a quoted key", '"name": one'],
  ["an explicit key", "? name\n: one"],
  ["a blank before the colon", "name : one"],
  ["an anchor", "name: &n one"],
  ["an alias", "x-n: &n one\nname: *n"],
  ["a tag", "name: !!str one"],
  ["a block scalar", "name: >-\n  one"],
  ["a merge", "x-b: &b { name: one }\n<<: *b"],
  ["a document's start", "---\nname: one"],
  ["line ends of Windows", "name: one\r"],
])("a name is found as YAML has it: %s", async (_, line) => {
  const [head, ...others] = topology("one").split("\nname: one");
  const text = line.startsWith("---") ? `---\n${topology("one")}` : `${head}\n${line}${others.join("")}`;
  const [plain, other] = [source("a", topology("one")), source("b", text)];
  expect(await sharedNames([plain, other])).toEqual(new Map([["one", [plain, other]]]));
});

test("text that is no topology has no name", async () => {
  const texts = [
    "",
    "one",
    "- name: one",
    "{",
    "name: [one]",
    "name: 1",
    "servers: { name: one }",
    "name: one\nname: one",
  ];
  const odd = texts.flatMap((text, index) => [source(`${index}`, text), source(`${index} again`, text)]);
  expect(await sharedNames([source("a", topology("one")), ...odd])).toEqual(new Map());
});

test("a topology by itself shares with nobody", async () => {
  expect(await sharedNames([source("a", topology("one"))])).toEqual(new Map());
});
