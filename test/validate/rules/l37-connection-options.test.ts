import { alone, breaks, type Edit, keeps, plain, server } from "../../support/rules.ts";

const recent: Edit = server("m", "version: 2025");
breaks("L37", "a monitor of 2025", plain, [recent, ["monitor:", "✗monitor:"]]);
keeps("L37", "a monitor of 2025 with options", plain, [
  recent,
  ["      monitor:", "      connectionOptions: { monitor: 'Encrypt=Optional;' }\n      monitor:"],
]);
keeps("L37", "a monitor of 2022", plain, [server("m", "version: 2022")]);
const secondary: Edit = ["sqlc.contoso.com, site: west, version: 2019", "sqlc.contoso.com, site: west, version: 2025"];
breaks("L37", "a secondary of 2025", alone, [secondary, ["    logShipping:", "    ✗logShipping:"]], { also: ["L07"] });
keeps(
  "L37",
  "a secondary of 2025 with options",
  alone,
  [secondary, ["- server: c", "- server: c\n          connectionOptions: { secondary: 'Encrypt=Optional;' }"]],
  { also: ["L07"] },
);
keeps("L37", "2025 throughout", plain, [["version: 2019", "version: 2025"]]);
breaks("L37", "options that no server takes", plain, [
  ["      monitor:", "      △connectionOptions: { monitor: 'Encrypt=Optional;' }\n      monitor:"],
]);
keeps("L37", "options where all are 2025", plain, [
  ["version: 2019", "version: 2025"],
  ["      monitor:", "      connectionOptions: { monitor: 'Encrypt=Strict;' }\n      monitor:"],
]);
