import { alone, chat, keeps, plain } from "../../support/rules.ts";

keeps("L01", "the plain base", plain, []);
keeps("L01", "the base without mirroring", alone, []);
keeps("L01", "the base of Persistent Chat", chat, []);
