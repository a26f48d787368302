import { expect, test } from "vitest";
import { validate } from "../../../src/validate/validate.ts";
import { alone, backup, breaks, type Edit, edited, keeps, plain } from "../../support/rules.ts";

const job = (text: string) => backup(`job: ${text}`);
const to = (path: string): Edit => [String.raw`copy: { to: 'D:\LogShip' }`, `copy: { to: ${path} }`];

breaks("L30", "a sqlcmd variable", plain, [job("✗LS$(Job)")]);
keeps("L30", "a dollar", plain, [job("LS$Job)")]);
for (const sequence of ["n", "r", "t", "x07", "x7F", "x85", "u2028", "u2029", "u202E"]) {
  breaks("L30", `\\${sequence}`, plain, [job(`✗"LS\\${sequence}Job"`)]);
}
breaks("L30", "a line break in a database's name", plain, [["  Sales:", '  ✗"Sa\\nles":']]);
keeps("L30", "whole characters beyond the first plane", plain, [job('"LS\\U0001F600Job"')]);
keeps("L30", "anything under a key of the user's own", plain, [["version: 1\n", "version: 1\nx-note: $(Job)\n"]]);

for (const path of [
  "Log|Ship",
  "Log:Ship",
  "Log?",
  "LogShip.",
  String.raw`LogShip \x`,
  "NUL",
  "com1.txt",
  String.raw`a\CON\b`,
]) {
  breaks("L30", `the folder ${path}`, plain, [to(`✗'D:\\${path}'`)]);
}
for (const path of ["LogShip (1)", "COM10", "Log.Ship", "consul", "<database>", "Log Ship$"]) {
  keeps("L30", `the folder ${path}`, plain, [to(`'D:\\${path}'`)]);
}
breaks("L30", "a path of Linux on Windows", plain, [to("✗/var/opt/copies")]);
breaks("L30", "a path that is not absolute", plain, [to(String.raw`✗'LogShip\mgc'`)]);
breaks("L30", "a name that no folder can have, in a path", plain, [
  ["  Sales:", "  'Sa?les':"],
  to(String.raw`✗'D:\<database>'`),
]);

const long = "x".repeat(128);
breaks("L30", "a job of 129 characters", plain, [job(`✗x${long}`)]);
keeps("L30", "a job of 128 characters", plain, [job(long)]);
breaks("L30", "a database of 129 characters", plain, [
  ["  Sales:", `  ✗x${long}:`],
  job("Job"),
  ["restore: {}", "restore: { job: R }"],
  ["copy: {", "copy: { job: C,"],
  ["- server: c", "- server: c\n          database: Sales"],
]);
breaks("L30", "a job name derived from a long database", plain, [
  ["  Sales:", `  ${long.slice(0, 120)}:`],
  ["      backup:", "      ✗backup:"],
  ["copy:", "✗copy:"],
  ["restore:", "✗restore:"],
]);
breaks("L30", "a path of 501 characters", plain, [to(`✗'D:\\${"x".repeat(498)}'`)], { also: ["L56"] });
keeps("L30", "a path of 500 characters", plain, [to(`'D:\\${"x".repeat(497)}'`)], { also: ["L56"] });

breaks("L30", "half a character", plain, [job(String.raw`✗"LS\uD83DJob"`)]);
breaks("L30", "the share of Windows as a secondary on Linux would read it", alone, [
  ["sqlc.contoso.com,", "sqlc.contoso.com, os: linux,"],
  [String.raw`copy: { to: 'D:\LogShip' }`, "✗copy: { to: /var/opt/mssql/copies }"],
]);
keeps("L30", "a secondary on Linux with a mount of the share", alone, [
  ["sqlc.contoso.com,", "sqlc.contoso.com, os: linux,"],
  [String.raw`copy: { to: 'D:\LogShip' }`, "copy: { from: /mnt/logship, to: /var/opt/mssql/copies }"],
]);

/** A database of another name, with `<database>` somewhere. */
const named = (name: string, ...edits: Edit[]): Edit[] => [["  Sales:", `  '${name}':`], ...edits];
for (const [what, edit] of [
  ["a job", job("✗'LS$<database>'")],
  [
    "a share",
    [String.raw`share: \\fs1.contoso.com\logship`, String.raw`share: ✗'\\fs1.contoso.com\logship$<database>'`],
  ],
  ["a schedule", backup("schedule: { name: ✗'LS$<database>' }")],
  ["the copy's job", ["copy: {", "copy: { job: ✗'LS$<database>',"]],
  ["the secondary's database", ["- server: c", "- server: c\n          database: ✗'$<database>'"]],
  ["the owner of the jobs", ["    logShipping:\n", "    logShipping:\n      jobOwner: ✗'LS$<database>'\n"]],
] as const) {
  breaks("L30", `a sqlcmd variable that the name makes of ${what}`, plain, named("(x)", edit as Edit));
}
keeps("L30", "a name that makes no sqlcmd variable", plain, named("(x)", job("'LS$_<database>'")));

