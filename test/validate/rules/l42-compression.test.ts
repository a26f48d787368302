import { alone, breaks, type Edit, keeps } from "../../support/rules.ts";

const web: readonly Edit[] = [
  [
    "sqla.contoso.com, site: east, version: 2019, edition: standard",
    "sqla.contoso.com, site: east, version: 2019, edition: web",
  ],
  [
    "sqlc.contoso.com, site: west, version: 2019, edition: standard",
    "sqlc.contoso.com, site: west, version: 2019, edition: web",
  ],
];
const compression = (text: string): Edit => ["      backup:\n", `      backup:\n        compression: ${text}\n`];
breaks("L42", "web", alone, [...web, compression("△compressed")]);
keeps("L42", "web by the server's default", alone, [...web, compression("server-default")]);
keeps("L42", "standard", alone, [compression("compressed")]);
const seed = (text: string): Edit => [
  "  Sales:\n",
  `  Sales:\n    seed: { share: '\\\\fs1.contoso.com\\seed', compression: ${text} }\n`,
];
breaks("L42", "a seed on web", alone, [...web, seed("△compressed")]);
keeps("L42", "a seed on web that is not compressed", alone, [...web, seed("uncompressed")]);
keeps("L42", "a seed on standard", alone, [seed("compressed")]);
