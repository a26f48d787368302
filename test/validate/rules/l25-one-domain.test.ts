import { breaks, chat, keeps, plain } from "../../support/rules.ts";

breaks("L25", "a mirror of another domain", chat, [["host: sqlb.contoso.com", "host: ✗sqlb.fabrikam.com"]]);
breaks("L25", "a mirror without a domain", chat, [["host: sqlb.contoso.com", "host: ✗sqlb"]]);
breaks("L25", "the secondary's mirror in another domain", chat, [
  ["host: sqld.contoso.com", "host: ✗sqld.emea.contoso.com"],
]);
keeps("L25", "a domain in capitals, with the root's dot", chat, [
  ["host: sqlb.contoso.com", "host: sqlb.CONTOSO.com."],
]);
keeps("L25", "two domains without Skype", plain, [["host: sqlb.contoso.com", "host: sqlb.fabrikam.com"]], {
  also: ["L58"],
});
keeps(
  "L25",
  "an address, which names no domain",
  chat,
  [["host: sqlb.contoso.com", "serverName: SQLB, host: 10.0.0.5"]],
  {
    also: ["L58"],
  },
);
