import { breaks, type Edit, keeps, plain } from "../../support/rules.ts";

const timeout = (text: string): Edit => ["seedShare: \\\\fs1", `timeout: ${text}\n      seedShare: \\\\fs1`];
const performance: Edit = ["witness: w", "mode: high-performance"];
breaks("L43", "4s", plain, [timeout("✗4s")]);
breaks("L43", "5s, which is short", plain, [timeout("△5s")]);
breaks("L43", "9s, which is short", plain, [timeout("△9s")]);
keeps("L43", "10s", plain, [timeout("10s")]);
keeps("L43", "32767s", plain, [timeout("32767s")]);
breaks("L43", "32768s", plain, [timeout("✗32768s")]);
breaks("L43", "11s with high-performance", plain, [performance, timeout("✗11s")]);
keeps("L43", "10s with high-performance", plain, [performance, timeout("10s")]);
