import { breaks, chat, keeps, plain } from "../../support/rules.ts";

breaks("L17", "standby", chat, [["restore: {}", "restore: { mode: ✗standby, disconnectUsers: true }"]]);
breaks("L17", "a delay of a minute", chat, [["restore: {}", "restore: { delay: ✗1m, alertAfter: 46m }"]]);
breaks("L17", "another name", chat, [["- server: c", "- database: ✗mgc2\n          server: c"]]);
keeps("L17", "no-recovery without a delay", chat, [["restore: {}", "restore: { mode: no-recovery, delay: 0m }"]]);
keeps("L17", "standby without Persistent Chat", plain, [
  ["restore: {}", "restore: { mode: standby, disconnectUsers: true }"],
]);
