import { breaks, type Edit, keeps, plain } from "../../support/rules.ts";

const new2025: Edit = ["version: 2019", "version: 2025"];
const options = (text: string): Edit => [
  "monitor: { server: m }",
  `monitor: { server: m }\n      connectionOptions: ${text}`,
];
const own = (text: string): Edit => ["- server: c", `- server: c\n          connectionOptions: ${text}`];
const old = (id: string): Edit => [`host: sql${id}.contoso.com`, `version: 2019, host: sql${id}.contoso.com`];

breaks("L61", "Strict towards an older monitor", plain, [
  new2025,
  old("m"),
  options("{ monitor: ✗'Encrypt=Strict;HostNameInCertificate=sqlm.contoso.com;' }"),
]);
breaks("L61", "a secondary's own Strict towards an older monitor", plain, [
  new2025,
  old("m"),
  options("{ monitor: Encrypt=Mandatory }"),
  own("{ monitor: ✗encrypt=x }".replace("encrypt=x", "Encrypt=STRICT")),
]);
keeps(
  "L61",
  "text that no server takes, which L37 tells to leave out",
  plain,
  [options("{ primary: Encrypt=Required, monitor: Encrypt=Strict }"), own("{ secondary: Encrypt=Yes }")],
  { also: ["L37"] },
);
keeps(
  "L61",
  "text for an older secondary, which is not given it",
  plain,
  [
    new2025,
    old("c"),
    options("{ secondary: Encrypt=Required, monitor: Encrypt=Mandatory }"),
    own("{ secondary: Encrypt=Strict }"),
  ],
  { also: ["L05", "L06"] },
);
breaks("L61", "a text that one of two takes", plain, [new2025, old("c"), options("{ monitor: ✗Encrypt=Required }")], {
  also: ["L05", "L06"],
});
keeps("L61", "Strict towards a monitor of 2022", plain, [
  new2025,
  ["host: sqlm.contoso.com", "version: 2022, host: sqlm.contoso.com"],
  options("{ monitor: Encrypt=Strict;HostNameInCertificate=sqlm.contoso.com }"),
]);
keeps("L61", "a secondary that says otherwise than all others", plain, [
  new2025,
  ["host: sqlm.contoso.com", "version: 2022, host: sqlm.contoso.com"],
  options("{ secondary: Encrypt=strict, monitor: 'Encrypt=mandatory;TrustServerCertificate=yes;' }"),
  own("{ secondary: Encrypt=Optional }"),
]);
for (const wrong of ["Encrypt=Required", "Encrypt=1", "TrustServerCertificate=Mandatory", "TrustServerCertificate=1"]) {
  breaks("L61", wrong, plain, [new2025, options(`{ primary: ✗'${wrong};' }`)]);
}
breaks("L61", "a key that is there twice", plain, [new2025, options("{ monitor: ✗Encrypt=True;Encrypt=False }")]);
breaks("L61", "a host name over 255 characters", plain, [
  new2025,
  options(`{ monitor: ✗HostNameInCertificate=${"x".repeat(256)} }`),
]);
breaks("L61", "a word that the procedures do not list", plain, [new2025, options("{ monitor: △Encrypt=Yes }")]);
breaks("L61", "Strict that trusts every certificate", plain, [
  new2025,
  options("{ monitor: △Encrypt=Strict;TrustServerCertificate=Yes }"),
]);
