import { alone, backup, breaks, type Edit, keeps, plain } from "../../support/rules.ts";

// What is no path at all is L30's alone: a place has one error, whose hint names the cause.
keeps(
  "L03",
  "a UNC host without a share",
  plain,
  [[String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: \\fs1.contoso.com`]],
  { also: ["L30"] },
);

breaks("L03", "a local share", plain, [[String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: ✗D:\LogShip`]]);
breaks("L03", "a local seed share", plain, [
  [String.raw`seedShare: \\fs1.contoso.com\seed`, String.raw`seedShare: ✗D:\seed`],
]);
breaks("L03", "a local seed share of the secondary's mirror", plain, [
  [String.raw`seedShare: '\\fs2.contoso.com\seed'`, String.raw`seedShare: ✗'D:\seed'`],
]);
const system: Edit = [
  String.raw`sqla.contoso.com, site: east, version: 2019, edition: standard, engineAccount: CONTOSO\sql`,
  "sqla.contoso.com, site: east, version: 2019, edition: standard, engineAccount: local-system",
];
breaks("L03", "LocalSystem without a localPath", alone, [system, ["backup:", "✗backup:"]]);
// L04 does not speak against what is asked for here.
keeps("L03", "LocalSystem with a localPath", alone, [
  system,
  [
    String.raw`share: \\fs1.contoso.com\logship`,
    String.raw`{ share: '\\sqla.contoso.com\logship', localPath: 'D:\LogShip' }`,
  ],
]);
breaks("L03", "LocalSystem with a localPath on another computer", alone, [
  system,
  ["backup:", "✗backup:"],
  [
    String.raw`share: \\fs1.contoso.com\logship`,
    String.raw`{ share: '\\fs1.contoso.com\logship', localPath: '\\fs1.contoso.com\logship' }`,
  ],
]);
breaks(
  "L03",
  "LocalSystem on a mirrored primary",
  plain,
  [["host: sqlb.contoso.com", "host: sqlb.contoso.com, engineAccount: ✗local-system"]],
  { also: ["L14"] },
);
keeps("L03", "local folders on Linux", alone, [
  ["sqla.contoso.com,", "sqla.contoso.com, os: linux,"],
  ["sqlc.contoso.com,", "sqlc.contoso.com, os: linux,"],
  [String.raw`\\fs1.contoso.com\logship`, "/var/opt/mssql/logship"],
  [String.raw`'D:\LogShip'`, "/var/opt/mssql/copies"],
]);
breaks("L03", "a local path on mirrored primaries", plain, [backup(String.raw`localPath: △D:\LogShip`)]);
