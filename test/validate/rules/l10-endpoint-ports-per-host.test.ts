import { breaks, keeps, plain, server } from "../../support/rules.ts";

breaks("L10", "two instances of one host with one endpoint port", plain, [
  ["host: sqlb.contoso.com", "host: sqla.contoso.com, instance: TWO, endpoint: { port: ✗5022 }"],
]);
keeps("L10", "two instances of one host with two ports", plain, [
  ["host: sqlb.contoso.com", "host: sqla.contoso.com, instance: TWO, endpoint: { port: 5023 }"],
]);
breaks("L10", "an endpoint on the port of the instance", plain, [
  ["host: sqlb.contoso.com", "host: sqlb.contoso.com, port: 5022, endpoint: { port: ✗5022 }"],
]);
breaks(
  "L10",
  "one instance described twice with two endpoints",
  plain,
  [["host: sqlb.contoso.com", "host: sqla.contoso.com, serverName: OTHER, endpoint: { port: ✗5023 }"]],
  { also: ["L01"] },
);
keeps("L10", "an instance that mirrors nothing", plain, [
  ["host: sqlm.contoso.com", "host: sqlc.contoso.com, instance: M"],
]);
breaks("L10", "an endpoint on the default instance's port", plain, [server("b", "endpoint: { port: ✗1433 }")]);
