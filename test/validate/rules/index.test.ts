import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { numbersWithoutRule } from "../../../src/diagnostics/explanation.ts";
import { rawRules, rules } from "../../../src/validate/rules/index.ts";
import { validate } from "../../../src/validate/validate.ts";
import { alone, chat, edited, keeps, plain } from "../../support/rules.ts";

const all = [...rules, ...rawRules];
const folder = new URL("../../../fixtures/err/", import.meta.url);
const cases = readdirSync(folder).filter((name) => /^l\d\d-.*\.yaml$/.test(name));

const codes = Array.from({ length: 49 }, (_, index) => `L${String(index + 1).padStart(2, "0")}`)
  .filter((code) => !numbersWithoutRule.includes(code))
  .concat("L64");

test("there is a rule for every number, in order, in a file named by it", () => {
  expect([...new Set(all.map((rule) => rule.code))].sort()).toEqual(codes);
  expect(rules.map((rule) => rule.code)).toEqual([...rules.map((rule) => rule.code)].sort());
  const files = readdirSync(new URL("../../../src/validate/rules/", import.meta.url)).filter((name) =>
    /^l\d\d-/.test(name),
  );
  expect(files.map((name) => name.slice(0, 3).toUpperCase())).toEqual(codes);
  const named = new Set(all.map(({ code, name }) => `${code.toLowerCase()}-${name}.ts`));
  expect([...named].sort()).toEqual(files);
});

test("every rule states the severities that its findings have", () => {
  const seen = new Map<string, Set<string>>();
  for (const name of cases) {
    const { diagnostics } = validate({ file: name, bytes: readFileSync(new URL(name, folder)) });
    for (const { code, severity } of diagnostics) seen.set(code, (seen.get(code) ?? new Set()).add(severity));
  }
  for (const { code, name, severity, also } of all) {
    for (const one of seen.get(code) ?? []) expect([severity, also], code).toContain(one);
    // Findings that have the rule's own severity do not say it.
    const text = readFileSync(`src/validate/rules/${code.toLowerCase()}-${name}.ts`, "utf8");
    expect(also !== undefined, code).toBe((text.match(/\bseverity: /g) ?? []).length > 1);
  }
});

test("every rule says what, why, what to do and who says so", () => {
  for (const { code, title, why, hint, source } of all) {
    expect(title, code).not.toMatch(/\.$/);
    expect(why, code).toMatch(/\.$/);
    expect(hint, code).toMatch(/^[A-Z].*\.$/);
    expect(source, code).toMatch(/^(docs|Skype)\/.+\.md$|^(inference|policy)$/);
  }
});

test("every rule has a case that breaks it", () => {
  const broken = cases.flatMap((name) => {
    const { diagnostics } = validate({ file: name, bytes: readFileSync(new URL(name, folder)) });
    return diagnostics.some((one) => one.code === name.slice(0, 3).toUpperCase())
      ? [name.slice(0, 3).toUpperCase()]
      : [];
  });
  expect(broken).toEqual(codes);
});

keeps("L01", "the plain base", plain, []);
keeps("L01", "the base without mirroring", alone, []);
keeps("L01", "the base of Persistent Chat", chat, []);

test("what is wrong in a profile is said once, for all its databases", () => {
  const text = edited(plain, [
    ["databases:\n  Sales:\n", "profiles:\n  east:\n"],
    ["      mirror: b\n", "      mirror: b\n      timeout: 4s\n      dataPath: E:\\Data\n"],
    ["share: \\\\fs1.contoso.com\\logship", "share: \\\\sqlc.contoso.com\\<database>"],
    ["copy: { to: 'D:\\LogShip' }", "copy: { to: 'D:\\<database>' }"],
  ]);
  const bytes = new TextEncoder().encode(`${text}databases:\n  Sales: { profile: east }\n  Stock: { profile: east }\n`);
  const { diagnostics } = validate({ file: "topology.yaml", bytes });
  // The share differs by database.
  expect(diagnostics.map((one) => one.code)).toEqual(["L43", "L16", "L04", "L04"]);
});
