import { breaks, keeps, plain, server } from "../../support/rules.ts";

for (const account of [
  "local-system",
  "local-service",
  String.raw`.\sql`,
  String.raw`SQLD\sql`,
  String.raw`NT AUTHORITY\LOCAL SERVICE`,
  "sql",
]) {
  breaks("L14", account, plain, [server("d", `engineAccount: ✗${account}`)]);
}
for (const account of [
  "network-service",
  String.raw`NT SERVICE\MSSQLSERVER`,
  String.raw`CONTOSO\gmsa$`,
  "sql@contoso.com",
]) {
  keeps("L14", account, plain, [server("d", `engineAccount: ${account}`)]);
}
breaks("L14", "certificates, said once", plain, [
  ["endpoint: { port: 5022 }", "endpoint: { port: 5022, authentication: ✗certificate }"],
]);
keeps("L14", "local-system where nothing is mirrored", plain, [server("m", "engineAccount: local-system")]);
