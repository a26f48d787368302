import { breaks, keeps, plain, server } from "../../support/rules.ts";

breaks("L60", "business-intelligence after 2014", plain, [server("m", "edition: ✗business-intelligence")]);
breaks("L60", "the developer edition of 2025, as it was called before", plain, [
  ["version: 2019", "version: 2025"],
  server("w", "edition: ✗developer"),
]);
breaks("L60", "the web edition in 2025", plain, [["version: 2019", "version: 2025"], server("w", "edition: ✗web")]);
breaks("L60", "an edition of 2025 before it", plain, [server("w", "edition: ✗standard-developer")]);
keeps("L60", "the developer editions of 2025", plain, [
  ["version: 2019", "version: 2025"],
  ["edition: enterprise", "edition: enterprise-developer"],
  server("m", "edition: standard-developer"),
]);
