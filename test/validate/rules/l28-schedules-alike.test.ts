import { breaks, chat, keeps, plain } from "../../support/rules.ts";

breaks("L28", "restores a minute over twice as far apart", chat, [
  ["restore: {}", "restore: { alertAfter: 2h, △schedule: { every: 31m } }"],
]);
keeps("L28", "restores twice as far apart", chat, [
  ["restore: {}", "restore: { alertAfter: 2h, schedule: { every: 30m } }"],
]);
breaks("L28", "copies more than twice as often", chat, [["copy: {", "copy: { △schedule: { every: 7m },"]]);
keeps("L28", "copies twice as often", chat, [["copy: {", "copy: { schedule: { every: 8m },"]]);
keeps("L28", "a job that is switched off", chat, [["copy: {", "copy: { schedule: { every: 1m, enabled: false },"]]);
keeps("L28", "plain SQL Server, of which the page does not speak", plain, [
  ["restore: {}", "restore: { alertAfter: 4d, schedule: { at: '02:00' } }"],
  ["copy: {", "copy: { retention: 7d, schedule: { every: 1m },"],
]);
