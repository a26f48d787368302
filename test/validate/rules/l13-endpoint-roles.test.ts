import { breaks, chat, keeps, plain, server } from "../../support/rules.ts";

breaks("L13", "a partner with the role witness", plain, [server("b", "endpoint: { role: ✗witness }")]);
breaks("L13", "a witness with the role partner", plain, [server("w", "endpoint: { role: ✗partner }")]);
breaks("L13", "a secondary's mirror without an endpoint", plain, [server("d", "endpoint: ✗none")]);
keeps("L13", "the role all for everyone", plain, [["endpoint: { port: 5022 }", "endpoint: { port: 5022, role: all }"]]);
keeps("L13", "back ends of Skype, whose endpoints Topology Builder makes", chat, [
  ["endpoint: { port: 5022 }", "endpoint: none"],
]);
