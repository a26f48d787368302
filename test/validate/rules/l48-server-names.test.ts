import { breaks, type Edit, keeps, plain } from "../../support/rules.ts";

const name = (text: string): Edit => ["host: sqlm.contoso.com", `host: sqlm.contoso.com, serverName: ${text}`];
breaks("L48", "the name of another server", plain, [name("✗sqld")]);
breaks("L48", "a port", plain, [name(`✗"SQLM,1433"`)]);
breaks("L48", "an address", plain, [name("✗10.0.0.5")]);
breaks("L48", "a DNS name", plain, [name("✗sqlm.contoso.com")]);
breaks("L48", "the instance of another", plain, [
  ["host: sqlm.contoso.com", String.raw`host: sqlm.contoso.com, instance: ONE, serverName: ✗SQLM\TWO`],
]);
keeps("L48", "its own instance", plain, [
  ["host: sqlm.contoso.com", String.raw`host: sqlm.contoso.com, instance: one, serverName: SQLM\ONE`],
]);
breaks("L48", "16 characters", plain, [name("△SQLM567890123456")]);
keeps("L48", "15 characters", plain, [name("SQLM56789012345")]);
breaks("L48", "an instance that is not stated", plain, [name(String.raw`✗SQLM\ONE`)]);
breaks("L48", "an instance that is not stated, beside a port", plain, [name(String.raw`✗SQLM\ONE, port: 40000`)]);
