import { alone, breaks, type Edit, keeps, plain, server } from "../../support/rules.ts";

const second = (text: string): Edit => [
  "          mirror: { server: d, seedShare: '\\\\fs2.contoso.com\\seed' }\n",
  `          mirror: { server: d, seedShare: '\\\\fs2.contoso.com\\seed' }\n        - ${text}\n`,
];
breaks("L32", "two copy folders", plain, [
  second(String.raw`{ server: c, database: Sales2, copy: { to: ✗'E:\LogShip' } }`),
]);
breaks("L32", "two restore jobs", plain, [
  second(String.raw`{ server: c, database: Sales2, copy: { to: 'D:\LogShip' }, restore: { job: ✗Other } }`),
]);
breaks("L32", "two copy schedules", plain, [
  second(String.raw`{ server: c, database: Sales2, copy: { to: 'D:\LogShip', ✗schedule: { every: 10m } } }`),
]);
breaks("L32", "two retentions", plain, [
  second(String.raw`{ server: c, database: Sales2, copy: { to: 'D:\LogShip', retention: ✗73h } }`),
]);
keeps("L32", "the same copy settings", plain, [
  second(String.raw`{ server: c, database: Sales2, copy: { to: 'd:\logship\', retention: 3d } }`),
]);
keeps("L32", "another instance", plain, [second(String.raw`{ server: m, copy: { to: 'E:\LogShip' } }`)], {
  also: ["L36"],
});
breaks("L32", "one name twice on one instance", plain, [
  second(String.raw`{ server: c, database: ✗Sales, copy: { to: 'D:\LogShip' } }`),
]);
breaks("L32", "names that differ in case only, where case does not count", plain, [
  server("c", "collation: Latin1_General_CI_AS"),
  second(String.raw`{ server: c, database: ✗sales, copy: { to: 'D:\LogShip' } }`),
]);
keeps("L32", "names that differ in case only, where nobody knows", plain, [
  second(String.raw`{ server: c, database: sales, copy: { to: 'D:\LogShip' } }`),
]);
breaks("L32", "two databases shipped to one name", alone, [
  [
    "databases:\n",
    String.raw`databases:
  Orders: { logShipping: { primary: a, backup: { share: '\\fs1\orders' }, secondaries: [{ server: c, database: Sales, copy: { to: 'D:\Orders' } }] } }
`,
  ],
  ["- server: c", "- ✗server: c"],
]);
keeps("L32", "the same schedule in other words", plain, [
  ["copy: {", 'copy: { schedule: { every: 15m, from: "00:00" },'],
  second(
    String.raw`{ server: c, database: Sales2, copy: { to: 'D:\LogShip', schedule: { every: 900s, until: "23:59" } } }`,
  ),
]);
