import { breaks, keeps, plain } from "../../support/rules.ts";

breaks("L26", "retentions an hour too short", plain, [
  ["      backup:\n", "      surviveOutage: 48h\n      backup:\n        retention: △47h\n"],
  [String.raw`copy: { to: 'D:\LogShip' }`, String.raw`copy: { to: 'D:\LogShip', retention: △47h }`],
]);
breaks("L26", "the default retentions", plain, [
  ["      backup:\n", "      surviveOutage: 73h\n      △backup:\n"],
  ["copy:", "△copy:"],
]);
keeps("L26", "retentions as long as the outage", plain, [
  ["      backup:\n", "      surviveOutage: 72h\n      backup:\n"],
]);