for (const name of ["Tenant/1", String.raw`Tenant\1`, "a:b", "CON", "Sales.", "..", "Sales ", "a*b", "nul.txt"]) {
  breaks("L30", `a folder called ${name}`, plain, named(name, to(String.raw`✗'D:\<database>'`)));
  keeps("L30", `a folder for ${name} that is written out`, plain, named(name, to(String.raw`'D:\Tenant'`)));
}
keeps("L30", "a folder of that name and more", plain, named("CON", to(String.raw`'D:\LogShip_<database>_1'`)));
const linux = (to: string): Edit[] => [
  ["sqlc.contoso.com,", "sqlc.contoso.com, os: linux,"],
  [String.raw`copy: { to: 'D:\LogShip' }`, `copy: { from: /mnt/logship, to: ${to} }`],
];
for (const name of ["Tenant/1", "..", "."]) {
  // Above it is the folder from which it copies.
  const also = name === ".." ? (["L59"] as const) : [];
  breaks("L30", `a folder of Linux called ${name}`, alone, named(name, ...linux("✗'/var/<database>'")), { also });
}
keeps("L30", "a folder of Linux that Windows would refuse", alone, named("a:b", ...linux("'/var/<database>'")));
const onLinux = (id: string): Edit => [`sql${id}.contoso.com,`, `sql${id}.contoso.com, os: linux,`];
const share = (text: string): Edit => [String.raw`share: \\fs1.contoso.com\logship`, `{ share: ${text} }`];
keeps(
  "L30",
  "a primary on Linux whose secondaries on Windows see its folder as a share",
  alone,
  [onLinux("a"), share(String.raw`'\\sqla.contoso.com\logship', localPath: /var/opt/mssql/logship`)],
  { also: ["L04"] },
);
breaks("L30", "a primary on Linux with a share and no folder of its own", alone, [
  onLinux("a"),
  share(String.raw`✗'\\fs1.contoso.com\logship'`),
]);
breaks("L30", "a secondary on Linux of such a primary, which would read the share", alone, [
  onLinux("a"),
  onLinux("c"),
  share(String.raw`'\\fs1.contoso.com\logship', localPath: /var/opt/mssql/logship`),
  [String.raw`copy: { to: 'D:\LogShip' }`, "✗copy: { to: /var/opt/mssql/copies }"],
]);

test.each([
  ["//fs1.contoso.com/logship", "backslashes"],
  [String.raw`\fs1.contoso.com\logship`, "single quotes"],
  [String.raw`\\\\fs1.contoso.com\\logship`, "single quotes"],
  [String.raw`\\fs1.contoso.com`, "the share on that host"],
  ["D:logship", "after the drive"],
  ["/mnt/logship", "os: linux"],
])("of the share %s one error is told, whose hint names the cause", (path, cause) => {
  const text = edited(alone, [share(`'${path}'`)]);
  const { diagnostics } = validate({ file: "topology.yaml", bytes: new TextEncoder().encode(text) });
  expect(diagnostics.map((one) => one.code)).toEqual(["L30"]);
  expect(diagnostics[0]?.hint).toContain(cause);
});

const seedOf = (share: string): Edit => ["  Sales:\n", `  Sales:\n    seed: { share: ${share} }\n`];
for (const path of ["seed", "//fs1.contoso.com/seed"]) {
  breaks("L30", `a seed in ${path}`, alone, [seedOf(`✗${path}`)]);
}

test("of a seed's share on Linux no localPath is asked for: a seed has none", () => {
  const text = edited(alone, [
    onLinux("a"),
    onLinux("c"),
    seedOf(String.raw`'\\fs1.contoso.com\seed'`),
    share("/mnt/logship"),
    [String.raw`copy: { to: 'D:\LogShip' }`, "copy: { to: /mnt/copy }"],
  ]);
  const { diagnostics } = validate({ file: "topology.yaml", bytes: new TextEncoder().encode(text) });
  expect(diagnostics.map((one) => one.code)).toEqual(["L30"]);
  expect(diagnostics[0]?.hint).not.toContain("localPath");
});
