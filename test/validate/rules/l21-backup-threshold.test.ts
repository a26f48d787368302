import { alone, backup, breaks, keeps, plain } from "../../support/rules.ts";

breaks("L21", "a minute under three intervals", plain, [backup("alertAfter: △44m")]);
keeps("L21", "three intervals", plain, [backup("alertAfter: 45m")]);
breaks("L21", "a longer interval", plain, [
  backup("schedule: { every: 20m }\n        alertAfter: △59m"),
  ["restore: {}", "restore: { alertAfter: 50m }"],
]);
keeps("L21", "three of the longer ones", plain, [
  backup("schedule: { every: 20m }\n        alertAfter: 60m"),
  ["restore: {}", "restore: { alertAfter: 50m }"],
]);
keeps("L21", "an alert that is off", plain, [backup("alertAfter: 1m\n        alert: false")]);
breaks(
  "L21",
  "a night without backups",
  alone,
  [backup(`schedule: { every: 15m, from: "06:00", until: "22:00" }\n        alertAfter: △23h`)],
  {
    also: ["L22"],
  },
);
keeps(
  "L21",
  "three nights without backups",
  alone,
  [backup(`schedule: { every: 15m, from: "06:00", until: "22:00" }\n        alertAfter: 24h`)],
  {
    also: ["L22"],
  },
);
