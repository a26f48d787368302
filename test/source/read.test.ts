import { describe, expect, it } from "vitest";
import { MAX_BYTES } from "../../src/source/decode.ts";
import { follow, toPlain } from "../../src/source/node.ts";
import { readSource } from "../../src/source/read.ts";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (input: string | Uint8Array) => readSource("t.yaml", typeof input === "string" ? bytes(input) : input);
/** `Y10@3:1` for each diagnostic. */
const found = (input: string | Uint8Array) => read(input).diagnostics.map((d) => `${d.code}@${d.line}:${d.column}`);
/** Reads what has to be readable. */
const sourceOf = (input: string | Uint8Array) => {
  const { source } = read(input);
  if (source === null) throw new Error("not readable");
  return source;
};
const plain = (text: string) => {
  expect(read(text).diagnostics).toEqual([]);
  return JSON.parse(JSON.stringify(toPlain(sourceOf(text).root)));
};

describe("bytes", () => {
  it.each<[string, Uint8Array, string]>([
    ["a stray byte", Uint8Array.of(0x61, 0x3a, 0x20, 0xff, 0x0a), "Y01@1:4"],
    [
      "Latin-1 after a two-byte character",
      Uint8Array.of(0x61, 0x0a, 0x62, 0x3a, 0x20, 0xc3, 0xa4, 0xe4, 0x78),
      "Y01@2:5",
    ],
    ["a sequence cut off by the end", Uint8Array.of(0x61, 0x3a, 0x20, 0xe2, 0x82), "Y01@1:4"],
    ["an overlong sequence", Uint8Array.of(0x61, 0x3a, 0x20, 0xc0, 0xaf), "Y01@1:4"],
    ["a surrogate", Uint8Array.of(0x61, 0x3a, 0x20, 0xed, 0xa0, 0x80), "Y01@1:4"],
    ["UTF-16 LE", Uint8Array.of(0xff, 0xfe, 0x61, 0x00), "Y02@1:1"],
    ["UTF-16 BE", Uint8Array.of(0xfe, 0xff, 0x00, 0x61), "Y02@1:1"],
    ["UTF-16 without a mark", Uint8Array.of(0x61, 0x00, 0x3a, 0x00), "Y19@1:2"],
    ["more than the limit", new Uint8Array(MAX_BYTES + 1).fill(0x61), "Y03@1:1"],
  ])("refuses %s", (_, input, expected) => {
    expect(found(input)).toEqual([expected]);
  });

  it("takes UTF-8 with a byte order mark, which is no column", () => {
    const input = Uint8Array.of(0xef, 0xbb, 0xbf, ...bytes("a: 1\n"));
    expect(found(input)).toEqual([]);
    const source = sourceOf(input);
    expect(source.place(source.root.span)).toMatchObject({ line: 1, column: 1 });
  });

  it("takes CRLF", () => {
    expect(plain("a: 1\r\nb:\r\n  - x\r\n  - 'y'\r\n")).toEqual({ a: 1, b: ["x", "y"] });
    expect(found("a: 1\r\nb: 2\r\na: 3\r\n")).toEqual(["Y10@3:1"]);
  });
});

