import { breaks, keeps, plain } from "../../support/rules.ts";

breaks("L41", "standby with its users connected", plain, [["restore: {}", "restore: { mode: △standby }"]]);
keeps("L41", "standby without them", plain, [["restore: {}", "restore: { mode: standby, disconnectUsers: true }"]]);
