import { expect, test } from "vitest";
import { validate } from "../../src/validate/validate.ts";
import { errDiagnostics } from "../support/err.ts";
import { edited, plain } from "../support/rules.ts";

const found = (text: string) => validate({ file: "t.yaml", bytes: new TextEncoder().encode(text) }).diagnostics;

/** What the plain base's database has, for several databases: in the defaults, or in a profile. */
const shared = (where: string, databases: string, ...edits: Parameters<typeof edited>[1]): string => {
  const [head = "", body = ""] = edited(plain, edits)
    .replaceAll("logship\n", "logship\\<database>\n")
    .split("databases:\n  Sales:\n");
  const keys = body.replace("D:\\LogShip", "D:\\<database>");
  if (where === "profile") return `${head}profiles:\n  east:\n${keys}databases:\n${databases}`;
  const defaults = keys.replaceAll(/^/gm, "  ").trimEnd();
  return `${head.replace("defaults:\n", `defaults:\n  databases:\n${defaults}\n`)}databases:\n${databases}`;
};
const weekly = "logShipping: { backup: { alertAfter: 30d, schedule: { at: '02:00', weekly: { days: [sunday] } } } }";

test.each([
  ["defaults", "  Daily: {}\n  Weekly: { KEYS }\n"],
  ["profile", "  Daily: { profile: east }\n  Weekly: { profile: east, KEYS }\n"],
])("a warning that points into %s names its database, and has the value written there", (where, databases) => {
  const text = shared(where, databases.replace("KEYS", weekly));
  const [one, ...more] = found(text);
  expect(more).toEqual([]);
  expect(one).toMatchObject({ code: "L22", about: { kind: "database", names: ["Weekly"] } });
  expect(text.split("\n")[(one?.line ?? 0) - 1]).toContain("restore: {}");
  expect(one?.message).toMatch(/^Weekly: /);
  // The secondaries are a list, which replaces that of the other layer as a whole.
  expect(one?.hint).toMatch(
    /governs Daily as well: write it at databases\.Weekly\.logShipping\.secondaries, with the whole list/,
  );
});

test("what holds of every database by one line is said once, with its names, and mended there", () => {
  const [one, ...more] = found(
    shared("defaults", "  A: {}\n  B: {}\n  C: {}\n  D: {}\n  E: {}\n", [
      "restore: {}",
      "restore: { alertAfter: 10m }",
    ]),
  );
  expect(more).toEqual([]);
  expect(one).toMatchObject({ code: "L22", about: { kind: "database", names: ["A", "B", "C", "D", "E"] } });
  expect(one?.message).toMatch(/^A, B, C and 2 others: /);
  expect(one?.hint).not.toMatch(/governs/);
});

test("of databases that one line governs, each that needs another value has a diagnostic of its own", () => {
  const own = (name: string, every: number) =>
    `  ${name}: { logShipping: { backup: { alertAfter: 30d, retention: 30d, schedule: { at: '02:00', everyDays: ${every}, startDate: '2026-01-31' } } } }\n`;
  const hints = found(shared("defaults", `${own("Daily", 1)}${own("Second", 2)}  Usual: {}\n`)).map((one) => one.hint);
  expect(hints).toEqual([
    expect.stringMatching(/alertAfter: 25h .* governs Second and Usual .*databases\.Daily/),
    expect.stringMatching(/alertAfter: 49h .* governs Daily and Usual .*databases\.Second/),
  ]);
});

test("a value that is no list's is written at its own key", () => {
  const text = shared(
    "profile",
    "  A: { profile: east }\n  B: { profile: east, logShipping: { backup: { schedule: { every: 1h } } } }\n",
    ["      backup:\n", "      backup:\n        alertAfter: 1h\n"],
    ["restore: {}", "restore: { alertAfter: 4h }"],
  );
  expect(found(text)).toMatchObject([
    {
      code: "L21",
      message: expect.stringMatching(/^B: /),
      hint: expect.stringMatching(/databases\.B\.logShipping\.backup\.alertAfter\.$/),
    },
  ]);
});

test("of one database, the line is its own also in a profile or at an anchor", () => {
  const text = shared("profile", "  Weekly: { profile: east, KEYS }\n".replace("KEYS", weekly));
  expect(found(text)[0]?.hint).not.toMatch(/governs/);
});

test("a warning on the defaults of servers names the server", () => {
  const text = edited(plain, [
    ["    endpoint: { port: 5022 }\n", "    endpoint: { port: 5022 }\n    edition: web\n"],
    ["    edition: enterprise\n", ""],
  ]);
  const partners = found(text).filter((one) => one.code === "L08");
  expect(partners).toMatchObject([
    {
      about: { kind: "server", names: ["a", "b", "c", "d"] },
      message: expect.stringMatching(/^a, b, c and 1 other: /),
      hint: expect.stringMatching(/governs w and m as well: write it at edition of each\.$/),
    },
  ]);
});

test("every finding of a rule says what it is about, but for those about the pool or a text", () => {
  const rules = errDiagnostics().filter(({ code }) => code.startsWith("L"));
  const without = new Set(rules.filter(({ about }) => about === undefined).map(({ code }) => code));
  expect([...without].sort()).toEqual(["L27", "L29", "L30"]);
  for (const { about, message } of rules) if (about) expect(message.startsWith(`${about.names[0]}`)).toBe(true);
});