describe("YAML", () => {
  it.each<[string, string, string[]]>([
    ["an empty file", "", ["Y04@1:1"]],
    ["only comments", "# nothing\n\n", ["Y04@1:1"]],
    ["only a marker", "---\n", ["Y04@1:1"]],
    ["two documents", "a: 1\n---\nb: 2\n", ["Y07@2:1"]],
    ["two documents apart", "a: 1\n...\n# c\n---\nb: 2\n", ["Y07@4:1"]],
    ["tabs", "a:\n\tb: 1\n\tc: 2\n", ["Y06@2:1", "Y06@3:1"]],
    ["a tab in braces", "a: {\n\tb: 1 }\n", ["Y06@2:2"]],
    ["a key twice", "a: 1\nb: 2\na: 3\n", ["Y10@3:1"]],
    ["a key twice, as number and text", "a: { 1: x, '1': y }\n", ["Y10@1:12"]],
    ["<< twice", "a: &a { x: 1 }\nb:\n  <<: *a\n  <<: *a\n", ["Y10@4:3"]],
    ["SQL", "CREATE TABLE t (a int);\nGO\n", ["Y16@1:1"]],
    ["a list", "- a\n- b\n", ["Y16@1:1"]],
    ["an open quote", 'a: 1\nb: "x\nc: 2\n', ["Y05@2:4"]],
    ["an open bracket", "a: [1, 2\nb: 1\n", ["Y05@2:1"]],
    ["two values", "a: b: c\n", ["Y05@1:4"]],
    ["bad indentation", "a:\n    b: 1\n  c: 2\n", ["Y05@3:1"]],
    ["a reserved character", "a: @x\n", ["Y05@1:4"]],
    ["a Windows path in double quotes", 'a: "D:\\data"\n', ["Y18@1:7"]],
    ["a control character", "a: x\u0007y\n", ["Y19@1:5"]],
    ["line ends of old Macs", "# c\rversion: 1\rname: a\r", ["Y20@1:4"]],
    ["one line end of an old Mac", "a: 1\nb: 2\rc: 3\n", ["Y20@2:5"]],
    ["a carriage return too many", "a: 1\r\r\nb: 2\r\n", ["Y20@1:5"]],
    ["lines that end in U+0085", "# c\u0085a: 1\u0085", ["Y20@1:4"]],
    ["lines that end in U+2028", "# c\u2028a: 1\u2028\n", ["Y20@1:4"]],
    ["lines that end in U+2029", "# c\u2029a: 1", ["Y20@1:4"]],
    ["lines that end in a form feed", "# c\u000ca: 1", ["Y19@1:4"]],
    ["lines that end in a vertical tab", "# c\u000ba: 1", ["Y19@1:4"]],
    ["%YAML 1.1", "%YAML 1.1\n---\na: no\n", ["Y08@1:1"]],
    ["%YAML 1.3", "%YAML 1.3\n---\na: no\n", ["Y08@1:1"]],
    ["an unknown directive", "%FOO x\n---\na: no\n", ["Y05@1:1"]],
    ["unknown tags", "a: !foo x\nb: !!binary aGk=\nc: !bar { d: 1 }\n", ["Y09@1:4", "Y09@2:4", "Y09@3:4"]],
    ["a cycle in a list", "a: &a [*a]\n", ["Y13@1:8"]],
    ["a cycle in a map", "a: &a\n  b:\n    c: *a\n", ["Y13@3:8"]],
    ["an alias before its anchor", "a: *b\nb: &b 1\n", ["Y12@1:4"]],
    ["a key that is a list", "? [a, b]\n: 1\nc: 2\n", ["Y11@1:3"]],
    ["no key", ": 1\n", ["Y11@1:1"]],
    ["<< of a number", "a: { <<: 5 }\n", ["Y17@1:10"]],
    ["<< of a list with a number", "a: &a { x: 1 }\nb: { <<: [*a, 5] }\n", ["Y17@2:15"]],
  ])("refuses %s", (_, text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it("goes on after what can be passed over", () => {
    const text = "a: !foo x\nb: 1\nb: 2\nc: *none\n";
    expect(found(text).map((one) => one.slice(0, 3))).toEqual(["Y09", "Y10", "Y12"]);
    expect(toPlain(sourceOf(text).root)).toMatchObject({ a: "x", b: 1, c: null });
  });

  it("reports one fault of a line, and ten lines at most", () => {
    expect(found(Array.from({ length: 30 }, (_, i) => `k${i}: @x: @y`).join("\n"))).toHaveLength(10);
  });

  it.each([
    ["[", "a: ", 100_000, ""],
    ["{a: ", "a: ", 100_000, ""],
    ["- ", "a:\n  ", 100_000, "x\n"],
    ["? ", "", 100_000, "x\n"],
    ["[", "a: ", 65, "]".repeat(65)],
  ])("refuses deep nesting of %s", (step, before, times, after) => {
    expect(read(before + step.repeat(times) + after).diagnostics.map((d) => d.code)).toEqual(["Y15"]);
  });

  it("refuses deep nesting by indentation", () => {
    expect(read(Array.from({ length: 1000 }, (_, i) => `${" ".repeat(i)}a:\n`).join("")).diagnostics[0]?.code).toBe(
      "Y15",
    );
  });

  it("refuses deep nesting by aliases", () => {
    const text = ["x-0: &a0 [1]", ...Array.from({ length: 5000 }, (_, i) => `x-${i + 1}: &a${i + 1} [*a${i}]`)].join(
      "\n",
    );
    expect(read(text).diagnostics.map((d) => d.code)).toEqual(["Y15"]);
  });

  it("refuses aliases that multiply, and merges that do", () => {
    const lists = [
      "x-0: &a0 [1, 2]",
      ...Array.from({ length: 60 }, (_, i) => `x-${i + 1}: &a${i + 1} [*a${i}, *a${i}]`),
    ];
    expect(read(lists.join("\n")).diagnostics.map((d) => d.code)).toEqual(["Y14"]);
    const maps = [
      "x-0: &a0 {k: 1}",
      ...Array.from({ length: 3000 }, (_, i) => `x-${i + 1}: &a${i + 1} {<<: *a${i}, k${i}: 1}`),
    ];
    expect(read(maps.join("\n")).diagnostics.map((d) => d.code)).toEqual(["Y14"]);
  });

  it("takes one anchor used a thousand times", () => {
    const text = `a: &a { x: [1, 2, 3] }\n${Array.from({ length: 1000 }, (_, i) => `k${i}: *a\n`).join("")}`;
    expect(Object.keys(plain(text))).toHaveLength(1001);
  });

  it("reads 20,000 keys in a moment", () => {
    const text = Array.from({ length: 20_000 }, (_, i) => `k${i}: ${i}\n`).join("");
    const start = performance.now();
    expect(read(text).diagnostics).toEqual([]);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});

describe("values", () => {
  it("reads YAML 1.2: NO, dates and times are text", () => {
    expect(plain("a: NO\nb: 2026-01-31\nc: 02:00\nd: 017\ne: on\nf: ~\ng:\nh: 0x10\n")).toEqual({
      a: "NO",
      b: "2026-01-31",
      c: "02:00",
      d: 17,
      e: "on",
      f: null,
      g: null,
      h: 16,
    });
  });

  it("keeps what was written", () => {
    const source = sourceOf("a: 017\nb: '017'\n");
    expect(follow(source.root, "/a").node).toMatchObject({ value: 17, text: "017" });
    expect(follow(source.root, "/b").node).toMatchObject({ value: "017", text: "017" });
  });

  it("reads keys as text", () => {
    expect(plain("2024: a\n017: b\ntrue: c\n1.50: d\n~: e\nnull: f\n'': g\n__proto__: h\n")).toEqual(
      JSON.parse('{"2024":"a","017":"b","true":"c","1.50":"d","~":"e","null":"f","":"g","__proto__":"h"}'),
    );
  });

  it("merges: own keys first, then the earlier of a list", () => {
    expect(plain("a: &a { x: 1, y: 1 }\nb: &b { y: 2, z: 2 }\nc:\n  z: 3\n  <<: [*a, *b]\nd: { '<<': 1 }\n")).toEqual({
      a: { x: 1, y: 1 },
      b: { y: 2, z: 2 },
      c: { x: 1, y: 1, z: 3 },
      d: { "<<": 1 },
    });
  });

  it("takes the latest anchor of a name", () => {
    expect(plain("a: &a 1\nb: *a\nc: &a 2\nd: *a\n")).toEqual({ a: 1, b: 1, c: 2, d: 2 });
  });
});

describe("places", () => {
  const text =
    "base: &base\n  port: 5022\n  deep: { x: 1 }\none: *base\ntwo:\n  <<: *base\n  own: yes\nlist:\n  - a\n  - { b: 2 }\n";
  const source = sourceOf(text);
  const place = (pointer: string, on: "key" | "value") => {
    const { line, column, endLine, endColumn } = source.place(follow(source.root, pointer)[on]);
    return `${line}:${column}-${endLine}:${endColumn}`;
  };
  it.each<[string, "key" | "value", string]>([
    ["/base/port", "key", "2:3-2:7"],
    ["/base/port", "value", "2:9-2:13"],
    ["/one", "value", "4:6-4:11"],
    ["/one/port", "value", "2:9-2:13"],
    ["/one/deep/x", "value", "3:14-3:15"],
    ["/two/port", "key", "2:3-2:7"],
    ["/two/own", "value", "7:8-7:11"],
    ["/list/1", "value", "10:5-10:13"],
    ["/list/1/b", "value", "10:10-10:11"],
    ["", "value", "1:1-1:12"],
  ])("%s, %s", (pointer, on, expected) => {
    expect(place(pointer, on)).toBe(expected);
  });

  it("stops where a pointer leads nowhere", () => {
    expect(follow(source.root, "/two/none/deeper")).toMatchObject({ left: 2 });
  });
});
