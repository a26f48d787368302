import { expect, test } from "vitest";
import { validate } from "../../../src/validate/validate.ts";
import { breaks, chat, edited, keeps, plain } from "../../support/rules.ts";

for (const key of ["availabilityGroup", "availability-groups", "alwaysOn", "ag"]) {
  breaks("L29", key, plain, [["    logShipping:\n", `    ✗${key}: ag1\n    logShipping:\n`]]);
}
breaks("L29", "Skype for Business Server 2019", plain, [
  ["platform: sql-server", "platform: ✗skype-for-business-2019"],
]);
keeps("L29", "names of the user's own", plain, [
  ["  Sales:", "  AlwaysOn:"],
  ["version: 1\n", "version: 1\nx-availabilityGroup: ag1\n"],
]);

test("L29 speaks of Persistent Chat only where there is one", () => {
  const hints = [plain, chat].map((base) => {
    const text = edited(base, [["version: 1\n", "version: 1\nhadr: true\n"]]);
    return validate({ file: "t.yaml", bytes: Buffer.from(text) }).diagnostics.map((one) => one.hint);
  });
  expect(hints).toEqual([[expect.not.stringMatching(/Persistent|Skype/)], [expect.stringMatching(/Persistent Chat/)]]);
});
