import { breaks, keeps, plain } from "../../support/rules.ts";

breaks("L11", "a witness that is the principal", plain, [["witness: w", "witness: ✗a"]], { also: ["L01"] });
breaks("L11", "a witness on the mirror's host", plain, [
  ["host: sqlw.contoso.com", "host: sqlb.contoso.com, instance: W, endpoint: { port: 5023 }"],
  ["witness: w", "witness: △w"],
]);
keeps("L11", "a witness on the secondary's host", plain, [
  ["host: sqlw.contoso.com", "host: sqlc.contoso.com, instance: W, endpoint: { port: 5023 }"],
]);
