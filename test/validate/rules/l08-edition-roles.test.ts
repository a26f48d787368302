import { alone, breaks, chat, keeps, plain, server } from "../../support/rules.ts";

breaks("L08", "express as a monitor", plain, [server("m", "edition: ✗express")]);
breaks("L08", "express as a secondary", alone, [
  [
    "sqlc.contoso.com, site: west, version: 2019, edition: standard",
    "sqlc.contoso.com, site: west, version: 2019, edition: ✗express",
  ],
]);
breaks("L08", "web as partners", plain, [server("a", "edition: ✗web"), server("b", "edition: ✗web")]);
keeps("L08", "web in log shipping", alone, [
  [
    "sqla.contoso.com, site: east, version: 2019, edition: standard",
    "sqla.contoso.com, site: east, version: 2019, edition: web",
  ],
  [
    "sqlc.contoso.com, site: west, version: 2019, edition: standard",
    "sqlc.contoso.com, site: west, version: 2019, edition: web",
  ],
]);
keeps("L08", "express as a witness", plain, [server("w", "edition: express")]);
breaks("L08", "high-performance with the standard edition", plain, [
  ["edition: enterprise", "edition: standard"],
  ["witness: w", "mode: ✗high-performance"],
]);
keeps("L08", "high-performance with the enterprise edition", plain, [["witness: w", "mode: high-performance"]]);
breaks("L08", "high-performance on a Skype platform", chat, [
  ["  mgccomp:\n    mirroring:\n", "  mgccomp:\n    mirroring:\n      mode: ✗high-performance\n"],
]);
