import { breaks, keeps, plain } from "../../support/rules.ts";

breaks("L28", "restores a minute over twice as far apart", plain, [
  ["restore: {}", "restore: { alertAfter: 2h, △schedule: { every: 31m } }"],
]);
keeps("L28", "restores twice as far apart", plain, [
  ["restore: {}", "restore: { alertAfter: 2h, schedule: { every: 30m } }"],
]);
breaks("L28", "copies more than twice as often", plain, [["copy: {", "copy: { △schedule: { every: 7m },"]]);
keeps("L28", "copies twice as often", plain, [["copy: {", "copy: { schedule: { every: 8m },"]]);
keeps("L28", "a job that is switched off", plain, [["copy: {", "copy: { schedule: { every: 1m, enabled: false },"]]);
