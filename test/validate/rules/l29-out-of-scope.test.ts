import { breaks, keeps, plain } from "../../support/rules.ts";

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
