import { breaks, keeps, plain } from "../../support/rules.ts";

const HOST = "a: { host: sqla.contoso.com,";

for (const address of [
  "10.0.0.256",
  "10.0.0",
  "10.0.0.011",
  "sqla",
  "0.0.0.0",
  "127.0.0.1",
  "'::1'",
  "'2001:db8::1::2'",
  "'1:2:3:4:5:6:7'",
])
  breaks("L64", address, plain, [[HOST, `${HOST} endpoint: { port: 5022, listenerIp: ✗${address} },`]]);
for (const address of ["10.0.0.11", "'2001:db8::11'", "'::ffff:10.0.0.11'", "'1:2:3:4:5:6:7:8'"])
  keeps("L64", address, plain, [[HOST, `${HOST} endpoint: { port: 5022, listenerIp: ${address} },`]]);
breaks("L64", "a host that only looks like an address", plain, [[HOST, "a: { serverName: SQLA, host: ✗10.0.0.300,"]]);
keeps("L64", "a host that is one", plain, [[HOST, "a: { serverName: SQLA, host: 10.0.0.30,"]]);
