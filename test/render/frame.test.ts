import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { listChanges, tsqlChanges } from "../../src/render/changes.ts";
import { compileCase, compileFile, compileText, okCases, ROOT } from "../support/fixtures.ts";
import { sampleTopologies } from "../support/topologies.ts";

const compilations = [
  ...okCases.map(compileCase),
  ...["contoso-pchat", "many-databases"].map((name) => compileFile(join(ROOT, "samples", `${name}.yaml`))),
  ...sampleTopologies(24, 3).map(({ yaml }) => compileText(yaml)),
];
const scripts = compilations.flatMap(({ artifacts }) =>
  artifacts
    .filter(({ path }) => path.endsWith(".sql"))
    .map(({ path, bytes }) => ({ path, text: Buffer.from(bytes).toString("utf8") })),
);

const BEGIN = "-- ==== Prelude";
const GUARD = "-- Guard:";
const END = "SET NOEXEC OFF;\r\nGO\r\n-- For the change ticket.";

/** Header, prelude, guard with batches, end. */
function parts(text: string) {
  const [prelude, guard, end] = [text.indexOf(BEGIN), text.indexOf(GUARD), text.lastIndexOf(END)];
  expect([prelude, guard, end].every((at) => at > 0)).toBe(true);
  return {
    header: text.slice(0, prelude),
    prelude: text.slice(prelude, guard),
    body: text.slice(guard, end),
    end: text.slice(end),
  };
}

describe("every .sql of every tree", () => {
  it("has the same prelude, byte for byte, of at most 100 lines and 7 kB, and no file's name in it", () => {
    const preludes = new Set(scripts.map(({ text }) => parts(text).prelude));
    expect(scripts.length).toBeGreaterThan(500);
    expect(preludes.size).toBe(1);
    const [prelude = ""] = preludes;
    expect(prelude.split("\r\n").length - 1).toBeLessThanOrEqual(100);
    expect(Buffer.byteLength(prelude)).toBeLessThanOrEqual(7 * 1024);
    expect(prelude).toBe(
      readFileSync(join(ROOT, "templates", "frame", "tsql", "prelude.hbs"), "utf8").replaceAll("\n", "\r\n"),
    );
  });

  it("has a header of at most 25 lines beside its lists of changes and inputs", () => {
    for (const { path, text } of scripts) {
      const lines = parts(text)
        .header.split("\r\n")
        .filter((line) => line !== "");
      const beside = lines.filter(
        (line) => !/^-- {2,3}(?: \d+\. |CREATE TABLE #hadrian_input|INSERT INTO #hadrian_input)/.test(line),
      );
      expect(beside.length, path).toBeLessThanOrEqual(25);
    }
  });

  it("lists in its header exactly what its statements change, and nothing where it only reads", () => {
    for (const { path, text } of scripts) {
      const { header, body } = parts(text);
      const listed = [...header.matchAll(/^-- {3}(\d+)\. (.*)$/gm)].map(([, number, change]) => [
        Number(number),
        change?.trimEnd(),
      ]);
      const expected = listChanges(tsqlChanges(body)).map((change, index) => [index + 1, change]);
      expect(listed, path).toEqual(expected);
      expect(header.includes("-- Changes:   nothing"), path).toBe(expected.length === 0);
    }
  });

  it("numbers its batches from 1, each with its token, and ends where the last of them leaves off", () => {
    for (const { path, text } of scripts) {
      const { body, end } = parts(text);
      const batches = body.split("\r\nGO\r\n").slice(1, -1);
      expect(batches.length, path).toBeGreaterThan(1);
      for (const [index, batch] of batches.entries()) {
        const number = index + 1;
        expect(batch.startsWith(`-- ${number}: `), `${path} ${number}`).toBe(true);
        expect(batch).toContain(`EXEC @ok = #hadrian_batch N'${path.replaceAll("'", "''")}', ${number};`);
        expect(batch).toContain(`UPDATE #hadrian_token SET batch = ${number + 1};`);
      }
      expect(end).toContain(`AND batch = ${batches.length + 1};`);
    }
  });
});
