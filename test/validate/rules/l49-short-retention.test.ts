import { backup, breaks, type Edit, keeps, plain } from "../../support/rules.ts";

const copy = (keys: string): Edit => ["copy: {", `copy: { ${keys},`];
const restore = (keys: string): Edit => ["restore: {}", `restore: { ${keys}, alertAfter: 30d }`];
breaks("L49", "backups that are gone after a quarter of an hour", plain, [backup("retention: △15m")]);
breaks("L49", "backups that are gone a minute before a day is over", plain, [backup("retention: △1439m")]);
keeps("L49", "backups that are kept for a day", plain, [backup("retention: 24h")]);
breaks("L49", "copied backups that are gone before a day is over", plain, [copy("retention: △23h")]);
keeps("L49", "copied backups that are kept for a day", plain, [copy("retention: 1d")]);
breaks("L49", "backups that are gone before the third copy", plain, [
  backup("retention: △59h"),
  copy("schedule: { every: 15m, from: '06:00', until: '10:00' }"),
  restore("mode: no-recovery"),
]);
keeps("L49", "backups that wait for three copies", plain, [
  backup("retention: 3645m"),
  copy("schedule: { every: 15m, from: '06:00', until: '10:00' }"),
  restore("mode: no-recovery"),
]);
breaks("L49", "copied backups that are gone before the third restore and its delay", plain, [
  copy("retention: △2924m"),
  restore("delay: 48h"),
]);
keeps("L49", "copied backups that wait for the delay and three restores", plain, [
  copy("retention: 2925m"),
  restore("delay: 48h"),
]);
keeps("L49", "a copy job that is switched off", plain, [
  backup("retention: 1d"),
  copy("schedule: { at: '02:00', enabled: false }"),
]);
