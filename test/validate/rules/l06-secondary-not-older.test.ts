import { alone, breaks, keeps, plain, server } from "../../support/rules.ts";

breaks("L06", "an older secondary", plain, [server("c", "version: ✗2017"), server("d", "version: 2017")]);
breaks(
  "L06",
  "a secondary older than the mirror only",
  plain,
  [server("b", "version: 2022"), server("c", "version: ✗2019")],
  { also: ["L05"] },
);
breaks("L06", "2008 R2 after 2012", alone, [
  ["sqla.contoso.com, site: east, version: 2019", "sqla.contoso.com, site: east, version: 2012"],
  ["sqlc.contoso.com, site: west, version: 2019", "sqlc.contoso.com, site: west, version: ✗2008R2"],
]);
keeps("L06", "a secondary of the same version", plain, []);
