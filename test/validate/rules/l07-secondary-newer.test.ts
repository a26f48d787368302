import { breaks, type Edit, keeps, plain, server } from "../../support/rules.ts";

const newer: readonly Edit[] = [server("c", "version: △2022"), server("d", "version: 2022")];
breaks("L07", "a newer secondary", plain, newer);
breaks("L07", "a newer secondary in standby", plain, [
  server("c", "version: 2022"),
  server("d", "version: 2022"),
  ["restore: {}", "restore: { mode: ✗standby, disconnectUsers: true }"],
]);
keeps("L07", "a standby of the same version", plain, [
  ["restore: {}", "restore: { mode: standby, disconnectUsers: true }"],
]);
