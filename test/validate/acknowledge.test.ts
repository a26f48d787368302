import { describe, expect, test } from "vitest";
import { validate } from "../../src/validate/validate.ts";
import { edited, plain } from "../support/rules.ts";

const check = (text: string) => validate({ file: "t.yaml", bytes: new TextEncoder().encode(text) });
/** `L21@12:3` of each diagnostic. */
const found = (text: string) => check(text).diagnostics.map(({ code, line, column }) => `${code}@${line}:${column}`);

/** Every database alerts after half an hour, by one line of the defaults, which is L21 and L22. */
const HEAD = String.raw`version: 1
name: t
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, engineAccount: C\e, agentAccount: C\a, endpoint: { port: 5022 } }
  databases:
    logShipping:
      primary: a
      backup: { share: '\\fs1\<database>', alertAfter: 30m }
      secondaries: [{ server: c, copy: { to: 'D:\<database>' } }]
servers:
  a: { host: sqla.x.com, site: east }
  c: { host: sqlc.x.com, site: west }
`;
const L21 = "L21@9:56";
const databases = (text: string, top = "") => `${HEAD}${top}${text}`;

describe("an acknowledged warning", () => {
  test("is said of the databases where nobody weighed it, though it points into the defaults", () => {
    const text = databases("databases:\n  A: { acknowledge: { L21: another tool watches } }\n  B: {}\n");
    const { diagnostics, acknowledged } = check(text);
    expect(diagnostics).toMatchObject([{ code: "L21", about: { kind: "database", names: ["B"] } }]);
    // What else the line governs was weighed as it is.
    expect(diagnostics[0]?.hint).toMatch(/governs A as well: write it at databases\.B\.logShipping/);
    expect(acknowledged).toMatchObject([
      { code: "L21", line: 9, column: 56, about: { names: ["A"] }, reason: "another tool watches" },
    ]);
  });

  test.each([
    ["at the top", "acknowledge: { L21: why }\ndatabases:\n  A: {}\n  B: {}\n", []],
    ["at each database", "databases:\n  A: { acknowledge: { L21: why } }\n  B: { acknowledge: { L21: why } }\n", []],
    [
      "in a profile, for all its databases",
      "profiles:\n  p: { acknowledge: { L21: why } }\ndatabases:\n  A: { profile: p }\n  B: { profile: p }\n  C: {}\n",
      [L21],
    ],
    [
      "in a profile, but at one of its databases",
      "profiles:\n  p: { acknowledge: { L21: why } }\ndatabases:\n  A: { profile: p }\n  B: { profile: p, acknowledge: { L21: none } }\n",
      [L21],
    ],
    [
      "at the top, but at a database",
      "acknowledge: { L21: why }\ndatabases:\n  A: {}\n  B: { acknowledge: { L21: none } }\n",
      [L21],
    ],
    ["by an anchor", "databases:\n  A: { acknowledge: &why { L21: why } }\n  B: { acknowledge: *why }\n", []],
    ["with notes beside it", "acknowledge: { L21: why, x-who: [me] }\ndatabases:\n  A: {}\n", []],
  ])("%s", (_, text, expected) => {
    expect(found(databases(text))).toEqual(expected);
  });

  test("in the defaults, for all databases or all servers", () => {
    const text = databases("databases:\n  A: {}\n").replace(
      "  databases:\n",
      "  databases:\n    acknowledge: { L21: why }\n",
    );
    expect(found(text)).toEqual([]);
  });

  test("of a server", () => {
    const near = plain.replace("sqlb.contoso.com, site: east", "sqlb.contoso.com, site: west");
    expect(found(near)).toEqual(["L24@13:38"]);
    const own = (keys: string) => near.replace("{ host: sqlb", `{ acknowledge: { ${keys} }, host: sqlb`);
    expect(found(own("L24: a link of 1 ms"))).toEqual([]);
    // It is about the server, and not about the database that is mirrored there.
    expect(found(near.replace("    mirroring:\n", "    acknowledge: { L24: why }\n    mirroring:\n"))).toEqual([
      "L24@13:38",
      "T15@20:20",
    ]);
  });
});

