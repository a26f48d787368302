import { alone, breaks, type Edit, keeps } from "../../support/rules.ts";

const old = (share: string, to: string): Edit => [
  "databases:\n",
  `databases:\n  Sales_Old: { logShipping: { primary: a, backup: { share: ${share} }, secondaries: [{ server: c, copy: { to: ${to} } }] } }\n`,
];
breaks("L40", "one share", alone, [old(String.raw`△'\\FS1.contoso.com\logship\'`, String.raw`'D:\Other'`)]);
breaks("L40", "one copy folder", alone, [old(String.raw`'\\fs1.contoso.com\other'`, String.raw`△'D:\LogShip'`)]);
keeps("L40", "folders of their own", alone, [
  old(String.raw`'\\fs1.contoso.com\<database>'`, String.raw`'D:\<database>'`),
]);
keeps("L40", "one folder for names that begin otherwise", alone, [
  [
    "databases:\n",
    String.raw`databases:
  Stock: { logShipping: { primary: a, backup: { share: '\\fs1.contoso.com\logship' }, secondaries: [{ server: c, copy: { to: 'D:\LogShip' } }] } }
`,
  ],
]);
breaks("L40", "names that differ in case only", alone, [
  [
    "databases:\n",
    String.raw`databases:
  sales: { logShipping: { primary: a, backup: { share: △'\\fs1.contoso.com\logship', job: Other }, secondaries: [{ server: c, copy: { to: 'D:\Other', job: OtherCopy }, restore: { job: OtherRestore } }] } }
`,
  ],
]);
for (const [name, isSaidOfIt] of [
  ["Sales/1", false],
  ["sales*1", true],
  ["Sales:1_Old", true],
] as const) {
  breaks("L40", `names whose files are called alike: Sales_1 and ${name}`, alone, [
    ["  Sales:", "  Sales_1:"],
    [
      "databases:\n",
      String.raw`databases:
  '${name}': { logShipping: { primary: a, backup: { share: ${isSaidOfIt ? "△" : ""}'\\fs1.contoso.com\logship' }, secondaries: [{ server: c, copy: { to: 'D:\Other' } }] } }
`,
    ],
    ...(isSaidOfIt ? [] : [["        share: ", "        share: △"] as Edit]),
  ]);
}
breaks("L40", "one share under the host's short name", alone, [
  old(String.raw`△'\\FS1\logship\'`, String.raw`'D:\Other'`),
]);
breaks("L40", "a copy folder through its computer's drive", alone, [
  old(String.raw`'\\fs1.contoso.com\other'`, String.raw`△'\\sqlc\D$\LogShip'`),
]);
const shipped = (name: string, share: string, to: string): string =>
  `  ${name}: { logShipping: { primary: a, backup: { share: ${share} }, secondaries: [{ server: c, copy: { to: '${to}' } }] } }\n`;
breaks("L40", "one share, with one of that name in another domain between the two", alone, [
  [
    "databases:\n",
    `databases:\n${shipped("Sales_2", String.raw`'\\fs1.fabrikam.com\logship'`, "D:\\Two")}${shipped("Sales_3", String.raw`△'\\fs1.contoso.com\logship'`, "D:\\Three")}`,
  ],
]);
keeps("L40", "a share of that name in another domain", alone, [
  old(String.raw`'\\fs1.fabrikam.com\logship'`, String.raw`'D:\Other'`),
]);
