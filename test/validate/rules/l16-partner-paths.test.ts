import { breaks, keeps, plain } from "../../support/rules.ts";

breaks("L16", "other folders on the mirror", plain, [["witness: w", "dataPath: △E:\\Data\n      logPath: △L:\\Logs"]]);
keeps("L16", "other folders on the secondary", plain, [["- server: c", "- dataPath: E:\\Data\n          server: c"]]);
