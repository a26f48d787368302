import { alone, breaks, keeps, plain } from "../../support/rules.ts";

breaks("L01", "a mirror that is the principal", plain, [["mirror: b", "mirror: ✗a"]]);
breaks("L01", "a mirror at the principal's address, without case", plain, [
  ["host: sqlb.contoso.com", "host: SQLA.contoso.com, serverName: OTHER"],
  ["mirror: b", "mirror: ✗b"],
]);
breaks("L01", "a named instance on the port of the default instance", plain, [
  ["host: sqlb.contoso.com", "host: sqla.contoso.com, instance: TWO, port: 1433"],
  ["mirror: b", "mirror: ✗b"],
]);
breaks(
  "L01",
  "two servers with one serverName",
  plain,
  [
    ["host: sqlb.contoso.com", "host: sqlb.contoso.com, serverName: sqla"],
    ["mirror: b", "mirror: ✗b"],
  ],
  { also: ["L48"] },
);
breaks("L01", "a secondary that is the witness", plain, [["- server: c", "- server: ✗w"]], { also: ["L24"] });
breaks("L01", "the secondary's mirror on the primary", plain, [["mirror: { server: d,", "mirror: { server: ✗a,"]], {
  also: ["L24"],
});
breaks("L01", "a secondary that is the primary", alone, [["- server: c", "- server: ✗a"]]);
keeps("L01", "two instances of one host", plain, [
  ["host: sqlb.contoso.com", "host: sqla.contoso.com, instance: TWO, endpoint: { port: 5023 }"],
]);
