import { breaks, chat, keeps, plain } from "../../support/rules.ts";

breaks("L19", "shipping mgccomp", chat, [
  [
    "    backupStore:",
    String.raw`    ✗logShipping: { backup: { share: '\\fs1\comp' }, secondaries: [{ server: c, copy: { to: 'D:\Comp' } }] }` +
      "\n    backupStore:",
  ],
]);
keeps("L19", "a database of that name without Persistent Chat", plain, [["  Sales:", "  mgccomp:"]]);
