import { expect, test } from "vitest";
import type { RuleCode } from "../../src/diagnostics/diagnostic.ts";
import { validate } from "../../src/validate/validate.ts";

/** Stands where an error is expected. */
const ERROR = "✗";
/** Stands where a warning is expected. */
const WARNING = "△";

/** Two partners and a witness, a secondary with a mirror of its own, a monitor: no rule is broken. */
export const plain = String.raw`version: 1
name: plain
platform: sql-server
defaults:
  servers:
    version: 2019
    edition: enterprise
    engineAccount: CONTOSO\svc-sql
    agentAccount: CONTOSO\svc-agent
    endpoint: { port: 5022 }
servers:
  a: { host: sqla.contoso.com, site: east }
  b: { host: sqlb.contoso.com, site: east }
  w: { host: sqlw.contoso.com, site: east }
  c: { host: sqlc.contoso.com, site: west }
  d: { host: sqld.contoso.com, site: west }
  m: { host: sqlm.contoso.com, site: west }
databases:
  Sales:
    mirroring:
      principal: a
      mirror: b
      witness: w
      seedShare: \\fs1.contoso.com\seed
    logShipping:
      backup:
        share: \\fs1.contoso.com\logship
      monitor: { server: m }
      secondaries:
        - server: c
          copy: { to: 'D:\LogShip' }
          restore: {}
          mirror: { server: d, seedShare: '\\fs2.contoso.com\seed' }
`;

/** One primary and one secondary, without mirroring: no rule is broken. */
export const alone = String.raw`version: 1
name: alone
platform: sql-server
servers:
  a: { host: sqla.contoso.com, site: east, version: 2019, edition: standard, engineAccount: CONTOSO\sql, agentAccount: CONTOSO\agent }
  c: { host: sqlc.contoso.com, site: west, version: 2019, edition: standard, engineAccount: CONTOSO\sql, agentAccount: CONTOSO\agent }
databases:
  Sales:
    logShipping:
      primary: a
      backup:
        share: \\fs1.contoso.com\logship
      secondaries:
        - server: c
          copy: { to: 'D:\LogShip' }
          restore: {}
`;

/** Persistent Chat with compliance and disaster recovery: no rule is broken. */
export const chat = String.raw`version: 1
name: chat
platform: skype-for-business-2015
defaults:
  servers:
    version: 2014
    edition: enterprise
    engineAccount: CONTOSO\svc-sql
    agentAccount: CONTOSO\svc-agent
    endpoint: { port: 5022 }
servers:
  a: { host: sqla.contoso.com, site: redmond }
  b: { host: sqlb.contoso.com, site: redmond }
  c: { host: sqlc.contoso.com, site: dublin }
  d: { host: sqld.contoso.com, site: dublin }
shares:
  \\fs2.contoso.com\seed: { site: dublin }
persistentChat:
  pool: pchat.contoso.com
  servers:
    - { host: pchat1.contoso.com, site: redmond, active: true }
    - { host: pchat2.contoso.com, site: redmond, active: true }
    - { host: pchat3.contoso.com, site: redmond, active: true }
    - { host: pchat4.contoso.com, site: redmond, active: true }
    - { host: pchat5.contoso.com, site: dublin, active: false }
databases:
  mgc:
    mirroring:
      principal: a
      mirror: b
      seedShare: \\fs1.contoso.com\seed
    logShipping:
      backup:
        share: \\fs1.contoso.com\logship
      secondaries:
        - server: c
          copy: { to: 'D:\LogShip' }
          restore: {}
          mirror: { server: d, seedShare: '\\fs2.contoso.com\seed' }
  mgccomp:
    mirroring:
      principal: a
      mirror: b
      seedShare: \\fs1.contoso.com\seedcomp
    backupStore: { server: c, mirror: { server: d } }
`;

/** What to put for a piece of the text that stands there once. */
export type Edit = readonly [from: string, to: string];

/** Adds keys to the backup of a base. */
export const backup = (keys: string): Edit => ["      backup:\n", `      backup:\n        ${keys}\n`];

/** Adds keys to a server of a base. */
export const server = (id: string, keys: string): Edit => [
  `host: sql${id}.contoso.com`,
  `${keys}, host: sql${id}.contoso.com`,
];

/** @throws Error where a piece is not there, or more than once */
export function edited(text: string, edits: readonly Edit[]): string {
  return edits.reduce((before, [from, to]) => {
    const parts = before.split(from);
    if (parts.length !== 2) throw new Error(`"${from}" is there ${parts.length - 1} times`);
    return parts.join(to);
  }, text);
}

/** The text without its marks, and where those stood: `12:5 error`. */
function unmarked(text: string): { readonly text: string; readonly places: readonly string[] } {
  const places: string[] = [];
  const lines = text.split("\n").map((line, index) => {
    let plainLine = "";
    for (const character of line) {
      if (character !== ERROR && character !== WARNING) plainLine += character;
      else places.push(`${index + 1}:${plainLine.length + 1} ${character === ERROR ? "error" : "warning"}`);
    }
    return plainLine;
  });
  return { text: lines.join("\n"), places };
}

interface Options {
  /** Other codes that the same topology breaks, where that cannot be helped. */
  readonly also?: readonly string[];
}

function check(code: RuleCode, text: string, { also = [] }: Options) {
  const { text: yaml, places } = unmarked(text);
  const { diagnostics } = validate({ file: "topology.yaml", bytes: new TextEncoder().encode(yaml) });
  const own = diagnostics.filter((one) => one.code === code);
  expect(own.map((one) => `${one.line}:${one.column} ${one.severity}`)).toEqual(places);
  const others = diagnostics.filter((one) => one.code !== code).map((one) => one.code);
  expect([...new Set(others)].sort()).toEqual([...also].sort());
  for (const one of own) {
    expect(one.message).toMatch(/\.$/);
    expect(one.hint).toMatch(/[.:]/);
  }
}

/** A topology that the edits make break the rule, at each mark (✗ an error, △ a warning) and nowhere else. */
export function breaks(
  code: RuleCode,
  what: string,
  base: string,
  edits: readonly Edit[],
  options: Options = {},
): void {
  test(`${code} is broken by ${what}`, () => {
    const text = edited(base, edits);
    expect(text).toMatch(/[✗△]/);
    check(code, text, options);
  });
}

/** A topology that just keeps the rule. */
export function keeps(code: RuleCode, what: string, base: string, edits: readonly Edit[], options: Options = {}): void {
  test(`${code} is kept by ${what}`, () => check(code, edited(base, edits), options));
}
