import { alone, breaks, type Edit, keeps, plain, server } from "../../support/rules.ts";

const stated = (site: string): Edit => [
  "version: 1\n",
  `version: 1\nshares: { '${String.raw`\\fs1.contoso.com\logship`}': { site: ${site} } }\n`,
];
const marked: Edit = [String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: △\\fs1.contoso.com\logship`];
breaks("L68", "a backup share that is lost with the primary, the only share there is", alone, [stated("East"), marked]);
keeps("L68", "a backup share in the secondary's data centre", alone, [stated("west")]);
keeps("L68", "a backup share in a third data centre", alone, [stated("north")]);
keeps("L68", "a share of which nobody says where it stands", alone, []);
keeps("L68", "a seed share that nobody says is lost", plain, [stated("east")]);
breaks(
  "L68",
  "a seed share that is lost too",
  plain,
  [stated("east"), marked, [String.raw`'\\fs2.contoso.com\seed'`, String.raw`'\\fs1.contoso.com\logship\seed'`]],
  { also: ["L46"] },
);
breaks("L68", "another way to the share", alone, [
  stated("east"),
  [String.raw`copy: { to`, String.raw`copy: { from: △'\\fs1\logship', to`],
]);
keeps("L68", "a secondary beside its primary", alone, [stated("east"), ["site: west", "site: east"]], {
  also: ["L24"],
});
keeps(
  "L68",
  "a secondary on Linux",
  alone,
  [
    stated("east"),
    server("c", "os: linux"),
    [String.raw`copy: { to: 'D:\LogShip' }`, "copy: { from: /mnt/logship, to: /var/opt/mssql/logship }"],
  ],
  { also: ["L69"] },
);
