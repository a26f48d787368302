import { breaks, chat, keeps } from "../../support/rules.ts";

breaks("L47", "compliance without a backup store", chat, [
  ["  mgccomp:", "  △mgccomp:"],
  ["    backupStore: { server: c, mirror: { server: d } }\n", ""],
]);
keeps("L47", "a backup store", chat, []);
