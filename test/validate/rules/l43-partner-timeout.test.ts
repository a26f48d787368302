import { breaks, chat, type Edit, keeps, plain } from "../../support/rules.ts";

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

const chatTimeout = (text: string): Edit => [
  "seedShare: \\\\fs1.contoso.com\\seed\n",
  `timeout: ${text}\n      seedShare: \\\\fs1.contoso.com\\seed\n`,
];
breaks("L43", "20s on a Skype platform", chat, [chatTimeout("✗20s")]);
keeps("L43", "10s on a Skype platform", chat, [chatTimeout("10s")]);
