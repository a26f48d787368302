import { breaks, chat, type Edit, keeps, plain } from "../../support/rules.ts";

const seed = (share: string): Edit => [String.raw`seedShare: '\\fs2.contoso.com\seed'`, `seedShare: ${share}`];
breaks("L46", "one chat server", chat, [
  [
    `  servers:
    - { host: pchat1.contoso.com, site: redmond, active: true }
    - { host: pchat2.contoso.com, site: redmond, active: true }
    - { host: pchat3.contoso.com, site: redmond, active: true }
    - { host: pchat4.contoso.com, site: redmond, active: true }
    - { host: pchat5.contoso.com, site: dublin, active: false }
`,
    "  ✗servers:\n    - { host: pchat1.contoso.com, site: redmond, active: true }\n",
  ],
]);
breaks("L46", "a seed share in the first data centre", chat, [seed(String.raw`✗'\\sqlb.contoso.com\seed'`)]);
breaks("L46", "a seed share on a chat server of the first data centre", chat, [
  seed(String.raw`✗'\\pchat1.contoso.com\seed'`),
]);
breaks("L46", "a seed share on a partner, by its machine's own name", chat, [
  ["host: sqlb.contoso.com", "serverName: NODEB, host: sqlb.contoso.com"],
  seed(String.raw`✗'\\NODEB\seed'`),
]);
breaks("L46", "the seed share's host of the first pair", chat, [seed(String.raw`△'\\fs1.contoso.com\seed2'`)]);
keeps("L46", "a seed share on the secondary", chat, [seed(String.raw`'\\sqlc.contoso.com\seed'`)]);
breaks("L46", "no seed share", plain, [
  [String.raw`mirror: { server: d, seedShare: '\\fs2.contoso.com\seed' }`, "✗mirror: { server: d }"],
]);
keeps(
  "L46",
  "a seed share of the one data centre there is",
  plain,
  [
    ["sqlc.contoso.com, site: west", "sqlc.contoso.com, site: east"],
    ["sqld.contoso.com, site: west", "sqld.contoso.com, site: east"],
    seed(String.raw`'\\sqld.contoso.com\seed'`),
  ],
  { also: ["L24"] },
);
keeps("L46", "no mirror of the secondary", plain, [
  [String.raw`          mirror: { server: d, seedShare: '\\fs2.contoso.com\seed' }`, ""],
]);
keeps("L46", "on plain SQL Server, a share whose site nobody stated", plain, [
  seed(String.raw`'\\fs1.contoso.com\seed2'`),
]);
breaks("L46", "on plain SQL Server, a seed share that is lost with the primary", plain, [
  seed(String.raw`✗'\\sqlb.contoso.com\seed'`),
]);

const stated = (...shares: string[]): Edit => ["version: 1\n", `version: 1\nshares: { ${shares.join(", ")} }\n`];
const unstated: Edit = [
  String.raw`shares:
  \\fs2.contoso.com\seed: { site: dublin }
`,
  "",
];
breaks("L46", "a seed share of which nobody says where it is", chat, [
  unstated,
  seed(String.raw`△'\\fs2.contoso.com\seed'`),
]);
keeps("L46", "one in a share of the secondary's data centre", chat, [
  unstated,
  stated(String.raw`'\\FS2\Mirror': { site: Dublin }`, String.raw`'\\fs2\mirr': { site: redmond }`),
  seed(String.raw`'\\fs2.contoso.com\mirror\seed'`),
]);
breaks("L46", "one in a folder that stands elsewhere than its share", chat, [
  unstated,
  stated(String.raw`'\\fs2\mirror': { site: dublin }`, String.raw`'\\fs2\mirror\old': { site: redmond }`),
  seed(String.raw`✗'\\fs2.contoso.com\mirror\old\seed'`),
]);
breaks("L46", "another share of a file server of the first data centre", chat, [
  unstated,
  stated(String.raw`'\\fs3\logship': { site: redmond }`),
  seed(String.raw`✗'\\fs3.contoso.com\seed'`),
]);
breaks("L46", "another share of a name that stands for two file servers", chat, [
  unstated,
  stated(String.raw`'\\fs3\east': { site: redmond }`, String.raw`'\\fs3\west': { site: dublin }`),
  seed(String.raw`△'\\fs3.contoso.com\seed'`),
]);
breaks("L46", "a share of a third data centre", chat, [
  unstated,
  stated(String.raw`'\\fs3\seed': { site: dubln }`),
  seed(String.raw`△'\\fs3.contoso.com\seed'`),
]);
breaks("L46", "on plain SQL Server, a share that is stated to be lost", plain, [
  stated(String.raw`'\\fs3\seed': { site: east }`),
  seed(String.raw`✗'\\fs3\seed'`),
]);
keeps("L46", "on plain SQL Server, a share of a third data centre", plain, [
  stated(String.raw`'\\fs3\seed': { site: north }`),
  seed(String.raw`'\\fs3\seed'`),
]);
breaks("L46", "one in a folder that stands elsewhere than its share, under a longer name of the host", chat, [
  unstated,
  stated(String.raw`'\\fs2.contoso.com\mirror': { site: dublin }`, String.raw`'\\fs2\mirror\old': { site: redmond }`),
  seed(String.raw`✗'\\fs2.contoso.com\mirror\old\seed'`),
]);
