import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { toText } from "../src/diagnostics/text.ts";
import { validate } from "../src/validate/validate.ts";

const FOLDER = "fixtures/err";
const names = readdirSync(FOLDER);
const cases = names.filter((name) => name.endsWith(".yaml"));

/**
 * Each `<case>.out` is what `hadrian validate fixtures/err/<case>.yaml` prints.
 * `npx vitest run test/fixtures-err.test.ts -u` writes them again.
 */
describe(FOLDER, () => {
  it.each(cases)("%s", async (name) => {
    const file = `${FOLDER}/${name}`;
    const bytes = readFileSync(file);
    const { diagnostics } = validate({ file, bytes });
    expect(diagnostics).not.toEqual([]);
    const text = toText(diagnostics, { textOf: () => bytes.toString("utf8") });
    await expect(text).toMatchFileSnapshot(`../${FOLDER}/${name.replace(/yaml$/, "out")}`);
  });

  it("breaks the rule that a case is named after", () => {
    for (const name of cases.filter((one) => /^l\d\d-/.test(one))) {
      const { diagnostics } = validate({ file: name, bytes: readFileSync(`${FOLDER}/${name}`) });
      expect(
        diagnostics.map((one) => one.code),
        name,
      ).toContain(name.slice(0, 3).toUpperCase());
    }
  });

  it("has no output without its input", () => {
    const outputs = names.filter((name) => name.endsWith(".out"));
    expect(cases).toEqual(expect.arrayContaining(outputs.map((name) => name.replace(/out$/, "yaml"))));
  });
});
