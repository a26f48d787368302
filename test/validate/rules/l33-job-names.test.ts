import { alone, breaks, type Edit, keeps, plain } from "../../support/rules.ts";

const stock = (text: string): Edit => [
  "databases:\n",
  `databases:\n  Stock: { logShipping: { primary: a, backup: { share: '\\\\fs1.contoso.com\\stock'${text} }, secondaries: [{ server: c, copy: { to: 'D:\\Stock' } }] } }\n`,
];
breaks("L33", "two backup jobs", alone, [stock(", job: ✗lsbackup_sales")]);
keeps("L33", "the default names", alone, [stock("")]);
breaks("L33", "a copy job and a restore job", alone, [
  ["copy: {", "copy: { job: LS,"],
  ["restore: {}", "restore: { job: ✗LS }"],
]);
breaks("L33", "two names that differ in case only, on both partners", plain, [stock(", job: ✗LSBACKUP_Sales")]);
keeps("L33", "one name on two instances", alone, [["copy: {", "copy: { job: LSBackup_Sales,"]]);
keeps("L33", "two secondaries on one instance", alone, [
  [
    "          restore: {}\n",
    "          restore: {}\n        - { server: c, database: Two, copy: { to: 'D:\\LogShip' } }\n",
  ],
]);
