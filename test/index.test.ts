import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compile, type PlanStep, plan, show, type TopologySource, validate } from "../src/index.ts";
import { wrong } from "./cli/support.ts";
import { textsOf } from "./emit/support.ts";
import { compileCase, okCases, ROOT } from "./support/fixtures.ts";

const source = (text: string | Uint8Array): TopologySource => ({ file: "topology.yaml", text });
const contentOf = (name: string) => readFileSync(join(ROOT, "fixtures", "ok", name, "topology.yaml"));

/** Adds to every list that a value holds, and to the objects in them. */
function changeAll(value: object): void {
  for (const below of Object.values(value)) if (typeof below === "object" && below !== null) changeAll(below);
  if (Array.isArray(value)) value.push("mine");
  else Object.assign(value, { name: "mine" });
}

describe("the library", () => {
  it.each(okCases)("compiles %s to what the command line writes", (name) => {
    const text = contentOf(name);
    const expected = compileCase(name);
    const compiled = compile(source(text));
    expect(textsOf(compiled.artifacts)).toEqual(textsOf(expected.artifacts));
    expect(compiled.name).toBe(expected.topology?.name);
    expect(compiled.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(validate(source(text))).toEqual({ diagnostics: compiled.diagnostics });
  });

  it.each(okCases)("plans %s in the order of the manifest", (name) => {
    const text = contentOf(name);
    const manifest = compile(source(text)).artifacts.find(({ path }) => path === "manifest.json");
    const { files } = JSON.parse(Buffer.from(manifest?.bytes ?? []).toString("utf8"));
    const planned = plan(source(text)).plan;
    const shared = ({ order, phase, kind, path, server, serverName, database, role, section, readOnly }: PlanStep) => {
      return { order, phase, kind, path, server, serverName, database, role, section, readOnly };
    };
    const steps = files.filter(({ order }: { order: number | null }) => order !== null);
    expect(planned?.steps.map(shared)).toEqual(steps.map(shared));
    const pointers = (list: { topologyPaths: string[] }[]) => list.map(({ topologyPaths }) => topologyPaths);
    expect(planned?.steps.map(({ topologyPaths }) => topologyPaths)).toEqual(pointers(steps));
  });

  it("shows each setting with its value and where it was written", () => {
    const { settings } = show(source(contentOf("lync-2013")));
    const of = (pointer: string) => settings?.find((one) => one.pointer === pointer);
    const backup = "/databases/mgc/logShipping/backup";
    expect(of(`${backup}/retention`)).toEqual({ pointer: `${backup}/retention`, value: "72h", origin: null });
    expect(of("/servers/sql-b1/version")).toEqual({
      pointer: "/servers/sql-b1/version",
      value: "2012",
      origin: { line: 6, column: 14, pointer: "/defaults/servers/version" },
    });
  });

  it("reports errors, and throws none", () => {
    const text = wrong("one");
    const { diagnostics } = validate(source(text));
    expect(diagnostics).toMatchObject([{ file: "topology.yaml", line: 15, column: 9, severity: "error" }]);
    expect(plan(source(text))).toEqual({ diagnostics, plan: null });
    expect(show(source(text))).toEqual({ diagnostics, settings: null });
    expect(compile(source(text))).toEqual({ diagnostics, name: null, artifacts: [] });
    for (const nothing of ["", "][", "\u0000"]) {
      expect(compile(source(nothing))).toMatchObject({ name: null, artifacts: [] });
      expect(validate(source(nothing)).diagnostics).not.toEqual([]);
    }
    expect(validate(source(Buffer.from([0xff, 0xfe])))).toMatchObject({ diagnostics: [{ severity: "error" }] });
  });

  it.each(okCases)("takes %s as text and as bytes, with LF and CRLF, with and without a byte order mark", (name) => {
    const text = contentOf(name).toString("utf8").replaceAll("\r\n", "\n");
    const crlf = text.replaceAll("\n", "\r\n");
    expect(crlf).not.toBe(text);
    const texts = textsOf(compile(source(text)).artifacts);
    for (const same of [`\uFEFF${text}`, crlf, `\uFEFF${crlf}`]) {
      expect(textsOf(compile(source(same)).artifacts)).toEqual(texts);
      expect(textsOf(compile(source(new TextEncoder().encode(same))).artifacts)).toEqual(texts);
      expect(plan(source(same))).toEqual(plan(source(text)));
    }
  });

  it("says what is not a topology's source", () => {
    for (const call of [validate, plan, show, compile] as ((source: unknown) => unknown)[]) {
      for (const [wrong, message] of [
        [undefined, /not undefined/],
        ["version: 1", /\{ file, text \}, not a value of type string/],
        [{ text: "" }, /file is .* not undefined/],
        [{ file: 1, text: "" }, /file is .* type number/],
        [{ file: "a" }, /text is .* not undefined/],
        [{ file: "a", text: ["version: 1"] }, /text is .* an array/],
        [{ file: "a", text: "a: \uD800" }, /surrogate/],
      ] as const) {
        expect(() => call(wrong)).toThrow(TypeError);
        expect(() => call(wrong)).toThrow(message);
      }
    }
  });

  it("changes nothing that it is handed, and nothing else", () => {
    const bytes = contentOf("skype-2015");
    const before = Buffer.from(bytes);
    const globals = Object.getOwnPropertyNames(globalThis);
    const listeners = process.eventNames();
    const handed = Object.freeze({ file: "topology.yaml", text: bytes });
    for (const call of [validate, plan, show]) expect(call(handed)).toEqual(call(handed));
    expect(textsOf(compile(handed).artifacts)).toEqual(textsOf(compile(handed).artifacts));
    expect(bytes.equals(before)).toBe(true);
    expect(Object.getOwnPropertyNames(globalThis)).toEqual(globals);
    expect(process.eventNames()).toEqual(listeners);
  });

  it("returns what a caller may change without harm to the next", () => {
    // Its steps name the same inputs: those of the monitor's login.
    const text = contentOf("monitor-login");
    const steps = plan(source(text)).plan?.steps ?? [];
    const expected = steps.map((step) => structuredClone(step));
    for (const [index, step] of steps.entries()) {
      // Nor do two steps share anything.
      expect(step).toEqual(expected[index]);
      changeAll(step);
    }
    expect(plan(source(text)).plan?.steps).toEqual(expected);
  });
});
