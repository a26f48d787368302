import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { ROOT } from "./support/fixtures.ts";

/** Columns of a line of C#, which biome does not look at. */
const COLUMNS = 140;

it(`has no line of C# longer than ${COLUMNS} columns`, () => {
  const files = readdirSync(join(ROOT, "test"), { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".cs") && !/(?:^|\/)(?:bin|obj)\//.test(file));
  expect(files.length).toBeGreaterThan(100);
  const long = files.flatMap((file) =>
    readFileSync(join(ROOT, "test", file), "utf8")
      .split("\n")
      .flatMap((line, index) => (line.length > COLUMNS ? [`test/${file}:${index + 1}: ${line.length} columns`] : [])),
  );
  expect(long).toEqual([]);
});