describe("what cannot be acknowledged", () => {
  test.each<[string, string, string[], RegExp]>([
    ["an unknown code", "acknowledge: { L21x: why, L21: why }\n", ["T13@14:16"], /^Did you mean L21\? .*L04, /],
    ["a code in small letters", "acknowledge: { l21: why, L21: why }\n", ["T13@14:16"], /^Did you mean L21\?/],
    ["a word", "acknowledge: { everything: why, L21: why }\n", ["T13@14:16"], /^Warnings of rules: L/],
    ["a rule that gives errors", "acknowledge: { L01: why, L21: why }\n", ["T14@14:16"], /^Mend it/],
    ["what is wrong with the file", "acknowledge: { S01: why, L21: why }\n", ["T14@14:16"], /^Mend it/],
    ["an acknowledgement that is idle", "acknowledge: { T15: why, L21: why }\n", ["T14@14:16"], /./],
  ])("%s", (_, top, expected, hint) => {
    const text = databases("databases:\n  A: {}\n", top);
    expect(found(text)).toEqual(expected);
    expect(check(text).diagnostics).toMatchObject([{ severity: "error", hint: expect.stringMatching(hint) }]);
    expect(check(text).topology).toBeNull();
  });

  test("an error of a rule that gives warnings too: it stands, and so it is said of the key", () => {
    const text = edited(plain, [
      ["sqlw.contoso.com, site: east", "sqlw.contoso.com, site: east"],
      ["    mirroring:\n", "    acknowledge: { L43: why }\n    mirroring:\n      timeout: 4s\n"],
    ]);
    expect(found(text)).toEqual(["T14@20:20", "L43@22:16"]);
    expect(check(text).diagnostics.map((one) => one.severity)).toEqual(["error", "error"]);
  });
});

describe("an acknowledgement that acknowledges nothing", () => {
  test.each<[string, string, string[]]>([
    ["at the top", "acknowledge: { L22: why, L21: why }\ndatabases:\n  A: {}\n", ["T15@14:16"]],
    ["at a database", "databases:\n  A: { acknowledge: { L21: why, L22: why } }\n", ["T15@15:33"]],
    [
      "in a profile that nobody has",
      "profiles:\n  p: { acknowledge: { L21: why } }\nacknowledge: { L21: why }\ndatabases:\n  A: {}\n",
      ["T15@15:23"],
    ],
  ])("%s", (_, text, expected) => {
    const { diagnostics } = check(databases(text));
    expect(diagnostics.map(({ code, line, column }) => `${code}@${line}:${column}`)).toEqual(expected);
    for (const { severity } of diagnostics) expect(severity).toBe("warning");
  });

  test("at a server", () => {
    const text = databases("databases:\n  A: { acknowledge: { L21: why } }\n");
    expect(found(text.replace("{ host: sqla", "{ acknowledge: { L24: why }, host: sqla"))).toEqual(["T15@12:23"]);
  });

  test("is not known where something was refused", () => {
    expect(
      found(databases("acknowledge: { L22: why }\ndatabases:\n  A: { logShipping: { backup: { retention: 5 } } }\n")),
    ).toEqual([L21, "S03@16:44"]);
  });
});

describe("bad input", () => {
  test.each<[string, string, string[]]>([
    ["a list", "acknowledge: [L21]", ["S03@14:1"]],
    ["a word", "acknowledge: L21", ["S03@14:14"]],
    ["no reason", "acknowledge: { L21: }", ["S03@14:16"]],
    ["an empty reason", "acknowledge: { L21: '' }", ["S09@14:21"]],
    ["a number for a reason", "acknowledge: { L21: 12345 }", ["S03@14:21"]],
    ["a reason of several lines", 'acknowledge: { L21: "a\\nb" }', ["L30@14:21"]],
  ])("%s", (_, top, expected) => {
    const text = databases(`${top}\ndatabases:\n  A: { logShipping: { backup: { alertAfter: 1h } } }\n`);
    const codes = found(text).filter((one) => !one.startsWith("T15"));
    expect(codes).toEqual(expected);
  });
});
