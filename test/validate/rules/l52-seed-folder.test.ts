import { alone, breaks, type Edit, keeps, plain } from "../../support/rules.ts";

const seed = (share: string): Edit => ["  Sales:\n", `  Sales:\n    seed: { share: ${share} }\n`];
breaks("L52", "a local folder", alone, [seed("✗'D:\\Seed'")]);
keeps("L52", "a share", alone, [seed("'\\\\fs1.contoso.com\\seed'")]);
breaks("L52", "the backup share in another spelling", alone, [seed("△'\\\\FS1.contoso.com\\LogShip\\'")]);
breaks("L52", "a folder in the backup share", alone, [seed("△'\\\\fs1.contoso.com\\logship\\seed'")]);
keeps("L52", "a folder whose name only begins like it", alone, [seed("'\\\\fs1.contoso.com\\logship-seed'")]);
keeps("L52", "a folder in which the backup share lies", alone, [
  seed("'\\\\fs1.contoso.com\\logship'"),
  ["share: \\\\fs1.contoso.com\\logship\n", "share: \\\\fs1.contoso.com\\logship\\Sales\n"],
]);
breaks("L52", "a copy folder that is a share", plain, [
  seed("△'\\\\fs3.contoso.com\\copied'"),
  ["      seedShare: \\\\fs1.contoso.com\\seed\n", ""],
  ["copy: { to: 'D:\\LogShip' }", "copy: { to: '\\\\fs3.contoso.com\\copied' }"],
]);
const linux = (id: string): Edit => [`host: sql${id}.contoso.com`, `os: linux, host: sql${id}.contoso.com`];
const mount: Edit = ["share: \\\\fs1.contoso.com\\logship\n", "share: /mnt/logship\n"];
keeps("L52", "a mount of all Linux servers", alone, [
  seed("/mnt/seed"),
  linux("a"),
  linux("c"),
  mount,
  ["'D:\\LogShip'", "/mnt/copy"],
]);
breaks("L52", "Windows and Linux", alone, [
  seed("✗/mnt/seed"),
  linux("a"),
  mount,
  ["copy: { to: 'D:\\LogShip' }", "copy: { from: '\\\\fs1.contoso.com\\logship', to: 'D:\\LogShip' }"],
]);

breaks("L52", "a folder in the backup share by the file server's short name", alone, [
  seed("△'\\\\fs1\\logship\\seed'"),
]);
breaks("L52", "the administrative share of a secondary's copy folder", alone, [
  seed("△'\\\\sqlc\\d$\\LogShip\\Sales\\seed'"),
]);
breaks(
  "L52",
  "the administrative share of the mirror's backup folder",
  plain,
  [
    seed("△'\\\\sqlb\\d$\\Backup\\seed'"),
    ["      seedShare: \\\\fs1.contoso.com\\seed\n", ""],
    ["      backup:\n", "      backup:\n        localPath: 'D:\\Backup'\n"],
  ],
  { also: ["L03"] },
);
breaks("L52", "a mount of the backup share that only a secondary calls so", alone, [
  seed("△/mnt/copied-from/seed"),
  linux("a"),
  linux("c"),
  mount,
  ["copy: { to: 'D:\\LogShip' }", "copy: { from: /mnt/copied-from, to: /mnt/copy }"],
]);
breaks("L52", "a share of Windows for a primary on Linux", alone, [
  seed("✗'\\\\fs1.contoso.com\\seed'"),
  linux("a"),
  mount,
  ["copy: { to: 'D:\\LogShip' }", "copy: { from: '\\\\fs1.contoso.com\\logship', to: 'D:\\LogShip' }"],
]);
