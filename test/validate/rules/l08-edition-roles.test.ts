import { expect, it } from "vitest";
import { validate } from "../../../src/validate/validate.ts";
import { alone, breaks, chat, edited, keeps, plain, server } from "../../support/rules.ts";

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
keeps(
  "L08",
  "an edition that its version does not have, which L60 tells",
  plain,
  [
    ["version: 2019", "version: 2025"],
    ["edition: enterprise", "edition: web"],
  ],
  { also: ["L60"] },
);
keeps(
  "L08",
  "high-performance with an edition that its version does not have",
  plain,
  [
    ["edition: enterprise", "edition: business-intelligence"],
    ["witness: w", "mode: high-performance"],
  ],
  { also: ["L60"] },
);
it.each([
  ["2019", "enterprise, developer, standard, web"],
  ["2025", "enterprise, enterprise-developer, standard, standard-developer"],
])("names the editions of %s that ship logs", (version, editions) => {
  const text = edited(plain, [["version: 2019", `version: ${version}`], server("m", "edition: express")]);
  const { diagnostics } = validate({ file: "topology.yaml", bytes: new TextEncoder().encode(text) });
  expect(diagnostics.filter(({ code }) => code === "L08").map((one) => one.hint)).toEqual([
    expect.stringContaining(`${editions};`),
  ]);
});
keeps("L08", "express as a witness", plain, [server("w", "edition: express")]);
breaks("L08", "high-performance with the standard edition", plain, [
  ["edition: enterprise", "edition: standard"],
  ["witness: w", "mode: ✗high-performance"],
]);
keeps("L08", "high-performance with the enterprise edition", plain, [["witness: w", "mode: high-performance"]]);
breaks("L08", "high-performance on a Skype platform", chat, [
  ["  mgccomp:\n    mirroring:\n", "  mgccomp:\n    mirroring:\n      mode: ✗high-performance\n"],
]);
