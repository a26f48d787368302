import { breaks, keeps, plain, server } from "../../support/rules.ts";

breaks("L31", "a mirror on Linux", plain, [server("b", "os: ✗linux")]);
keeps("L31", "a monitor on Linux", plain, [server("m", "os: linux")]);
breaks("L31", "2016 on Linux", plain, [server("m", "os: ✗linux, version: 2016")]);
keeps("L31", "2017 on Linux", plain, [server("m", "os: linux, version: 2017")]);
