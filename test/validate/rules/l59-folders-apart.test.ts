import { describe, expect, it } from "vitest";
import { foldersOf, relation } from "../../../src/model/folder.ts";
import type { Server } from "../../../src/model/topology.ts";
import { alone, backup, breaks, type Edit, keeps, plain } from "../../support/rules.ts";

const to = (path: string): Edit => [String.raw`copy: { to: 'D:\LogShip' }`, `copy: { to: ${path} }`];
const share = (path: string): Edit => [String.raw`share: \\fs1.contoso.com\logship`, `share: ${path}`];
const second = (keys: string, server: string): Edit[] => [
  [
    "databases:\n",
    `  e: { ${server}, site: west, version: 2019, edition: standard, engineAccount: CONTOSO\\sql, agentAccount: CONTOSO\\agent }\ndatabases:\n`,
  ],
  ["      secondaries:\n", `      secondaries:\n        - { server: e, ${keys} }\n`],
];

for (const path of [
  String.raw`\\fs1.contoso.com\logship`,
  String.raw`\\FS1.CONTOSO.COM\LogShip`,
  String.raw`\\fs1\logship\\`,
  String.raw`\\fs1.contoso.com\logship/`,
]) {
  breaks("L59", `the share, as ${path}`, alone, [to(`△'${path}'`)]);
}
breaks("L59", "a folder in the share", alone, [to(String.raw`△'\\fs1\logship\copies'`)]);
breaks("L59", "a folder that holds the share", alone, [
  share(String.raw`\\fs1.contoso.com\logship\Sales`),
  to(String.raw`△'\\fs1\logship'`),
]);
keeps("L59", "a folder beside the share, whose name begins alike", alone, [to(String.raw`'\\fs1\logship2'`)]);
keeps("L59", "a share of that name on a host of another domain", alone, [to(String.raw`'\\fs1.fabrikam.com\logship'`)]);
breaks(
  "L59",
  "the folder of the primary, seen through its drive",
  alone,
  [
    share(String.raw`\\sqla.contoso.com\logship`),
    backup(String.raw`localPath: D:\LogShip`),
    to(String.raw`△'\\SQLA\d$\logship\'`),
  ],
  { also: ["L04"] },
);
keeps("L59", "the same local path on two servers", alone, [
  ...second(String.raw`copy: { to: 'D:\LogShip' }`, "host: sqle.contoso.com"),
]);
breaks("L59", "one folder for two instances of a computer", alone, [
  [String.raw`copy: { to: 'D:\LogShip' }`, "copy: { to: △'d:/logship/' }"],
  ...second(String.raw`copy: { to: 'D:\LogShip' }`, "host: sqlc.contoso.com, instance: TWO"),
]);
breaks("L59", "one folder of a file server for two secondaries", alone, [
  to(String.raw`△'\\fs2.contoso.com\copies'`),
  ...second(String.raw`copy: { to: '\\fs2\copies' }`, "host: sqle.contoso.com"),
]);
breaks("L59", "the mounted folder that is copied from, on Linux", alone, [
  ["sqla.contoso.com,", "sqla.contoso.com, os: linux,"],
  ["sqlc.contoso.com,", "sqlc.contoso.com, os: linux,"],
  share("/var/opt/mssql/logship"),
  to("△/var/opt/mssql/../mssql/./logship"),
]);
keeps("L59", "a folder of Linux in another case", alone, [
  ["sqla.contoso.com,", "sqla.contoso.com, os: linux,"],
  ["sqlc.contoso.com,", "sqlc.contoso.com, os: linux,"],
  share("/var/opt/mssql/logship"),
  to("/var/opt/mssql/LogShip"),
]);
keeps("L59", "two databases of one copy folder", plain, [
  [
    "databases:\n",
    String.raw`databases:
  Other: { logShipping: { primary: a, monitor: { server: m }, backup: { share: '\\fs1.contoso.com\logship' }, secondaries: [{ server: c, copy: { to: 'D:\LogShip' } }] } }
`,
  ],
]);

describe("folders", () => {
  const server = { host: "sqla.contoso.com", serverName: "SQLA" } as Server;
  it("go up and stay where they are, and no higher than the share", () => {
    const folderOf = foldersOf([server]);
    const up = folderOf(String.raw`\\fs1\x\..\..\y\.\z`, server);
    expect(relation(up, folderOf(String.raw`\\fs1.contoso.com\x\y\z`, server))).toBe("same");
  });
});
