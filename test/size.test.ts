import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Compilation } from "../src/compile.ts";
import { compileFile, compileText, ROOT } from "./support/fixtures.ts";

/** One database, shipped to one secondary. */
const SMALL = `version: 1
name: small
platform: sql-server
defaults:
  servers: { version: 2019, edition: enterprise, engineAccount: CONTOSO\\svc-sql, agentAccount: CONTOSO\\svc-agent }
servers:
  sql-a: { host: sqla.contoso.com, site: east }
  sql-c: { host: sqlc.contoso.com, site: west }
databases:
  Stock:
    logShipping:
      primary: sql-a
      backup: { share: '\\\\fs1.contoso.com\\logship' }
      secondaries: [{ server: sql-c, copy: { to: 'D:\\LogShip\\Stock' } }]
`;

/** The preludes stand between these lines. */
const PRELUDES = [
  ["-- ==== Prelude", "-- Guard:"],
  ["# ==== Prelude", "# ==== End of the prelude"],
] as const;

/** What there was none of when the numbers below were taken, other operations among them: like is compared with like. */
const LATER = /^(?:status|failover-pair|failover-site|remove)\/|\.folders\.ps1$/;

function size({ artifacts }: Compilation) {
  const sum = { lines: 0, bytes: 0, linesOutside: 0, bytesOutside: 0 };
  for (const { path, bytes } of artifacts) {
    if (!/\.(?:sql|ps1)$/.test(path) || LATER.test(path)) continue;
    const text = Buffer.from(bytes).toString("utf8");
    const prelude =
      PRELUDES.map(([from, to]) => text.slice(text.indexOf(from), text.indexOf(to))).find((piece) =>
        piece.includes("==== Prelude"),
      ) ?? "";
    const lines = (piece: string) => piece.split("\n").length - 1;
    sum.lines += lines(text);
    sum.bytes += bytes.length;
    sum.linesOutside += lines(text) - lines(prelude);
    sum.bytesOutside += bytes.length - Buffer.byteLength(prelude);
  }
  return sum;
}

// What a reviewer has to read, against what the same topologies gave when each script carried all its code itself.
describe.each([
  [
    "samples/contoso-pchat.yaml",
    () => compileFile(join(ROOT, "samples", "contoso-pchat.yaml")),
    { lines: 13_183, bytes: 573_287 },
  ],
  [
    "samples/many-databases.yaml",
    () => compileFile(join(ROOT, "samples", "many-databases.yaml")),
    { lines: 43_542, bytes: 1_900_977 },
  ],
  ["one shipped database on two servers", () => compileText(SMALL), { lines: 6_606, bytes: 282_235 }],
] as const)("%s", (_, compilation, before) => {
  const compiled = compilation();
  const now = size(compiled);

  it("has at most 55 % of the lines, 40 % outside the prelude, and 70 % of the bytes outside the prelude", () => {
    expect(now.lines / before.lines).toBeLessThanOrEqual(0.55);
    expect(now.linesOutside / before.lines).toBeLessThanOrEqual(0.4);
    expect(now.bytesOutside / before.bytes).toBeLessThanOrEqual(0.7);
  });

  it("has a primary-only script of at most 330 lines", () => {
    const scripts = compiled.artifacts.filter(({ path }) => path.endsWith(".primary-only.sql"));
    expect(scripts.length).toBeGreaterThan(0);
    for (const { path, bytes } of scripts) {
      expect(Buffer.from(bytes).toString("utf8").split("\n").length - 1, path).toBeLessThanOrEqual(330);
    }
  });
});
