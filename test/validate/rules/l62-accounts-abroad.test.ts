import { expect, it } from "vitest";
import { validate } from "../../../src/validate/validate.ts";
import { alone, breaks, type Edit, edited, keeps, plain, server } from "../../support/rules.ts";

const account = (id: "a" | "c", from: string, to: string): Edit => {
  const site = id === "a" ? "east" : "west";
  const head = `sql${id}.contoso.com, site: ${site}, version: 2019, edition: standard, `;
  const text = String.raw`engineAccount: CONTOSO\sql, agentAccount: CONTOSO\agent`;
  return [head + text, head + text.replace(from, to)];
};

breaks("L62", "a local account that copies", alone, [account("c", "CONTOSO\\agent", "△SQLC\\agent")]);
breaks("L62", "a local account of the engine that backs up", alone, [account("a", "CONTOSO\\sql", "△SQLA\\sql")]);
breaks("L62", "Local Service", alone, [account("c", "CONTOSO\\agent", "△local-service")]);
breaks("L62", "a local account towards a monitor alone", plain, [
  ["host: sqlc.contoso.com", "agentAccount: △'SQLC\\agent', host: sqlc.contoso.com"],
]);
keeps("L62", "a monitor's own local account: it goes nowhere", plain, [server("m", "agentAccount: 'SQLM\\agent'")]);
keeps("L62", "accounts that go as the computer's in a domain", alone, [
  account("a", "CONTOSO\\agent", "local-system"),
  account("c", "CONTOSO\\agent", "NT SERVICE\\SQLSERVERAGENT"),
]);
breaks("L62", "the computer's account where the host names no domain", alone, [
  ["host: sqlc.contoso.com", "host: sqlc"],
  [
    String.raw`site: west, version: 2019, edition: standard, engineAccount: CONTOSO\sql, agentAccount: CONTOSO\agent`,
    "site: west, version: 2019, edition: standard, engineAccount: △network-service, agentAccount: △'NT SERVICE\\SQLSERVERAGENT'",
  ],
]);
breaks("L62", "accounts of two domains at one share", alone, [account("c", "CONTOSO\\agent", "△FABRIKAM\\agent")]);
keeps("L62", "a domain in another case", alone, [account("c", "CONTOSO\\agent", "contoso\\agent")]);
keeps(
  "L62",
  "a local account that stays on its computer",
  alone,
  [
    [String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: \\sqla.contoso.com\logship`],
    [
      String.raw`east, version: 2019, edition: standard, engineAccount: CONTOSO\sql, agentAccount: CONTOSO\agent`,
      String.raw`east, version: 2019, edition: standard, engineAccount: SQLA\sql, agentAccount: SQLA\agent`,
    ],
  ],
  { also: ["L04"] },
);
const seed = (host: string): Edit => ["  Sales:\n", `  Sales:\n    seed: { share: '\\\\${host}.contoso.com\\seed' }\n`];
const shareOnA: Edit = [String.raw`\\fs1.contoso.com\logship`, String.raw`\\sqla.contoso.com\logship`];
breaks("L62", "a local account of a secondary's engine that reads the shared seed", alone, [
  seed("fs2"),
  account("c", "CONTOSO\\sql", "△SQLC\\sql"),
]);
keeps(
  "L62",
  "a local account of a secondary's engine that reads no backup share, for the seed is its own computer's",
  alone,
  [seed("sqlc"), account("c", "CONTOSO\\sql", "SQLC\\sql")],
);
breaks(
  "L62",
  "a local account of a primary's engine that writes the shared seed alone",
  alone,
  [seed("fs2"), shareOnA, account("a", "CONTOSO\\sql", "△SQLA\\sql")],
  { also: ["L04"] },
);
const mirrored = plain.slice(0, plain.indexOf("    logShipping:"));
breaks("L62", "a mirror of another domain at the share of its seed", mirrored, [
  server("b", "engineAccount: △'FABRIKAM\\svc-sql'"),
]);
breaks("L62", "a mirror of another domain at the shared seed", mirrored, [
  seed("fs2"),
  ["      seedShare: \\\\fs1.contoso.com\\seed\n", ""],
  server("b", "engineAccount: △'FABRIKAM\\svc-sql'"),
]);
keeps("L62", "what L14 refuses", plain, [server("a", "engineAccount: 'SQLA\\sql'")], { also: ["L14"] });
keeps("L62", "a monitor that is reached by a SQL Server login", plain, [
  ["monitor: { server: m }", "monitor: { server: m, authentication: sql-login }"],
]);
const elsewhere = (path: string): Edit => [
  "copy: { to: 'D:\\LogShip' }",
  `copy: { to: 'D:\\LogShip', from: '${path}' }`,
];
for (const path of [String.raw`\\FS1\LogShip`, String.raw`\\fs1.contoso.com\LOGSHIP`]) {
  breaks("L62", `accounts of two domains at one share, the one by ${path}`, alone, [
    elsewhere(path),
    account("c", "CONTOSO\\agent", "△FABRIKAM\\agent"),
  ]);
}
keeps("L62", "accounts of two domains at shares of two hosts of one first label", alone, [
  elsewhere(String.raw`\\fs1.fabrikam.com\logship`),
  [
    "engineAccount: CONTOSO\\sql, agentAccount: CONTOSO\\agent }\ndatabases",
    "engineAccount: FABRIKAM\\sql, agentAccount: FABRIKAM\\agent }\ndatabases",
  ],
]);
breaks("L62", "one account of another domain that comes first, once", plain, [
  server("a", "agentAccount: △'FABRIKAM\\svc-agent'"),
]);

it("names only what both accounts of two domains need", () => {
  const text = edited(plain, [server("c", "agentAccount: 'FABRIKAM\\svc-agent'"), elsewhere(String.raw`\\fs3\other`)]);
  const { diagnostics } = validate({ file: "topology.yaml", bytes: new TextEncoder().encode(text) });
  const [message] = diagnostics.filter(({ code }) => code === "L62").map((one) => one.message);
  expect(message).toContain("both need \\\\fs3\\other.");
});
